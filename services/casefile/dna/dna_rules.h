#pragma once

#include "absl/status/status.h"
#include "liandong/casefile/v1/casefile_service.pb.h"

// DNA samples and their comparison, 四(五). Pure.
namespace liandong::casefile::rules {

// Collection, test, entry into the bank and comparison follow in this order.
absl::Status RecordComparison(v1::DnaSample& sample, const v1::RecordDnaComparisonRequest& request);

}  // namespace liandong::casefile::rules
