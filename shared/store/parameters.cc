#include "shared/store/parameters.h"

#include "absl/strings/str_cat.h"

namespace liandong::store {

std::string Parameters(size_t count, size_t first) {
  std::string list;
  for (size_t i = first; i < first + count; ++i) absl::StrAppend(&list, i == first ? "$" : ", $", i);
  return list;
}

}  // namespace liandong::store
