#pragma once

#include "absl/time/time.h"
#include "tests/bench/marriage_requests.h"
#include "tests/bench/subject.h"

namespace liandong::bench {

// Checks of couples by counters of civil affairs: the registration service asks the casefile service who is listed.
class MarriageChecks {
 public:
  // `stock` is not owned.
  MarriageChecks(const Setting& setting, const eval::Stock* stock);

  const Subject& subject() const { return subject_; }

  // Lets the police list this many missing persons.
  void Fill(int records);

  // Without response-time padding.
  Measured CheckMarriage(int outstanding, absl::Duration duration, absl::Duration warm_up = absl::Seconds(1));

 private:
  MarriageChecks(const Server& server, const Setting& setting, const eval::Stock* stock);

  MarriageRequests requests_;
  Subject subject_;
  Channels police_;
};

}  // namespace liandong::bench
