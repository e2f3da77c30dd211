#include "services/placement/providers/provider_rules.h"

#include "shared/contract/access/writers.h"

namespace liandong::placement::rules {

absl::Status CheckRegistrar(v1::ProviderKind kind, law::Agency registrar) {
  return contract::MayChoose(*v1::ProviderKind_descriptor()->FindValueByNumber(kind), registrar);
}

}  // namespace liandong::placement::rules
