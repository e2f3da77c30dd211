#pragma once

#include "liandong/contract/v1/error_reason.pb.h"
#include "shared/contract/calls/environment.h"
#include "shared/identity/caller.h"

namespace liandong::contract {

// Leaves evidence of connections that were refused or closed because of their caller: in the metrics of refusals, and
// in the ledger, where a burst shares an entry. Thread-safe.
class RefusedConnections {
 public:
  // The environment is not owned.
  explicit RefusedConnections(const Environment* environment) : environment_(*environment) {}

  // Does not wait for the entry.
  void Enter(const identity::Caller& caller, v1::ErrorReason reason);

 private:
  const Environment& environment_;
};

}  // namespace liandong::contract
