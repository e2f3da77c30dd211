#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/oversight/v1/conference.pb.h"
#include "liandong/oversight/v1/conference_service.pb.h"

// The course of an agreed matter, 二(三). Pure.
namespace liandong::oversight::rules {

// A matter is decided under a convener who holds the post.
absl::Status CheckConvener(const v1::Convener& convener);
// The owner reports progress until the office closes what was reported done.
absl::Status ReportProgress(v1::Matter& matter, const v1::ReportMatterProgressRequest& request, absl::Time now);
absl::Status CloseMatter(v1::Matter& matter, absl::Time now);

}  // namespace liandong::oversight::rules
