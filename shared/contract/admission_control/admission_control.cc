#include "shared/contract/admission_control/admission_control.h"

#include <algorithm>
#include <utility>

#include "shared/errors/errors.h"

namespace liandong::contract {
namespace {

// A caller that was silent may make the calls of this many seconds at once.
constexpr double kBurstSeconds = 2;
constexpr absl::Duration kBetweenEntries = absl::Seconds(1);

}  // namespace

AdmissionControl::Ticket::Ticket(Ticket&& other) noexcept
    : admission_control_(std::exchange(other.admission_control_, nullptr)), caller_(std::move(other.caller_)) {}

AdmissionControl::Ticket& AdmissionControl::Ticket::operator=(Ticket&& other) noexcept {
  Release();
  admission_control_ = std::exchange(other.admission_control_, nullptr);
  caller_ = std::move(other.caller_);
  return *this;
}

void AdmissionControl::Ticket::Release() {
  if (admission_control_ != nullptr) admission_control_->Leave(caller_);
  admission_control_ = nullptr;
}

absl::StatusOr<AdmissionControl::Ticket> AdmissionControl::Enter() {
  Ticket ticket;
  ticket.admission_control_ = this;
  if (open_.fetch_add(1) < limits_.calls) return ticket;
  return errors::Refuse(v1::ERROR_REASON_OVERLOADED);
}

AdmissionControl::Charge AdmissionControl::Take(Ticket& ticket, const std::string& caller, const std::string& method,
                                                absl::Time now) {
  absl::MutexLock lock(&mutex_);
  int& open = open_of_one_[caller];
  ++open;
  ticket.caller_ = caller;
  Bucket& bucket = buckets_[{caller, method}];
  const bool drawn = Draw(bucket, RateOf(method), now);
  if (drawn && open <= limits_.calls_of_one) return Charge::kTaken;
  // The clock may have gone back.
  if (absl::AbsDuration(now - bucket.entered) < kBetweenEntries) return Charge::kRefused;
  bucket.entered = now;
  return Charge::kRefusedToBeEntered;
}

double AdmissionControl::RateOf(const std::string& method) const {
  const auto own = limits_.rates.find(method);
  return own == limits_.rates.end() ? limits_.rate : own->second;
}

bool AdmissionControl::Draw(Bucket& bucket, double rate, absl::Time now) const {
  const double most = std::max(1.0, rate * kBurstSeconds);
  const double seconds = absl::ToDoubleSeconds(std::max(now - bucket.filled, absl::ZeroDuration()));
  bucket.calls = std::min(most, bucket.calls + seconds * rate);
  bucket.filled = now;
  if (bucket.calls < 1) return false;
  bucket.calls -= 1;
  return true;
}

void AdmissionControl::Leave(const std::string& caller) {
  --open_;
  if (caller.empty()) return;
  absl::MutexLock lock(&mutex_);
  const auto open = open_of_one_.find(caller);
  if (--open->second == 0) open_of_one_.erase(open);
}

}  // namespace liandong::contract
