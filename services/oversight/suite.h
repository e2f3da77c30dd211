#pragma once

#include <string>

#include "liandong/obligation/v1/obligation_service.pb.h"
#include "liandong/oversight/v1/accountability_service.pb.h"
#include "liandong/oversight/v1/aggregate_service.pb.h"
#include "shared/client/peers.h"

namespace liandong::oversight {

// What all services of the suite answer, including this one. SOURCE_UNAVAILABLE if one of them does not answer.
class Suite {
 public:
  // Not owned.
  explicit Suite(client::Peers* peers) : peers_(peers) {}

  absl::StatusOr<obligation::v1::SummariseObligationsResponse> Standings(absl::Time from, absl::Time until,
                                                                         absl::Time deadline) const;
  absl::StatusOr<v1::AggregateResponse> Counts(const v1::AggregateRequest& request, law::Clause purpose,
                                               absl::Time deadline) const;
  // Calls that accessed a record or what belongs to it, newest first. NOT_FOUND if no service has the record in the
  // division.
  absl::StatusOr<v1::ListDataAccessesResponse> Accesses(const ledger::v1::ListAccessesRequest& request,
                                                        absl::Time deadline) const;

 private:
  client::Peers* peers_;
};

}  // namespace liandong::oversight
