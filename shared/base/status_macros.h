#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define LD_CONCAT_INNER(a, b) a##b
#define LD_CONCAT(a, b) LD_CONCAT_INNER(a, b)

// Returns the status of `expression` from the function unless it is OK.
#define LD_RETURN_IF_ERROR(expression)                            \
  do {                                                            \
    if (absl::Status ld_status = (expression); !ld_status.ok()) { \
      return ld_status;                                           \
    }                                                             \
  } while (false)

// `LD_ASSIGN_OR_RETURN(auto x, F())` assigns the value of F() to x, or returns its status from the function.
#define LD_ASSIGN_OR_RETURN(declaration, expression) \
  LD_ASSIGN_OR_RETURN_INNER(LD_CONCAT(ld_value_, __LINE__), declaration, expression)
#define LD_ASSIGN_OR_RETURN_INNER(value, declaration, expression) \
  auto value = (expression);                                      \
  if (!value.ok()) {                                              \
    return value.status();                                        \
  }                                                               \
  declaration = *std::move(value)
