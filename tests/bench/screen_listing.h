#pragma once

#include <string>
#include <vector>

#include "services/casefile/store.h"
#include "tests/bench/screen_timing.h"
#include "tests/testing/key_ring.h"

namespace liandong::bench {

// The missing-person cases of a database, asked as the counter's question is.
class Listing {
 public:
  // Not owned. Makes its tables.
  explicit Listing(store::Database* database);

  // Lists the first `to` of them.
  void Grow(const std::vector<matching::Subject>& listed, size_t to);
  bool Finds(const matching::Subject& asked, int64_t truth);

 private:
  absl::Status Open(store::Tx& tx, const std::string& id, const matching::Subject& subject);

  store::Database* database_;
  seal::KeyRing ring_ = testing::TestRing();
  seal::Sealer sealer_{&ring_};
  seal::RecordSealer record_sealer_{&sealer_};
  seal::Key key_{std::string(seal::Key::kSize, 'k')};
  seal::KeyedDigest digest_{seal::Suite::kStandard, key_};
  records::KeyIndex keys_{&digest_};
  casefile::CasefileStore store_{&record_sealer_, &keys_};
  size_t size_ = 0;
};

}  // namespace liandong::bench
