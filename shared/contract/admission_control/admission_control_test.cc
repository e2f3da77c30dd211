#include "shared/contract/admission_control/admission_control.h"

#include <gtest/gtest.h>

#include <vector>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "shared/errors/errors.h"
#include "shared/limits/admission.h"
#include "shared/telemetry/caller_metrics.h"

namespace liandong::contract {
namespace {

constexpr char kMethod[] = "/service/Method";
const absl::Time kNow = absl::FromUnixSeconds(1000);

identity::Caller Agency(const std::string& division) {
  return {.agency = v1::AGENCY_COURT, .division = division, .system = "s", .uri = division};
}

identity::Caller Service() { return {.service = v1::SERVICE_REGISTRATION, .uri = "service"}; }

class AdmissionControlTest : public ::testing::Test {
 protected:
  void Limit(AdmissionControl::Limits limits) {
    admission_control_ = std::make_unique<AdmissionControl>(std::move(limits), &metrics_);
  }

  // The reason of the refusal. The calls that are admitted stay in progress if `keep`.
  v1::ErrorReason Call(const identity::Caller* caller, absl::Time now = kNow, int64_t work = 1, size_t bytes = 0,
                       const std::string& method = kMethod) {
    auto ticket =
        admission_control_->Admit({.caller = caller, .method = method, .work = work, .bytes = bytes, .now = now});
    if (!ticket.ok()) return errors::ReasonOf(ticket.status());
    if (keep_) tickets_.push_back(*std::move(ticket));
    return v1::ERROR_REASON_UNSPECIFIED;
  }

  // How long the refusal of a call asks to wait.
  absl::Duration Wait(const identity::Caller* caller, absl::Time now = kNow, const std::string& method = kMethod) {
    const auto ticket =
        admission_control_->Admit({.caller = caller, .method = method, .work = 1, .bytes = 0, .now = now});
    google::rpc::Status rpc;
    google::rpc::RetryInfo retry;
    EXPECT_TRUE(rpc.ParseFromString(errors::ToWire(ticket.status()).details));
    int found = 0;
    for (const auto& detail : rpc.details()) found += detail.UnpackTo(&retry);
    EXPECT_EQ(found, 1);
    return absl::Seconds(retry.retry_delay().seconds()) + absl::Nanoseconds(retry.retry_delay().nanos());
  }

  int Admitted(const identity::Caller* caller, int calls) {
    int admitted = 0;
    for (int i = 0; i < calls; ++i) admitted += Call(caller) == v1::ERROR_REASON_UNSPECIFIED;
    return admitted;
  }

