#include "shared/errors/retry.h"

#include <string>

#include "absl/strings/cord.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "shared/errors/details.h"

namespace liandong::errors {
namespace {

google::rpc::RetryInfo RetryInfoOf(absl::Duration wait) {
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(absl::IDivDuration(wait, absl::Seconds(1), &wait));
  retry.mutable_retry_delay()->set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(wait)));
  return retry;
}

}  // namespace

absl::Status RetryAfter(absl::Status refusal, absl::Duration wait) {
  const auto details = refusal.GetPayload(kDetailsUrl);
  google::rpc::Status rpc;
  if (!details.has_value() || !rpc.ParseFromString(std::string(*details))) return refusal;
  for (auto& detail : *rpc.mutable_details()) {
    if (detail.Is<google::rpc::RetryInfo>()) detail.PackFrom(RetryInfoOf(wait));
  }
  refusal.SetPayload(kDetailsUrl, absl::Cord(rpc.SerializeAsString()));
  return refusal;
}

}  // namespace liandong::errors
