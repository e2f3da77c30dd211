#pragma once

#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/civil_time.h"
#include "liandong/casefile/v1/casefile_service.pb.h"
#include "tests/eval/people.h"
#include "tools/population/population.h"

namespace liandong::bench {

// Invented couples who want to marry, missing persons, and victims. Names are as common as in the country. The same
// seed and day give the same people, except for request_id. Thread-safe.
class MarriageRequests {
 public:
  // `stock` is not owned. Ages are as of `today`.
  MarriageRequests(const eval::Stock* stock, uint64_t seed, absl::CivilDay today);

  std::string NextCase();    // a serialized OpenMissingPersonCaseRequest
  std::string NextCouple();  // a serialized CheckMarriageRequest
  // One of the missing persons, as recorded years later, without document and division. Lacks case and rescue time.
  casefile::v1::OpenVictimFileRequest NextVictim();

 private:
  absl::Mutex mutex_;
  eval::People missing_ ABSL_GUARDED_BY(mutex_);
  population::Generator people_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace liandong::bench
