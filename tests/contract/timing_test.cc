#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "absl/time/clock.h"
#include "liandong/casefile/v1/casefile_service.grpc.pb.h"
#include "liandong/registration/v1/registration_service.grpc.pb.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"
#include "shared/limits/limits.h"
#include "tests/testing/cluster.h"
#include "tests/testing/timing.h"
#include "tools/population/population.h"

// Someone who measures how long an answer takes must not learn who is on record.
namespace liandong {
namespace {

using casefile::v1::CasefileService;
using registration::v1::RegistrationService;
using testing::NewContext;
using testing::Timed;

constexpr size_t kPersons = 40;

TEST(TimingClassifierTest, ItDetectsADifferenceAndNothingElse) {
  std::mt19937_64 random(1);
  std::normal_distribution<double> time(0.003, 0.001);
  std::vector<Timed> same;
  std::vector<Timed> other;
  for (int i = 0; i < 2000; ++i) {
    const bool hit = i % 2 == 0;
    same.push_back({time(random), hit});
    other.push_back({time(random) + (hit ? 0.0005 : 0), hit});
  }
  EXPECT_LT(testing::GuessFromTimes(same), testing::LuckiestGuess(same.size()));
  EXPECT_GT(testing::GuessFromTimes(other), testing::LuckiestGuess(other.size()));
}

class TimingTest : public ::testing::Test {
 protected:
  TimingTest() {
    const auto police = CasefileService::NewStub(cluster_.ChannelTo(contract::v1::SERVICE_CASEFILE, "public-security"));
    for (size_t i = 0; i < kPersons; ++i) {
      listed_.push_back(people_.Resident(22, 40, common::v1::SEX_FEMALE));
      others_.push_back(people_.Resident(22, 40, common::v1::SEX_FEMALE));
      casefile::v1::OpenMissingPersonCaseRequest missing;
      *missing.mutable_person() = listed_.back();
      *missing.mutable_lost_time() = base::ToProto(cluster_.clock().Now() - absl::Hours(24));
      missing.mutable_lost_place()->set_division("500119");
      missing.set_homicide_mechanism(true);
      casefile::v1::Case opened;
      EXPECT_TRUE(police->OpenMissingPersonCase(NewContext("4-4").get(), missing, &opened).ok());
    }
  }

  // As many listed persons as others, in random order, because the background work of one call delays the next of
  // either kind. `ask` returns whether the answer is a hit.
  template <typename Ask>
  std::vector<Timed> Time(size_t of_each, Ask ask) {
    std::vector<bool> hits(of_each, true);
    hits.resize(2 * of_each, false);
    std::shuffle(hits.begin(), hits.end(), random_);
    std::vector<Timed> calls;
    for (size_t i = 0; i < hits.size(); ++i) {
      const absl::Time start = absl::Now();
      const bool answer = ask((hits[i] ? listed_ : others_)[i % kPersons]);
      calls.push_back({absl::ToDoubleSeconds(absl::Now() - start), hits[i]});
      EXPECT_EQ(answer, hits[i]);
      EXPECT_GE(calls.back().seconds, absl::ToDoubleSeconds(limits::kResponseTimePadding));
    }
    return calls;
  }

  testing::TestCluster cluster_;
  population::Generator people_{11, absl::CivilDay(2026, 1, 1)};
  std::vector<common::v1::Person> listed_;
  std::vector<common::v1::Person> others_;
  std::mt19937_64 random_{5};
};

TEST_F(TimingTest, ScreeningTakesTheSameTimeForEveryPerson) {
  const auto stub = CasefileService::NewStub(cluster_.ChannelTo(contract::v1::SERVICE_CASEFILE, "registration"));
  const std::vector<Timed> calls = Time(300, [&](const common::v1::Person& person) {
    casefile::v1::ScreenPersonsRequest request;
    request.set_request_id(base::NewUuid());
    casefile::v1::Screening& screening = *request.add_screenings();
    screening.set_question(casefile::v1::SCREEN_QUESTION_MISSING_OR_VICTIM);
    *screening.mutable_person() = person;
    casefile::v1::ScreenPersonsResponse reply;
    const grpc::Status status = stub->ScreenPersons(NewContext("3-3-4", "").get(), request, &reply);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return reply.answers_size() == 1 && reply.answers(0).hit();
  });
  const double guessed = testing::GuessFromTimes(calls);
  RecordProperty("guessed_right", absl::StrCat(guessed));
  EXPECT_LT(guessed, testing::LuckiestGuess(calls.size()));
}

TEST_F(TimingTest, ACheckTakesTheSameTimeWhetherTheRegistrationIsHeldOrNot) {
  const auto stub =
      RegistrationService::NewStub(cluster_.ChannelTo(contract::v1::SERVICE_REGISTRATION, "civil-affairs"));
  const std::vector<Timed> calls = Time(120, [&](const common::v1::Person& bride) {
    registration::v1::CheckMarriageRequest request;
    request.set_request_id(base::NewUuid());
    *request.add_parties() = people_.Resident(25, 50, common::v1::SEX_MALE);
    *request.add_parties() = bride;
    registration::v1::Check check;
    const grpc::Status status = stub->CheckMarriage(NewContext("3-3-4").get(), request, &check);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return check.outcome() == registration::v1::CHECK_OUTCOME_REFER;
  });
  const double guessed = testing::GuessFromTimes(calls);
  RecordProperty("guessed_right", absl::StrCat(guessed));
  EXPECT_LT(guessed, testing::LuckiestGuess(calls.size()));
}

TEST_F(TimingTest, ARefusalTakesTheSameTime) {
  const auto stub = CasefileService::NewStub(cluster_.ChannelTo(contract::v1::SERVICE_CASEFILE, "registration"));
  casefile::v1::ScreenPersonsResponse reply;
  const absl::Time start = absl::Now();
  EXPECT_EQ(stub->ScreenPersons(NewContext("3-3-4", "").get(), {}, &reply).error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_GE(absl::Now() - start, limits::kResponseTimePadding);
}

}  // namespace
}  // namespace liandong
