#include "shared/contract/access/access.h"

#include <gtest/gtest.h>

#include "liandong/casefile/v1/casefile_service.pb.h"
#include "liandong/clue/v1/clue_service.pb.h"
#include "liandong/contract/v1/method.pb.h"
#include "shared/errors/errors.h"

namespace liandong::contract {
namespace {

identity::Caller Agency(v1::Agency agency) {
  identity::Caller caller;
  caller.agency = agency;
  caller.division = "500119";
  return caller;
}

identity::Caller Service(v1::Service service) {
  identity::Caller caller;
  caller.service = service;
  return caller;
}

const google::protobuf::MethodOptions& OptionsOf(const char* service, const char* method) {
  // Links the files in which the services are.
  casefile::v1::GetCaseRequest::descriptor();
  clue::v1::GetClueRequest::descriptor();
  return google::protobuf::DescriptorPool::generated_pool()
      ->FindServiceByName(service)
      ->FindMethodByName(method)
      ->options();
}

TEST(Access, SixNineHasAllOtherMembersCooperate) {
  EXPECT_EQ(CooperatorsOf(v1::CLAUSE_6_9).size(), 31u);
  EXPECT_EQ(LeadsOf(v1::CLAUSE_6_9), std::vector{v1::AGENCY_PUBLIC_SECURITY});
}

TEST(Access, DnaIsForThePoliceAloneOfThreeLeads) {
  EXPECT_EQ(LeadsOf(v1::CLAUSE_4_5).size(), 3u);
  const auto access = Access::Of(OptionsOf("liandong.casefile.v1.CasefileService", "RegisterDnaSample"));
  ASSERT_TRUE(access.ok());
  EXPECT_TRUE(access->Permit(Agency(v1::AGENCY_PUBLIC_SECURITY), v1::CLAUSE_4_5).ok());
  for (const auto agency : {v1::AGENCY_COURT, v1::AGENCY_PROCURATORATE, v1::AGENCY_CIVIL_AFFAIRS}) {
    const auto refused = access->Permit(Agency(agency), v1::CLAUSE_4_5);
    EXPECT_EQ(errors::ReasonOf(refused.status()), v1::ERROR_REASON_CALLER_NOT_PERMITTED);
    EXPECT_EQ(errors::ClauseOf(refused.status()), v1::CLAUSE_4_5);
  }
}

TEST(Access, ThePurposeCitedBoundsTheReach) {
  const auto access = Access::Of(OptionsOf("liandong.clue.v1.ClueService", "GetClue"));
  ASSERT_TRUE(access.ok());
  const auto police = Agency(v1::AGENCY_PUBLIC_SECURITY);
  EXPECT_EQ(access->Permit(police, v1::CLAUSE_3_1)->owner, "");
  EXPECT_EQ(access->Permit(police, v1::CLAUSE_6_9)->owner, "public-security@500119");
  EXPECT_EQ(access->Permit(Agency(v1::AGENCY_EDUCATION_COMMISSION), v1::CLAUSE_3_1)->owner,
            "education-commission@500119");
  EXPECT_EQ(errors::ReasonOf(access->Permit(police, v1::CLAUSE_4_5).status()), v1::ERROR_REASON_PURPOSE_NOT_PERMITTED);
}

TEST(Access, EveryCallCitesAPurpose) {
  const auto access = Access::Of(OptionsOf("liandong.clue.v1.ClueService", "ReportClue"));
  ASSERT_TRUE(access.ok());
  const auto refused = access->Permit(Agency(v1::AGENCY_EDUCATION_COMMISSION), std::nullopt);
  EXPECT_EQ(errors::ReasonOf(refused.status()), v1::ERROR_REASON_PURPOSE_REQUIRED);
}

TEST(Access, AServiceIsNotAnAgency) {
  const auto access = Access::Of(OptionsOf("liandong.casefile.v1.CasefileService", "ScreenPersons"));
  ASSERT_TRUE(access.ok());
  EXPECT_TRUE(access->Permit(Service(v1::SERVICE_REGISTRATION), v1::CLAUSE_3_3_4).ok());
  EXPECT_FALSE(access->Permit(Service(v1::SERVICE_PLACEMENT), v1::CLAUSE_3_3_4).ok());
  EXPECT_FALSE(access->Permit(Agency(v1::AGENCY_PUBLIC_SECURITY), v1::CLAUSE_3_3_4).ok());
}

TEST(Access, AMethodThatAdmitsNobodyIsRefused) {
  google::protobuf::MethodOptions options;
  EXPECT_FALSE(Access::Of(options).ok());
  options.AddExtension(v1::callers, v1::AUDIENCE_CALLERS);
  EXPECT_FALSE(Access::Of(options).ok());
  options.AddExtension(v1::callers, v1::AUDIENCE_CLUE_POLICE);
  EXPECT_TRUE(Access::Of(options).ok());
}

TEST(Access, EveryAudienceAdmitsSomebody) {
  const auto* audiences = v1::Audience_descriptor();
  for (int i = 0; i < audiences->value_count(); ++i) {
    const auto audience = static_cast<v1::Audience>(audiences->value(i)->number());
    if (audience == v1::AUDIENCE_UNSPECIFIED || audience == v1::AUDIENCE_CALLERS) continue;
    const auto grants = GrantsOf(audience);
    EXPECT_TRUE(grants.ok()) << grants.status();
  }
}

TEST(Access, AnAudienceHasTheGrantsOfThoseThatItIncludes) {
  const auto grants = GrantsOf(v1::AUDIENCE_PLACEMENT_CARERS);
  ASSERT_TRUE(grants.ok());
  EXPECT_EQ(grants->front().clause, v1::CLAUSE_5_1_P1);
  const Actors carers = ActorsOf(v1::AUDIENCE_PLACEMENT_CARERS);
  for (const auto agency : {v1::AGENCY_CIVIL_AFFAIRS, v1::AGENCY_RESCUE_STATION, v1::AGENCY_CHILD_WELFARE}) {
    EXPECT_TRUE(carers.Contains(Agency(agency)));
  }
  EXPECT_FALSE(carers.Contains(Agency(v1::AGENCY_COURT)));
}

}  // namespace
}  // namespace liandong::contract
