#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "liandong/casefile/v1/casefile_service.grpc.pb.h"
#include "liandong/clue/v1/clue_service.grpc.pb.h"
#include "liandong/registration/v1/registration_service.grpc.pb.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"
#include "shared/limits/limits.h"
#include "shared/values/dates.h"
#include "tests/testing/cluster.h"
#include "tools/population/population.h"

// A question from the counter involves several services. What happens if one of them is unavailable?
namespace liandong {
namespace {

using registration::v1::Check;
using registration::v1::RegistrationService;
using testing::NewContext;
using testing::RefusalOf;

class CounterTest : public ::testing::Test {
 protected:
  registration::v1::CheckMarriageRequest Couple() {
    registration::v1::CheckMarriageRequest request;
    request.set_request_id(base::NewUuid());
    *request.add_parties() = people_.Resident(25, 50, common::v1::SEX_MALE);
    *request.add_parties() = people_.Resident(25, 50, common::v1::SEX_FEMALE);
    return request;
  }

  grpc::Status CheckCouple(const registration::v1::CheckMarriageRequest& request, Check& check) {
    auto context = NewContext("3-3-4");
    context->set_wait_for_ready(true);
    return RegistrationService::NewStub(cluster_.ChannelTo(contract::v1::SERVICE_REGISTRATION, "civil-affairs"))
        ->CheckMarriage(context.get(), request, &check);
  }

  // A bride from abroad, and the broker who brought the two together.
  registration::v1::CheckMarriageRequest ForeignCouple(const common::v1::Person& agent) {
    auto request = Couple();
    common::v1::Person& bride = *request.mutable_parties(1);
    bride = people_.Foreigner(25, 50, common::v1::SEX_FEMALE);
    Enter(bride);
    registration::v1::Intermediary& intermediary = *request.add_intermediaries();
    intermediary.set_role(registration::v1::INTERMEDIARY_ROLE_AGENT);
    *intermediary.mutable_person() = agent;
    return request;
  }

  void Enter(const common::v1::Person& person) {
    registration::v1::RecordEntryExitRequest request;
    *request.mutable_person() = person;
    request.set_direction(registration::v1::DIRECTION_ENTRY);
    *request.mutable_cross_time() = base::ToProto(cluster_.clock().Now() - absl::Hours(240));
    request.set_port("友谊关口岸");
    registration::v1::EntryExit crossing;
    const auto status = Police()->RecordEntryExit(NewContext("3-3-4").get(), request, &crossing);
    EXPECT_TRUE(status.ok()) << status.error_message();
  }

  std::unique_ptr<RegistrationService::Stub> Police() {
    return RegistrationService::NewStub(cluster_.ChannelTo(contract::v1::SERVICE_REGISTRATION, "public-security"));
  }

  // The registrar learns nothing about any of this.
  Check AsThePoliceSeeIt(const Check& check) {
    registration::v1::GetCheckRequest request;
    request.set_name(check.name());
    Check full;
    const auto status = Police()->GetCheck(NewContext("3-3-4").get(), request, &full);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return full;
  }

  // Asks the clue service until the reference has clues, or the time is up.
  int CluesOf(const std::string& reference) {
    const auto stub = clue::v1::ClueService::NewStub(cluster_.ChannelTo(contract::v1::SERVICE_CLUE, "public-security"));
    clue::v1::ListCluesRequest request;
    request.set_registration_reference(reference);
    clue::v1::ListCluesResponse reply;
    const absl::Time until = absl::Now() + absl::Seconds(20);
    while (reply.clues_size() == 0 && absl::Now() < until) {
      auto context = NewContext();
      context->set_wait_for_ready(true);
      EXPECT_TRUE(stub->ListClues(context.get(), request, &reply).ok());
      // A message that failed becomes due later, but the clock stands still.
      cluster_.clock().Advance(limits::kOutboxLongestRetry);
    }
    return reply.clues_size();
  }

