#pragma once

#include <string>
#include <vector>

#include "services/registration/past_checks.h"
#include "services/registration/rules.h"
#include "services/registration/store.h"
#include "shared/runtime/servant.h"

namespace liandong::registration {

// Where every check is concluded.
class CheckDesk {
 public:
  explicit CheckDesk(const runtime::Parts& parts);

  // Keeps the check; if there are reasons, these or what past checks say of it, it is held, its clue is on the way in
  // the same transaction, and the police owe a decision.
  absl::StatusOr<v1::Check> Conclude(const contract::Call& call, v1::Check check, std::vector<v1::ReferReason> reasons,
                                     const rules::Screenings& screenings, const std::string& note, store::Tx& tx) const;

  const RegistrationStore& store() const { return store_; }

 private:
  RegistrationStore store_;
  PastChecks past_;
  store::Database* database_;
  const outbox::Outbox* outbox_;
  const obligations::Book* obligations_;
  telemetry::Metrics* metrics_;
};

}  // namespace liandong::registration
