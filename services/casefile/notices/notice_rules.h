#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "liandong/casefile/v1/casefile_service.pb.h"
#include "shared/law/names.h"

// Public notices of missing minors, 四(三). Pure.
namespace liandong::casefile::rules {

// What may be public about a missing minor. WRONG_STATE unless the case is an open one of a minor.
absl::StatusOr<v1::Notice> MakeNotice(const v1::Case& file, const v1::PublishNoticeRequest& request, absl::Time now);
absl::Status WithdrawNotice(v1::Notice& notice, absl::Time now);
// While it is published.
absl::Status RelayNotice(v1::Notice& notice, law::Agency relay, const std::string& outlet, absl::Time now);

}  // namespace liandong::casefile::rules
