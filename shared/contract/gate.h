#pragma once

#include <atomic>
#include <map>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace liandong::contract {

// How much comes in. Thread-safe. What it turns away was not looked at, and has no ledger entry of its own: an entry
// each would be the very work that there is too much of. Of a caller over its rate one refusal a second is entered.
class Gate {
 public:
  struct Limits {
    // Calls of the whole process at once, and of one caller.
    int calls;
    int calls_of_one;
    // Calls a second of one caller and method, and those of single methods (`/liandong.clue.v1.ClueService/GetClue`).
    double rate;
    std::map<std::string, double> rates;
  };
  explicit Gate(Limits limits) : limits_(std::move(limits)) {}

  // A place in the process, until it goes.
  class Ticket {
   public:
    Ticket() = default;
    Ticket(Ticket&& other) noexcept;
    Ticket& operator=(Ticket&& other) noexcept;
    ~Ticket() { Release(); }

   private:
    friend class Gate;
    void Release();
    Gate* gate_ = nullptr;
    std::string caller_;  // once it is known
  };

  // OVERLOADED
  absl::StatusOr<Ticket> Enter();

  enum class Charge { kTaken, kRefused, kRefusedToBeEntered };
  // Counts a call of `caller`, who holds the ticket. Refuses it when the caller has too many calls open, or has made
  // too many of the method lately.
  Charge Take(Ticket& ticket, const std::string& caller, const std::string& method, absl::Time now);

 private:
  struct Bucket {
    double calls = 0;  // that may still be made
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
