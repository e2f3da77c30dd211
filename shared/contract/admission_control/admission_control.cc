#include "shared/contract/admission_control/admission_control.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "shared/errors/errors.h"
#include "shared/errors/retry.h"
#include "shared/limits/admission.h"
#include "shared/telemetry/caller_metrics.h"

namespace liandong::contract {
namespace {

bool IsService(const AdmissionControl::Arrival& arrival) {
  return arrival.caller != nullptr && arrival.caller->agency == v1::AGENCY_UNSPECIFIED;
}

int64_t WorkOf(const AdmissionControl::Arrival& arrival) {
  return arrival.work + static_cast<int64_t>(arrival.bytes / limits::kBytesPerWork);
}

}  // namespace

AdmissionControl::Ticket::Ticket(Ticket&& other) noexcept
    : admission_control_(std::exchange(other.admission_control_, nullptr)), caller_(other.caller_), use_(other.use_) {}

AdmissionControl::Ticket& AdmissionControl::Ticket::operator=(Ticket&& other) noexcept {
  Release();
  admission_control_ = std::exchange(other.admission_control_, nullptr);
  caller_ = other.caller_;
  use_ = other.use_;
  return *this;
}

void AdmissionControl::Ticket::ChargeMore(int64_t work) {
  if (admission_control_ == nullptr || work <= 0) return;
  use_->counted_work->Increment(static_cast<double>(work));
  absl::MutexLock lock(&admission_control_->mutex_);
  caller_->work.Use(static_cast<double>(work));
}

void AdmissionControl::Ticket::Release() {
  AdmissionControl* const from = std::exchange(admission_control_, nullptr);
  if (from == nullptr) return;
  absl::MutexLock lock(&from->mutex_);
  --caller_->open;
  --from->open_;
}

absl::StatusOr<AdmissionControl::Ticket> AdmissionControl::Admit(const Arrival& arrival) {
  Ticket ticket;
  const auto [refusal, wait] = Charge(arrival, ticket);
  if (refusal == v1::ERROR_REASON_UNSPECIFIED) return ticket;
  if (wait == absl::ZeroDuration()) return errors::Refuse(refusal);
  return errors::RetryAfter(errors::Refuse(refusal), std::clamp(wait, limits::kShortestWait, limits::kLongestWait));
}

AdmissionControl::Verdict AdmissionControl::Charge(const Arrival& arrival, Ticket& ticket) {
  absl::MutexLock lock(&mutex_);
  Caller& caller = CallerOf(arrival);
  Use& use = UseOf(caller, arrival.method);
  const absl::Duration wait = WaitOf(arrival, caller, use);
  if (wait > absl::ZeroDuration()) return {v1::ERROR_REASON_QUOTA_EXCEEDED, wait};
  use.calls.Use(1);
  const auto work = static_cast<double>(WorkOf(arrival));
  caller.work.Use(work);
  use.counted_calls->Increment();
  use.counted_work->Increment(work);
  use.counted_bytes->Increment(static_cast<double>(arrival.bytes));
  if (!HasRoom(arrival, caller)) return {v1::ERROR_REASON_OVERLOADED, absl::ZeroDuration()};
  ++caller.open;
  ++open_;
  ticket.admission_control_ = this;
  ticket.caller_ = &caller;
  ticket.use_ = &use;
  return {};
}

AdmissionControl::Caller& AdmissionControl::CallerOf(const Arrival& arrival) {
  std::string name = arrival.caller == nullptr ? "" : arrival.caller->Owner();
  std::unique_ptr<Caller>& caller = callers_[name];
  if (caller == nullptr) {
    caller = std::make_unique<Caller>();
    caller->name = std::move(name);
  }
  return *caller;
}

AdmissionControl::Use& AdmissionControl::UseOf(Caller& caller, const std::string& method) {
  std::unique_ptr<Use>& use = caller.uses[method];
  if (use != nullptr) return *use;
  const std::vector<std::string> parts = absl::StrSplit(method, '/', absl::SkipEmpty());
  const std::map<std::string, std::string> labels = {
      {"caller", caller.name}, {"grpc_service", parts.front()}, {"grpc_method", parts.back()}};
  use = std::make_unique<Use>();
  use->counted_calls = &metrics_->Counter(telemetry::kCallerCalls, labels);
  use->counted_work = &metrics_->Counter(telemetry::kCallerWork, labels);
  use->counted_bytes = &metrics_->Counter(telemetry::kCallerBytes, labels);
  return *use;
}

bool AdmissionControl::HasRoom(const Arrival& arrival, const Caller& caller) const {
  const int free = limits_.calls - open_;
  return IsService(arrival) ? free > 0 : caller.open < free;
}

absl::Duration AdmissionControl::WaitOf(const Arrival& arrival, Caller& caller, Use& use) const {
  if (IsService(arrival)) return absl::ZeroDuration();
  const absl::Duration wait = caller.work.Wait(limits_.work, arrival.now);
  const auto rate = limits_.rates.find(arrival.method);
  return rate == limits_.rates.end() ? wait : std::max(wait, use.calls.Wait(rate->second, arrival.now));
}

}  // namespace liandong::contract
