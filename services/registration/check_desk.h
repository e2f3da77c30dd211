#pragma once

#include <string>
#include <vector>

#include "services/registration/past_checks.h"
#include "services/registration/rules.h"
#include "services/registration/store.h"
#include "shared/runtime/servant.h"

namespace liandong::registration {

// What is gathered about a check before the transaction that concludes it.
struct CheckFacts {
  rules::Screenings screenings;  // what other services answered
  rules::Screenings past;        // what past checks say of it
};

// Where every check is concluded.
class CheckDesk {
 public:
  explicit CheckDesk(const runtime::Parts& parts);

  // Adds to the screenings what past checks say of the check as far as the request tells it. Gathered before the
  // transaction that concludes the check: in it, checks that are made at the same time would conflict.
  absl::StatusOr<CheckFacts> GatherPast(rules::Screenings screenings, const v1::Check& check,
                                        const contract::Reader& reader) const;

  // Keeps the check; if there are reasons, these or what past checks say of it, it is held, its clue is on the way in
  // the same transaction, and the police owe a decision.
  absl::StatusOr<v1::Check> Conclude(const contract::Call& call, v1::Check check, std::vector<v1::ReferReason> reasons,
                                     const CheckFacts& facts, const std::string& note, contract::WriteTx& tx) const;

  const RegistrationStore& store() const { return store_; }

 private:
  RegistrationStore store_;
  PastChecks past_;
  const outbox::Outbox* outbox_;
  const obligations::Book* obligations_;
  telemetry::Metrics* metrics_;
};

}  // namespace liandong::registration