  testing::TestCluster cluster_;
  population::Generator people_{7, absl::CivilDay(2026, 1, 1)};
};

TEST_F(CounterTest, ACheckThatCouldNotAskIsUnavailableNeverClear) {
  cluster_.Stop(contract::v1::SERVICE_CASEFILE);
  Check check;
  const auto status = CheckCouple(Couple(), check);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(RefusalOf(status).reason, "SOURCE_UNAVAILABLE");
}

TEST_F(CounterTest, AHeldMarriageBecomesOneClueThoughTheClueServiceWasAway) {
  cluster_.Stop(contract::v1::SERVICE_CLUE);
  auto request = Couple();
  request.add_indicators(registration::v1::INDICATOR_SEEMS_COERCED);
  Check check;
  ASSERT_TRUE(CheckCouple(request, check).ok());
  EXPECT_EQ(check.state(), registration::v1::CHECK_STATE_HELD);
  // The registrar tries again, and the registration service dies meanwhile.
  Check again;
  ASSERT_TRUE(CheckCouple(request, again).ok());
  EXPECT_EQ(again.reference(), check.reference());
  cluster_.Stop(contract::v1::SERVICE_REGISTRATION);
  cluster_.Start(contract::v1::SERVICE_CLUE);
  cluster_.Start(contract::v1::SERVICE_REGISTRATION);
  EXPECT_EQ(CluesOf(check.reference()), 1);
}

TEST_F(CounterTest, TheRegistrarLearnsAReferenceAndNothingOfTheVictim) {
  auto request = Couple();
  casefile::v1::OpenMissingPersonCaseRequest missing;
  *missing.mutable_person() = request.parties(1);
  *missing.mutable_lost_time() = base::ToProto(cluster_.clock().Now() - absl::Hours(24));
  missing.mutable_lost_place()->set_division("500119");
  casefile::v1::Case opened;
  ASSERT_TRUE(
      casefile::v1::CasefileService::NewStub(cluster_.ChannelTo(contract::v1::SERVICE_CASEFILE, "public-security"))
          ->OpenMissingPersonCase(NewContext("4-4").get(), missing, &opened)
          .ok());
  Check check;
  ASSERT_TRUE(CheckCouple(request, check).ok());
  EXPECT_EQ(check.outcome(), registration::v1::CHECK_OUTCOME_REFER);
  EXPECT_EQ(check.reasons_size(), 0);
  EXPECT_EQ(check.screening_references_size(), 0);
  EXPECT_EQ(check.reference().rfind("R-", 0), 0u);
}

TEST_F(CounterTest, ABrideUnderAHomophoneWithAnotherBirthDayIsHeldAndAStrangerIsNot) {
  casefile::v1::OpenMissingPersonCaseRequest missing;
  missing.mutable_person()->set_name("陈晓梅");
  missing.mutable_person()->set_sex(common::v1::SEX_FEMALE);
  missing.mutable_person()->set_birth_date("1990-05-28");
  missing.mutable_person()->set_division("530102");
  *missing.mutable_lost_time() = base::ToProto(cluster_.clock().Now() - absl::Hours(24));
  missing.mutable_lost_place()->set_division("530102");
  missing.set_homicide_mechanism(true);
  casefile::v1::Case opened;
  const auto police =
      casefile::v1::CasefileService::NewStub(cluster_.ChannelTo(contract::v1::SERVICE_CASEFILE, "public-security"));
  // No matter how often she is listed.
  for (int i = 0; i < 12; ++i)
    ASSERT_TRUE(police->OpenMissingPersonCase(NewContext("4-4").get(), missing, &opened).ok());
  const auto bride = [&](const char* name, const char* birth) {
    common::v1::Person person = missing.person();
    person.set_nationality("CHN");
    person.set_name(name);
    person.set_birth_date(birth);
    person.mutable_document()->set_type(common::v1::DOCUMENT_TYPE_IDENTITY_NUMBER);
    person.mutable_document()->set_number(
        population::MakeIdentityNumber("530102", *values::ParseDay(birth), 77, false));
    return person;
  };
  auto request = Couple();
  *request.mutable_parties(1) = bride("陈小梅", "1990-05-12");
  Check check;
  ASSERT_TRUE(CheckCouple(request, check).ok());
  EXPECT_EQ(check.outcome(), registration::v1::CHECK_OUTCOME_REFER);
  auto other = Couple();
  *other.mutable_parties(1) = bride("陈淑珍", "1985-11-03");
  ASSERT_TRUE(CheckCouple(other, check).ok());
  EXPECT_EQ(check.outcome(), registration::v1::CHECK_OUTCOME_CLEAR);
}

TEST_F(CounterTest, TheFourthForeignMarriageOfOneAgentIsHeldAndThePoliceSeeWhy) {
  common::v1::Person agent;
  agent.set_name("周四");
  agent.set_phone("13812345678");
  Check check;
  for (int i = 0; i < 3; ++i) {
    const auto request = ForeignCouple(agent);
    // A couple that is checked again is still the same couple.
    for (int again = 0; again < 2; ++again) {
      auto repeated = request;
      repeated.set_request_id(base::NewUuid());
      const auto status = CheckCouple(repeated, check);
      ASSERT_TRUE(status.ok()) << status.error_message();
      EXPECT_EQ(check.outcome(), registration::v1::CHECK_OUTCOME_CLEAR);
    }
  }
  agent.set_name("周老四");
  agent.set_phone("+86-138-1234-5678");
  ASSERT_TRUE(CheckCouple(ForeignCouple(agent), check).ok());
  EXPECT_EQ(check.outcome(), registration::v1::CHECK_OUTCOME_REFER);
  EXPECT_EQ(check.reasons_size(), 0);
  ASSERT_EQ(check.intermediaries_size(), 1);
  const Check full = AsThePoliceSeeIt(check);
  ASSERT_EQ(full.reasons_size(), 1);
  EXPECT_EQ(full.reasons(0), registration::v1::REFER_REASON_REPEAT_PATTERN);
  EXPECT_EQ(CluesOf(check.reference()), 1);
}

TEST_F(CounterTest, ADocumentOfAnotherPersonIsHeldEvenIfTheEarlierCheckWasClear) {
  const auto with = [&](const char* name, const char* birth) {
    auto request = Couple();
    common::v1::Person& bride = *request.mutable_parties(1);
    bride.set_name(name);
    bride.set_birth_date(birth);
    bride.mutable_document()->set_type(common::v1::DOCUMENT_TYPE_PASSPORT);
    bride.mutable_document()->set_number("E12345678");
    return request;
  };
  Check check;
  ASSERT_TRUE(CheckCouple(with("陈晓梅", "1990-05-28"), check).ok());
  ASSERT_TRUE(CheckCouple(with("陈晓梅", "1990-05-28"), check).ok());
  EXPECT_EQ(check.outcome(), registration::v1::CHECK_OUTCOME_CLEAR);
  ASSERT_TRUE(CheckCouple(with("王丽华", "1985-01-01"), check).ok());
  EXPECT_EQ(check.outcome(), registration::v1::CHECK_OUTCOME_REFER);
  EXPECT_EQ(AsThePoliceSeeIt(check).reasons(0), registration::v1::REFER_REASON_DOCUMENT_REUSED);
}

TEST_F(CounterTest, WhoCrossedTheBorderUnderAnotherNameIsHeld) {
  common::v1::Person agent;
  agent.set_name("周四");
  auto request = ForeignCouple(agent);
  request.mutable_parties(1)->set_name("TRAN THI MAI");
  request.mutable_parties(1)->set_birth_date("1979-12-31");
  Check check;
  ASSERT_TRUE(CheckCouple(request, check).ok());
  EXPECT_EQ(check.outcome(), registration::v1::CHECK_OUTCOME_REFER);
  EXPECT_EQ(AsThePoliceSeeIt(check).reasons(0), registration::v1::REFER_REASON_DOCUMENT_REUSED);
}

TEST_F(CounterTest, ACaseThatIsClosedNoLongerHoldsARegistration) {
  auto request = Couple();
  casefile::v1::OpenMissingPersonCaseRequest missing;
  *missing.mutable_person() = request.parties(0);
  *missing.mutable_lost_time() = base::ToProto(cluster_.clock().Now() - absl::Hours(24));
  missing.mutable_lost_place()->set_division("500119");
  casefile::v1::Case file;
  const auto police =
      casefile::v1::CasefileService::NewStub(cluster_.ChannelTo(contract::v1::SERVICE_CASEFILE, "public-security"));
  ASSERT_TRUE(police->OpenMissingPersonCase(NewContext("4-4").get(), missing, &file).ok());
  casefile::v1::CloseCaseRequest close;
  close.set_case_(file.name());
  close.set_outcome(casefile::v1::CASE_STATE_WITHDRAWN);
  close.set_conclusion("本人已回家");
  ASSERT_TRUE(police->CloseCase(NewContext("4-4").get(), close, &file).ok());
  Check check;
  ASSERT_TRUE(CheckCouple(request, check).ok());
  EXPECT_EQ(check.outcome(), registration::v1::CHECK_OUTCOME_CLEAR);
}

}  // namespace
}  // namespace liandong
