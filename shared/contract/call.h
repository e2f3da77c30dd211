#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/base/trace.h"
#include "shared/contract/method.h"
#include "shared/identity/caller.h"
#include "shared/records/table.h"

namespace liandong::contract {

// One call, as a handler sees it: who, why, when, and what is within reach.
class Call {
 public:
  std::shared_ptr<const identity::Caller> caller;
  std::string operator_id;  // `ld-operator`; may be empty
  v1::Clause purpose = v1::CLAUSE_UNSPECIFIED;
  std::string case_name;  // `ld-case`; may be empty
  base::Trace trace;      // of `traceparent`, or begun here
  absl::Time now;         // of arrival: a handler asks no clock
  absl::Time deadline;
  const Method* method = nullptr;
  records::Reach reach;

  bool IsAgency(v1::Agency agency) const { return caller->agency == agency; }

  // The division a new record belongs to: `requested`, or the caller's own if that is empty. DIVISION_OUT_OF_REACH
  // where an agency names a division that is not within its own.
  absl::StatusOr<std::string> DivisionFor(const std::string& requested) const;

  // Names a record in the ledger entry, beside those the reply names.
  void Touch(std::string record) const { touched_.push_back(std::move(record)); }

  // Runs once if and when the call's writes are durable: for metrics.
  void AfterCommit(absl::AnyInvocable<void()> action) const { after_commit_.push_back(std::move(action)); }

  const std::vector<std::string>& touched() const { return touched_; }
  void RunAfterCommit() const {
    for (auto& action : after_commit_) action();
  }
  // A handler that failed has touched and done nothing.
  void Forget() const {
    touched_.clear();
    after_commit_.clear();
  }

 private:
  // Notes about the call, not part of what it is.
  mutable std::vector<std::string> touched_;
  mutable std::vector<absl::AnyInvocable<void()>> after_commit_;
};

}  // namespace liandong::contract
