#include "shared/contract/handlers/call.h"

#include "shared/errors/errors.h"
#include "shared/values/divisions.h"

namespace liandong::contract {

absl::StatusOr<std::string> Call::DivisionFor(const std::string& requested) const {
  if (caller->service != v1::SERVICE_UNSPECIFIED) {
    if (requested.empty())
      return errors::RefuseFields({{"division", "is required when a service calls", "服务调用时必须填写"}});
    return requested;
  }
  if (requested.empty()) return caller->division;
  if (!values::DivisionWithin(requested, caller->division)) {
    return errors::Refuse(v1::ERROR_REASON_DIVISION_OUT_OF_REACH, method->access.Clauses().front());
  }
  return requested;
}

}  // namespace liandong::contract
