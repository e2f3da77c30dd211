#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "shared/seal/keys.h"

namespace liandong::seal {

// While it lives, the keys of records that this thread makes are found without reading them back: such a read would
// meet the newest rows of every other writer of a shared database, and one of two would have to begin again. For one
// attempt of one job. One at a time a thread.
class MadeKeys {
 public:
  MadeKeys();
  ~MadeKeys();
  MadeKeys(const MadeKeys&) = delete;
  MadeKeys& operator=(const MadeKeys&) = delete;

  // Of this thread's, if it has any now.
  static void Add(absl::string_view id, const Key& key);
  static std::optional<Key> Find(absl::string_view id);

 private:
  std::vector<std::pair<std::string, Key>> keys_;
};

}  // namespace liandong::seal
