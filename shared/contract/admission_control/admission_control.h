#pragma once

#include <atomic>
#include <map>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace liandong::contract {

// Admission control. Thread-safe. A call that is turned away was not read and has no ledger entry, because writing one
// for each would add to the load. For a caller over its rate, one refusal per second is recorded.
class AdmissionControl {
 public:
  struct Limits {
    // Calls in progress of the whole process, and of one caller.
    int calls;
    int calls_of_one;
    // Calls per second of one caller and method, and limits of single methods
    // (`/liandong.clue.v1.ClueService/GetClue`).
    double rate;
    std::map<std::string, double> rates;
  };
  explicit AdmissionControl(Limits limits) : limits_(std::move(limits)) {}

  // A place among the calls in progress, released by its destructor.
  class Ticket {
   public:
    Ticket() = default;
    Ticket(Ticket&& other) noexcept;
    Ticket& operator=(Ticket&& other) noexcept;
    ~Ticket() { Release(); }

   private:
    friend class AdmissionControl;
    void Release();
    AdmissionControl* admission_control_ = nullptr;
    std::string caller_;  // once it is known
  };

  // OVERLOADED
  absl::StatusOr<Ticket> Enter();

  enum class Charge { kTaken, kRefused, kRefusedToBeEntered };
  // Counts a call of `caller`, which holds the ticket. Refuses it if the caller has too many calls in progress or has
  // called the method too often.
  Charge Take(Ticket& ticket, const std::string& caller, const std::string& method, absl::Time now);

 private:
  struct Bucket {
    double calls = 0;  // calls that may still be made
    absl::Time filled = absl::InfinitePast();
    absl::Time entered = absl::InfinitePast();
  };
  double RateOf(const std::string& method) const;
  bool Draw(Bucket& bucket, double rate, absl::Time now) const;
  void Leave(const std::string& caller);

  const Limits limits_;
  std::atomic<int> open_ = 0;
  absl::Mutex mutex_;
  absl::flat_hash_map<std::string, int> open_of_one_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<std::pair<std::string, std::string>, Bucket> buckets_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace liandong::contract
