#include <gtest/gtest.h>

#include "services/placement/rules.h"
#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"

namespace liandong::placement::rules {
namespace {

using errors::ClauseOf;
using errors::ReasonOf;

const absl::Time kNow = absl::FromUnixSeconds(1800000000);

TEST(Clause533, TheGovernmentCoordinatesAfterTheReportAndThePoliceRegister) {
  v1::Placement placement;
  EXPECT_EQ(ReasonOf(Coordinate(placement, "x", kNow)), contract::v1::ERROR_REASON_NOT_REPORTED_UNIDENTIFIED);
  EXPECT_EQ(ReasonOf(RecordHousehold(placement, kNow)), contract::v1::ERROR_REASON_NOT_REPORTED_UNIDENTIFIED);
  *placement.mutable_unidentified_report_time() = base::ToProto(kNow);
  EXPECT_TRUE(Coordinate(placement, "x", kNow).ok());
  EXPECT_FALSE(Coordinate(placement, "x", kNow).ok());
  EXPECT_TRUE(RecordHousehold(placement, kNow).ok());
  EXPECT_FALSE(RecordHousehold(placement, kNow).ok());
}

TEST(Clause534, ACertificateFollowsTheGrading) {
  v1::Placement placement;
  EXPECT_EQ(ReasonOf(IssueCertificate(placement, "C-1")), contract::v1::ERROR_REASON_GRADING_MISSING);
  EXPECT_TRUE(GradeDisability(placement, 3, kNow).ok());
  EXPECT_TRUE(IssueCertificate(placement, "C-1").ok());
  EXPECT_FALSE(IssueCertificate(placement, "C-2").ok());
  EXPECT_FALSE(GradeDisability(placement, 1, kNow).ok());
}

TEST(Clause534, CareIsGivenByDesignatedHospitalsAndRegisteredProviders) {
  EXPECT_EQ(ProviderKindFor(v1::SERVICE_KIND_MEDICAL), v1::PROVIDER_KIND_HOSPITAL);
  for (const auto kind :
       {v1::SERVICE_KIND_COUNSELLING, v1::SERVICE_KIND_HARDSHIP_RELIEF, v1::SERVICE_KIND_EMOTIONAL_SUPPORT,
        v1::SERVICE_KIND_BEHAVIOUR_CORRECTION, v1::SERVICE_KIND_REHABILITATION_GUIDANCE}) {
    EXPECT_EQ(ProviderKindFor(kind), v1::PROVIDER_KIND_SOCIAL_WORK) << kind;
    EXPECT_EQ(ServiceClause(kind), contract::v1::CLAUSE_5_3_1);
  }
  EXPECT_FALSE(ProviderKindFor(v1::SERVICE_KIND_SCHOOL).has_value());
  EXPECT_TRUE(CheckRegistrar(v1::PROVIDER_KIND_HOSPITAL, contract::v1::AGENCY_HEALTH_COMMISSION).ok());
  EXPECT_EQ(ClauseOf(CheckRegistrar(v1::PROVIDER_KIND_HOSPITAL, contract::v1::AGENCY_CIVIL_AFFAIRS)),
            contract::v1::CLAUSE_5_3_4);
  EXPECT_FALSE(CheckRegistrar(v1::PROVIDER_KIND_SOCIAL_WORK, contract::v1::AGENCY_HEALTH_COMMISSION).ok());
}

TEST(Clause331, TheFirstTrainingIsFree) {
  v1::Trainee trainee;
  v1::RecordTrainingRequest request;
  request.set_fee(100);
  EXPECT_EQ(ReasonOf(RecordTraining(trainee, request)), contract::v1::ERROR_REASON_FREE_OF_CHARGE);
  request.set_fee(0);
  EXPECT_TRUE(RecordTraining(trainee, request).ok());
  request.set_fee(100);
  EXPECT_TRUE(RecordTraining(trainee, request).ok());
  EXPECT_EQ(trainee.trainings_size(), 2);
}

TEST(Clause364, HelpIsDecidedOnce) {
  v1::GuardianshipHelp help;
  help.set_state(v1::GUARDIANSHIP_STATE_REQUESTED);
  v1::DecideGuardianshipHelpRequest request;
  request.set_decision(v1::GUARDIANSHIP_STATE_REQUESTED);
  EXPECT_FALSE(DecideHelp(help, request, kNow).ok());
  request.set_decision(v1::GUARDIANSHIP_STATE_IN_INSTITUTION);
  EXPECT_TRUE(DecideHelp(help, request, kNow).ok());
  EXPECT_FALSE(DecideHelp(help, request, kNow).ok());
}

TEST(Clause541, SchoolAgeIsFromSixToEighteen) {
  common::v1::Person person;
  EXPECT_FALSE(IsSchoolAge(person, kNow));
  person.set_birth_date("2020-01-01");
  EXPECT_TRUE(IsSchoolAge(person, kNow));
  person.set_birth_date("2024-01-01");
  EXPECT_FALSE(IsSchoolAge(person, kNow));
}

}  // namespace
}  // namespace liandong::placement::rules
