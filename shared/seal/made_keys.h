#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "shared/seal/keys.h"

namespace liandong::seal {

// During its lifetime, the keys of records that this thread creates are found without reading them back. Such a read
// would conflict with the newest rows of every other writer of a shared database, and one of the two transactions would
// have to be repeated. Valid for one attempt of one job; at most one per thread.
class MadeKeys {
 public:
  MadeKeys();
  ~MadeKeys();
  MadeKeys(const MadeKeys&) = delete;
  MadeKeys& operator=(const MadeKeys&) = delete;

  // That of this thread, if it has one now.
  static void Add(absl::string_view id, const Key& key);
  static std::optional<Key> Find(absl::string_view id);

 private:
  std::vector<std::pair<std::string, Key>> keys_;
};

}  // namespace liandong::seal
