#include "services/casefile/area_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::casefile::rules {
namespace {

using errors::ClauseOf;
using errors::ReasonOf;

const absl::Time kNow = absl::FromUnixSeconds(1800000000);

TEST(Clause48, EachAgencyRecordsItsOwnDecisions) {
  v1::RecordDispositionRequest request;
  request.set_kind(v1::DISPOSITION_KIND_CONVICTED);
  EXPECT_TRUE(CheckDisposition(request, contract::v1::AGENCY_COURT).ok());
  for (const auto other : {contract::v1::AGENCY_PUBLIC_SECURITY, contract::v1::AGENCY_PROCURATORATE}) {
    EXPECT_EQ(ReasonOf(CheckDisposition(request, other)), contract::v1::ERROR_REASON_SECTION_OF_ANOTHER_AGENCY);
  }
  request.set_kind(v1::DISPOSITION_KIND_ADMINISTRATIVE_PENALTY);
  EXPECT_TRUE(CheckDisposition(request, contract::v1::AGENCY_HUMAN_RESOURCES).ok());
  EXPECT_FALSE(CheckDisposition(request, contract::v1::AGENCY_COURT).ok());
}

TEST(Clause485, ACoercedVictimIsTreatedLeniently) {
  v1::RecordDispositionRequest request;
  request.set_kind(v1::DISPOSITION_KIND_PROSECUTED);
  request.set_accused_role(v1::ACCUSED_ROLE_COERCED_VICTIM);
  const auto refused = CheckDisposition(request, contract::v1::AGENCY_PROCURATORATE);
  EXPECT_EQ(ReasonOf(refused), contract::v1::ERROR_REASON_LENIENCY_REQUIRED);
  EXPECT_EQ(ClauseOf(refused), contract::v1::CLAUSE_4_8_5);
  request.set_lenient(true);
  EXPECT_TRUE(CheckDisposition(request, contract::v1::AGENCY_PROCURATORATE).ok());
}

TEST(Clause363, VisitsAreOfThoseStillLeftBehind) {
  v1::LeftBehindPerson person;
  person.set_state(v1::LEFT_BEHIND_STATE_OPEN);
  EXPECT_TRUE(RecordVisit(person, {}, contract::v1::AGENCY_CIVIL_AFFAIRS).ok());
  EXPECT_EQ(person.visits_size(), 1);
  EXPECT_TRUE(Close(person).ok());
  EXPECT_FALSE(RecordVisit(person, {}, contract::v1::AGENCY_CIVIL_AFFAIRS).ok());
  EXPECT_FALSE(Close(person).ok());
}

TEST(Clause532, AFamilyIsToldOnlyWhatThePoliceConfirmed) {
  v1::KinSearch search;
  search.set_state(v1::KIN_SEARCH_STATE_SEARCHING);
  EXPECT_EQ(ReasonOf(Disclose(search, kNow)), contract::v1::ERROR_REASON_KIN_NOT_CONFIRMED);
  EXPECT_TRUE(Propose(search, {}).ok());
  EXPECT_EQ(ReasonOf(Disclose(search, kNow)), contract::v1::ERROR_REASON_KIN_NOT_CONFIRMED);
  EXPECT_EQ(ReasonOf(Urge(search, "x", contract::v1::AGENCY_CIVIL_AFFAIRS, kNow)),
            contract::v1::ERROR_REASON_KIN_NOT_CONFIRMED);
  v1::ConfirmKinRequest confirm;
  EXPECT_TRUE(Confirm(search, confirm, kNow).ok());
  EXPECT_EQ(search.state(), v1::KIN_SEARCH_STATE_SEARCHING) << "not kin: the search goes on";
  EXPECT_TRUE(Propose(search, {}).ok());
  confirm.set_confirmed(true);
  EXPECT_TRUE(Confirm(search, confirm, kNow).ok());
  EXPECT_TRUE(Disclose(search, kNow).ok());
  EXPECT_TRUE(Urge(search, "x", contract::v1::AGENCY_CIVIL_AFFAIRS, kNow).ok());
}

TEST(Clause72, WhoIsFromElsewhere) {
  v1::VictimFile file;
  file.set_division("500119");
  EXPECT_FALSE(TransitKindOf(file).has_value());
  file.mutable_person()->set_division("500101");
  EXPECT_FALSE(TransitKindOf(file).has_value()) << "the same province";
  file.mutable_person()->set_division("530102");
  EXPECT_EQ(TransitKindOf(file), v1::TRANSIT_KIND_OTHER_PROVINCE);
  file.mutable_person()->set_nationality("VNM");
  EXPECT_EQ(TransitKindOf(file), v1::TRANSIT_KIND_FOREIGNER);
}

TEST(Clause72, AForeignerReturnsAfterTheOfficeWasToldAndTheCare) {
  v1::Transit transit;
  transit.set_kind(v1::TRANSIT_KIND_FOREIGNER);
  transit.set_state(v1::TRANSIT_STATE_OPEN);
  EXPECT_EQ(ReasonOf(ReturnSafely(transit, "x", kNow)), contract::v1::ERROR_REASON_FOREIGN_AFFAIRS_NOT_TOLD);
  EXPECT_TRUE(Acknowledge(transit, kNow).ok());
  EXPECT_FALSE(Acknowledge(transit, kNow).ok());
  EXPECT_EQ(ReasonOf(ReturnSafely(transit, "x", kNow)), contract::v1::ERROR_REASON_STEP_SKIPPED);
  EXPECT_TRUE(RecordCare(transit, "x").ok());
  EXPECT_TRUE(ReturnSafely(transit, "x", kNow).ok());
  EXPECT_FALSE(RecordCare(transit, "x").ok());
}

}  // namespace
}  // namespace liandong::casefile::rules
