#pragma once

#include <prometheus/counter.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "liandong/contract/v1/error_reason.pb.h"
#include "shared/contract/admission_control/share.h"
#include "shared/identity/caller.h"
#include "shared/telemetry/metrics.h"

namespace liandong::contract {

// Admission control: the first thing that happens to a call is that its caller's share is charged, whether the call is
// answered or refused later. Thread-safe. The caller is the agency of a division, or a service of the suite; callers
// whose certificate is refused share one.
class AdmissionControl {
 public:
  struct Limits {
    // Calls in progress of the whole process. A caller may have as many as are still free, so that one alone gets a
    // half, two a third each, and there is always room for another.
    int calls;
    // Units of work of one agency per second, in all methods together.
    double work;
    // Calls per second of one agency, for single methods (`/liandong.clue.v1.ClueService/GetClue`).
    std::map<std::string, double> rates;
  };
  // `metrics` is not owned.
  AdmissionControl(Limits limits, telemetry::Metrics* metrics) : limits_(std::move(limits)), metrics_(metrics) {}

 private:
  struct Use;
  struct Caller;

 public:
  // A place among the calls in progress, released by its destructor.
  class Ticket {
   public:
    Ticket() = default;
    Ticket(Ticket&& other) noexcept;
    Ticket& operator=(Ticket&& other) noexcept;
    ~Ticket() { Release(); }

    // Identifies the caller, also after the call.
    const void* caller() const { return caller_; }
    // Charges further work of the call, known once its request was read.
    void ChargeMore(int64_t work);

   private:
    friend class AdmissionControl;
    void Release();
    AdmissionControl* admission_control_ = nullptr;
    Caller* caller_ = nullptr;
    Use* use_ = nullptr;
  };

  struct Arrival {
    const identity::Caller* caller;  // null if its certificate was refused
    const std::string& method;
    int64_t work;
    size_t bytes;  // of the request; every 8 KiB cost a unit
    absl::Time now;
  };
  // Charges the caller. QUOTA_EXCEEDED if its share is exhausted: then nothing is charged, and RetryInfo says when the
  // share suffices again. OVERLOADED if too many calls are in progress. The suite's own services only have a limit on
  // calls in progress, because what they send results from calls that were admitted.
  absl::StatusOr<Ticket> Admit(const Arrival& arrival);

 private:
  // One caller's use of one method.
  struct Use {
    Share calls;
    prometheus::Counter* counted_calls;
    prometheus::Counter* counted_work;
    prometheus::Counter* counted_bytes;
  };
  struct Caller {
    std::string name;
    int open = 0;
    Share work;
    absl::flat_hash_map<std::string, std::unique_ptr<Use>> uses;
  };

  struct Verdict {
    v1::ErrorReason refusal = v1::ERROR_REASON_UNSPECIFIED;  // the call was admitted, and the ticket is its place
    absl::Duration wait;                                     // if its share is exhausted
  };
  Verdict Charge(const Arrival& arrival, Ticket& ticket);
  Caller& CallerOf(const Arrival& arrival) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  Use& UseOf(Caller& caller, const std::string& method) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool HasRoom(const Arrival& arrival, const Caller& caller) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // How long the caller has to wait until its share suffices for the call; zero if it does now.
  absl::Duration WaitOf(const Arrival& arrival, Caller& caller, Use& use) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Limits limits_;
  telemetry::Metrics* const metrics_;
  absl::Mutex mutex_;
  int open_ ABSL_GUARDED_BY(mutex_) = 0;
  // As many as there are certificates' owners; never removed.
  absl::flat_hash_map<std::string, std::unique_ptr<Caller>> callers_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace liandong::contract