  telemetry::Metrics metrics_;
  std::unique_ptr<AdmissionControl> admission_control_;
  std::vector<AdmissionControl::Ticket> tickets_;
  bool keep_ = false;
  const identity::Caller a_ = Agency("500119");
  const identity::Caller b_ = Agency("500118");
  const identity::Caller service_ = Service();
};

TEST_F(AdmissionControlTest, AnAgencyOverItsShareWaitsAndOthersDoNot) {
  Limit({.calls = 100, .work = 5, .rates = {}});
  EXPECT_EQ(Admitted(&a_, 20), 10);
  EXPECT_EQ(Call(&a_), v1::ERROR_REASON_QUOTA_EXCEEDED);
  EXPECT_EQ(Admitted(&b_, 10), 10);
  // One unit becomes available every fifth of a second. Refused calls used nothing.
  EXPECT_EQ(Call(&a_, kNow + absl::Milliseconds(200)), v1::ERROR_REASON_UNSPECIFIED);
  EXPECT_EQ(Call(&a_, kNow + absl::Milliseconds(100)), v1::ERROR_REASON_QUOTA_EXCEEDED) << "the clock has gone back";
}

TEST_F(AdmissionControlTest, WorkIsPaidEvenIfItIsMoreThanIsLeft) {
  Limit({.calls = 100, .work = 5, .rates = {}});
  auto ticket = admission_control_->Admit({.caller = &a_, .method = kMethod, .work = 1, .bytes = 0, .now = kNow});
  ASSERT_TRUE(ticket.ok());
  ticket->ChargeMore(19);
  // 20 of 10 units were used, so that two seconds pass before there is anything left.
  EXPECT_EQ(Call(&a_, kNow + absl::Milliseconds(1900)), v1::ERROR_REASON_QUOTA_EXCEEDED);
  EXPECT_EQ(Call(&a_, kNow + absl::Milliseconds(2100)), v1::ERROR_REASON_UNSPECIFIED);
}

TEST_F(AdmissionControlTest, ARefusedCallerLearnsWhenItsShareSuffices) {
  Limit({.calls = 100, .work = 5, .rates = {{"/service/Rare", 0.001}}});
  auto ticket = admission_control_->Admit({.caller = &a_, .method = kMethod, .work = 40, .bytes = 0, .now = kNow});
  // 40 of 10 units were used.
  const absl::Duration wait = Wait(&a_);
  EXPECT_GT(wait, absl::Seconds(6));
  EXPECT_LT(wait, absl::Seconds(6) + absl::Milliseconds(1));
  EXPECT_EQ(Call(&a_, kNow + wait - absl::Milliseconds(1)), v1::ERROR_REASON_QUOTA_EXCEEDED);
  EXPECT_EQ(Wait(&a_, kNow + wait - absl::Milliseconds(1)), limits::kShortestWait);
  EXPECT_EQ(Call(&a_, kNow + wait), v1::ERROR_REASON_UNSPECIFIED);
  // The limit of a method. Whoever owes nothing may call once more.
  EXPECT_EQ(Call(&b_, kNow, 1, 0, "/service/Rare"), v1::ERROR_REASON_UNSPECIFIED);
  EXPECT_EQ(Call(&b_, kNow + absl::Seconds(1), 1, 0, "/service/Rare"), v1::ERROR_REASON_UNSPECIFIED);
  EXPECT_EQ(Wait(&b_, kNow + absl::Seconds(1), "/service/Rare"), limits::kLongestWait);
}

TEST_F(AdmissionControlTest, LargeRequestsAreMoreWork) {
  Limit({.calls = 100, .work = 5, .rates = {}});
  EXPECT_EQ(Call(&a_, kNow, 1, 9 * limits::kBytesPerWork), v1::ERROR_REASON_UNSPECIFIED);
  EXPECT_EQ(Call(&a_), v1::ERROR_REASON_QUOTA_EXCEEDED);
  EXPECT_EQ(Call(&b_, kNow, 1, limits::kBytesPerWork - 1), v1::ERROR_REASON_UNSPECIFIED);
  EXPECT_EQ(Admitted(&b_, 20), 9);
}

TEST_F(AdmissionControlTest, AMethodMayHaveALimitOfItsOwn) {
  Limit({.calls = 100, .work = 50, .rates = {{"/service/Rare", 0.5}}});
  EXPECT_EQ(Call(&a_, kNow, 1, 0, "/service/Rare"), v1::ERROR_REASON_UNSPECIFIED);
  EXPECT_EQ(Call(&a_, kNow, 1, 0, "/service/Rare"), v1::ERROR_REASON_QUOTA_EXCEEDED);
  EXPECT_EQ(Call(&a_), v1::ERROR_REASON_UNSPECIFIED);
}

TEST_F(AdmissionControlTest, ThereIsAlwaysRoomForAnotherCaller) {
  Limit({.calls = 12, .work = 1e9, .rates = {}});
  keep_ = true;
  EXPECT_EQ(Admitted(&a_, 12), 6);
  EXPECT_EQ(Call(&a_), v1::ERROR_REASON_OVERLOADED);
  EXPECT_EQ(Admitted(&b_, 12), 3);
  const identity::Caller c = Agency("500117");
  EXPECT_EQ(Admitted(&c, 12), 2);
  tickets_.clear();
  EXPECT_EQ(Admitted(&c, 12), 6);
}

TEST_F(AdmissionControlTest, ServicesHaveNoShareButAPlace) {
  Limit({.calls = 4, .work = 1, .rates = {{kMethod, 1}}});
  EXPECT_EQ(Admitted(&service_, 100), 100);
  keep_ = true;
  EXPECT_EQ(Admitted(&service_, 5), 4);
  EXPECT_EQ(Call(&service_), v1::ERROR_REASON_OVERLOADED);
}

TEST_F(AdmissionControlTest, WhoHasNoCertificateIsChargedToo) {
  Limit({.calls = 100, .work = 5, .rates = {}});
  EXPECT_EQ(Admitted(nullptr, 20), 10);
  EXPECT_EQ(Admitted(&a_, 1), 1);
}

TEST_F(AdmissionControlTest, MetricsShowWhatWasCharged) {
  Limit({.calls = 100, .work = 5, .rates = {}});
  EXPECT_EQ(Call(&a_, kNow, 3, 70), v1::ERROR_REASON_UNSPECIFIED);
  const std::map<std::string, std::string> labels = {
      {"caller", "court@500119"}, {"grpc_service", "service"}, {"grpc_method", "Method"}};
  EXPECT_EQ(metrics_.Counter(telemetry::kCallerCalls, labels).Value(), 1);
  EXPECT_EQ(metrics_.Counter(telemetry::kCallerWork, labels).Value(), 3);
  EXPECT_EQ(metrics_.Counter(telemetry::kCallerBytes, labels).Value(), 70);
}

}  // namespace
}  // namespace liandong::contract
