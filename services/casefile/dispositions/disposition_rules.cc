#include "services/casefile/dispositions/disposition_rules.h"

#include "shared/contract/access/writers.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::casefile::rules {

absl::Status CheckDisposition(const v1::RecordDispositionRequest& request, law::Agency agency) {
  const auto* kind = v1::DispositionKind_descriptor()->FindValueByNumber(request.kind());
  LD_RULE("4-8-1.each-agency-records-its-own-decisions")
  if (auto allowed = contract::MayChoose(*kind, agency); !allowed.ok()) return allowed;
  const bool coerced = request.accused_role() == v1::ACCUSED_ROLE_COERCED_VICTIM;
  LD_RULE("4-8-5.a-coerced-victim-is-treated-with-leniency")
  if (coerced && !request.lenient()) {
    return errors::Refuse(contract::v1::ERROR_REASON_LENIENCY_REQUIRED, contract::v1::CLAUSE_4_8_5);
  }
  return absl::OkStatus();
}

}  // namespace liandong::casefile::rules
