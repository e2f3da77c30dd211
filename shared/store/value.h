#pragma once

#include <cstdint>
#include <variant>

#include "absl/strings/string_view.h"

namespace liandong::store {

struct Blob {
  absl::string_view bytes;
};

// A parameter of a statement. It owns nothing: what it points to must outlive the call.
using Value = std::variant<std::monostate, int64_t, absl::string_view, Blob>;

// One row of a result, valid only within the callback that receives it. Columns are numbered from 0.
class Row {
 public:
  virtual ~Row() = default;
  virtual bool IsNull(int column) const = 0;
  virtual int64_t Int(int column) const = 0;
  virtual absl::string_view Text(int column) const = 0;
  virtual absl::string_view Bytes(int column) const = 0;
};

}  // namespace liandong::store
