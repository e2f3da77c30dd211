#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "shared/base/ids.h"
#include "shared/values/dates.h"
#include "tests/contract/json_calls.h"

// What one call obliges somebody to do, or makes another service do. Years pass on the cluster's clock.
namespace liandong {
namespace {

using nlohmann::json;
using story::Outcome;

class DutiesTest : public testing::JsonCalls {
 protected:
  // The obligations of a kind and a state that the owner sees at a service.
  size_t Owed(const std::string& owner, const std::string& service, const std::string& kind, const std::string& state) {
    const json reply = Do(owner, service + "/ListObligations", "8-3",
                          {{"kind", "OBLIGATION_KIND_" + kind}, {"state", "OBLIGATION_STATE_" + state}});
    return reply.contains("obligations") ? reply["obligations"].size() : 0;
  }

  void Advance(absl::Duration by, law::Service service) {
    cluster_.clock().Advance(by);
    cluster_.Sweep(service);
  }

  std::string Now() { return absl::FormatTime(absl::RFC3339_sec, cluster_.clock().Now(), absl::UTCTimeZone()); }

  json Person(int age, int serial) {
    const absl::CivilDay birth = values::DayOf(cluster_.clock().Now()) - 366 * age;
    return {{"name", absl::StrCat("甲", serial)}, {"sex", "SEX_FEMALE"}, {"birth_date", values::FormatDay(birth)}};
  }

  std::string Case(const std::string& kind) {
    return Do("public-security", "casefile/OpenTraffickingCase", "4-2",
              {{"kind", "CASE_KIND_" + kind}, {"circumstances", "x"}})["name"];
  }

  json FileRequest(const std::string& of_case, const std::string& kind, const json& person, const std::string& origin) {
    return {{"case", of_case},      {"kind", "VICTIM_KIND_" + kind},
            {"person", person},     {"origin", "ORIGIN_" + origin},
            {"rescue_time", Now()}, {"rescue_place", {{"division", "500119"}}}};
  }

  std::string File(const std::string& of_case, const std::string& kind, const json& person, const std::string& origin) {
    return Do("public-security", "casefile/OpenVictimFile", "5-4-4",
              FileRequest(of_case, kind, person, origin))["name"];
  }

  // A person in an institution.
  std::string Placed(const std::string& category, const std::string& institution_kind, const json& person,
                     bool identity_known) {
    std::string placement = Do("public-security", "placement/RequestPlacement", "4-9",
                               {{"victim_file", "victimFiles/" + base::NewId(cluster_.clock().Now())},
                                {"category", "PLACEMENT_CATEGORY_" + category},
                                {"person", person},
                                {"guardian_status", "GUARDIAN_STATUS_OTHER_GUARDIAN_FOUND"},
                                {"identity_known", identity_known}})["name"];
    const std::string institution =
        Do("civil-affairs", "placement/RegisterInstitution", "5-2",
           {{"display_name", "机构"}, {"kind", "INSTITUTION_KIND_" + institution_kind}, {"capacity", 5}})["name"];
    Do("civil-affairs", "placement/AcceptPlacement", "5-1-p1", {{"name", placement}, {"institution", institution}});
    return placement;
  }

  json Service(const std::string& placement, const std::string& kind, const std::string& provider) {
    return {{"name", placement},
            {"kind", "SERVICE_KIND_" + kind},
            {"beneficiary", "BENEFICIARY_VICTIM"},
            {"provider", provider}};
  }
};

TEST_F(DutiesTest, AClueIsAcknowledgedWithinADay) {
  const json clue = Do("education-commission", "clue/ReportClue", "3-1",
                       {{"channel", "CLUE_CHANNEL_PHONE"}, {"kind", "CLUE_KIND_OTHER"}, {"description", "x"}});
  EXPECT_EQ(Owed("public-security", "clue", "ACKNOWLEDGE_CLUE", "OPEN"), 1u);
  Advance(absl::Hours(25), contract::v1::SERVICE_CLUE);
  EXPECT_EQ(Owed("public-security", "clue", "ACKNOWLEDGE_CLUE", "OVERDUE"), 1u);
  Do("public-security", "clue/AcknowledgeClue", "3-1", {{"name", clue["name"]}});
  EXPECT_EQ(Owed("public-security", "clue", "ACKNOWLEDGE_CLUE", "MET_LATE"), 1u);
}

TEST_F(DutiesTest, APupilHasOneWorkFileAndASuspicionBecomesAClue) {
  const json request = {{"pupil", Person(10, 1)}, {"school", "x"}, {"leave_date", "2026-03-01"}, {"reason", "x"}};
  const json file = Do("education-commission", "clue/OpenDropoutFile", "3-3-2-p1", request);
  EXPECT_EQ(Call("education-commission", "clue/OpenDropoutFile", "3-3-2-p1", request).reason, "ALREADY_EXISTS");
  const json visited = Do(
      "education-commission", "clue/RecordDropoutVisit", "3-3-2-p1",
      {{"name", file["name"]}, {"visit_time", Now()}, {"result", "DROPOUT_STATE_SUSPECTED_TRAFFICKED"}, {"note", "x"}});
  ASSERT_TRUE(visited.contains("clue"));
  EXPECT_EQ(Do("public-security", "clue/GetClue", "3-1", {{"name", visited["clue"]}})["kind"],
            "CLUE_KIND_CHILD_TRAFFICKING");
  EXPECT_EQ(Owed("education-commission", "clue", "DROPOUT_VISIT", "OPEN"), 1u) << "the next visit";
}

TEST_F(DutiesTest, AVictimHasExactlyOneFile) {
  const std::string of_case = Case("WOMAN_TRAFFICKING");
  File(of_case, "WOMAN", Person(25, 2), "KNOWN");
  EXPECT_EQ(
      Call("public-security", "casefile/OpenVictimFile", "5-4-4", FileRequest(of_case, "WOMAN", Person(25, 2), "KNOWN"))
          .reason,
      "VICTIM_FILE_EXISTS");
}

TEST_F(DutiesTest, AChildCaseNeedsATaskForceAndAChildOfUnknownOriginASampleAndAHandOver) {
  const std::string of_case = Case("CHILD_TRAFFICKING");
  EXPECT_EQ(Owed("public-security", "casefile", "ASSIGN_TASK_FORCE", "OPEN"), 1u);
  File(of_case, "CHILD", Person(4, 3), "UNKNOWN");
  EXPECT_EQ(Owed("public-security", "casefile", "COLLECT_DNA", "OPEN"), 1u);
  EXPECT_EQ(Owed("public-security", "casefile", "HAND_OVER", "OPEN"), 1u);
}

TEST_F(DutiesTest, TheForeignAffairsOfficeIsToldOfAForeignVictim) {
  json person = Person(22, 4);
  person["nationality"] = "VNM";
  File(Case("WOMAN_TRAFFICKING"), "WOMAN", person, "KNOWN");
  EXPECT_EQ(Owed("foreign-affairs", "casefile", "RECEIVE_FOREIGN_VICTIM", "OPEN"), 1u);
  Advance(absl::Hours(25), contract::v1::SERVICE_CASEFILE);
  EXPECT_EQ(Owed("foreign-affairs", "casefile", "RECEIVE_FOREIGN_VICTIM", "OVERDUE"), 1u);
}

TEST_F(DutiesTest, ARescuedChildOfSchoolAgeIsToBeEnrolled) {
  const std::string placement = Placed("TRAFFICKED_CHILD", "CHILD_WELFARE", Person(8, 5), true);
  EXPECT_EQ(Owed("education-commission", "placement", "ENROL", "OPEN"), 1u);
  Do("education-commission", "placement/AddService", "5-4-1", Service(placement, "SCHOOL", "南川区第二小学"));
  EXPECT_EQ(Owed("education-commission", "placement", "ENROL", "MET"), 1u);
}

TEST_F(DutiesTest, AVictimsLegalAidIsAssignedWithinThreeDays) {
  const std::string placement = Placed("TRAFFICKED_ADULT", "RESCUE_STATION", Person(30, 6), true);
  Do("justice-bureau", "placement/AddService", "5-4-5", Service(placement, "LEGAL_AID", "法律援助中心"));
  EXPECT_EQ(Owed("justice-bureau", "placement", "LEGAL_AID", "OPEN"), 1u);
  Advance(absl::Hours(73), contract::v1::SERVICE_PLACEMENT);
  EXPECT_EQ(Owed("justice-bureau", "placement", "LEGAL_AID", "OVERDUE"), 1u);
}

TEST_F(DutiesTest, AtThreeMonthsWithoutIdentityTheReportIsDue) {
  const std::string placement = Placed("TRAFFICKED_ADULT", "RESCUE_STATION", {{"name", "不详"}}, false);
  Advance(absl::Hours(24 * 92), contract::v1::SERVICE_PLACEMENT);
  EXPECT_EQ(Owed("rescue-station", "placement", "REPORT_UNIDENTIFIED", "OPEN"), 1u);
  Advance(absl::Hours(24 * 8), contract::v1::SERVICE_PLACEMENT);
  EXPECT_EQ(Owed("rescue-station", "placement", "REPORT_UNIDENTIFIED", "OVERDUE"), 1u);
  Do("rescue-station", "placement/ReportUnidentified", "5-3-3", {{"name", placement}});
  EXPECT_EQ(Owed("rescue-station", "placement", "REPORT_UNIDENTIFIED", "MET_LATE"), 1u);
  EXPECT_EQ(Owed("district-government", "placement", "COORDINATE_HOUSEHOLD", "OPEN"), 1u);
}

TEST_F(DutiesTest, VisitsGoOnAfterTheReturn) {
  const std::string placement = Placed("TRAFFICKED_ADULT", "RESCUE_STATION", Person(30, 7), true);
  const json hospital = Do("health-commission", "placement/RegisterProvider", "5-3-4",
                           {{"kind", "PROVIDER_KIND_HOSPITAL"}, {"display_name", "x"}, {"credit_code", "x1"}});
  Do("health-commission", "placement/AddService", "5-3-4", Service(placement, "MEDICAL", hospital["name"]));
  Do("civil-affairs", "placement/ReturnToFamily", "5-4-2",
     {{"name", placement}, {"receiver_kind", "RECEIVER_KIND_OWN_HOME"}, {"willing", true}});
  EXPECT_EQ(Owed("civil-affairs", "placement", "FOLLOW_UP_VISIT", "OPEN"), 1u);
  Do("civil-affairs", "placement/RecordFollowUp", "5-4-4", {{"name", placement}, {"visit_time", Now()}, {"note", "x"}});
  EXPECT_EQ(Owed("civil-affairs", "placement", "FOLLOW_UP_VISIT", "MET"), 1u);
  EXPECT_EQ(Owed("civil-affairs", "placement", "FOLLOW_UP_VISIT", "OPEN"), 1u);
}

TEST_F(DutiesTest, ALeftBehindPersonIsVisitedAgainAndAgain) {
  const json request = {{"kind", "LEFT_BEHIND_KIND_CHILD"}, {"person", Person(7, 8)}, {"circumstances", "x"}};
  const json entry = Do("womens-federation", "casefile/RegisterLeftBehindPerson", "3-6-3", request);
  EXPECT_EQ(Call("civil-affairs", "casefile/RegisterLeftBehindPerson", "3-6-3", request).reason, "ALREADY_EXISTS");
  for (int visit = 0; visit < 3; ++visit) {
    Advance(absl::Hours(24 * 91), contract::v1::SERVICE_CASEFILE);
    EXPECT_EQ(Owed("civil-affairs", "casefile", "LEFT_BEHIND_VISIT", "OVERDUE"), 1u);
    Do("civil-affairs", "casefile/RecordLeftBehindVisit", "3-6-3",
       {{"name", entry["name"]}, {"visit_time", Now()}, {"note", "x"}});
    EXPECT_EQ(Owed("civil-affairs", "casefile", "LEFT_BEHIND_VISIT", "OPEN"), 1u);
  }
}

TEST_F(DutiesTest, FreeTrainingIsOwedUntilItWasGivenOnce) {
  const json trainee = Do("human-resources", "placement/RegisterTrainee", "3-3-1-p2",
                          {{"category", "TRAINEE_CATEGORY_DISABLED_PERSON"}, {"person", Person(30, 9)}});
  EXPECT_EQ(Owed("human-resources", "placement", "FREE_TRAINING", "OPEN"), 1u);
  Do("human-resources", "placement/RecordTraining", "3-3-1-p2",
     {{"name", trainee["name"]}, {"kind", "TRAINING_KIND_PRE_JOB"}, {"train_time", Now()}});
  EXPECT_EQ(Owed("human-resources", "placement", "FREE_TRAINING", "MET"), 1u);
}

TEST_F(DutiesTest, MarriagesAndCrossingsAreShared) {
  json bride = Person(25, 10);
  bride["nationality"] = "VNM";
  bride["document"] = {{"type", "DOCUMENT_TYPE_PASSPORT"}, {"number", "C1234567"}};
  Do("public-security", "registration/RecordEntryExit", "3-3-4",
     {{"person", bride}, {"direction", "DIRECTION_ENTRY"}, {"cross_time", Now()}, {"port", "重庆江北机场"}});
  json groom = Person(30, 11);
  groom["sex"] = "SEX_MALE";
  groom["document"] = {{"type", "DOCUMENT_TYPE_PASSPORT"}, {"number", "E7654321"}};
  const json check =
      Do("civil-affairs", "registration/CheckMarriage", "3-3-4", {{"parties", json::array({groom, bride})}});
  EXPECT_EQ(check["state"], "CHECK_STATE_CLEAR") << check.dump();
  const json crossings = Do("civil-affairs", "registration/FindEntryExits", "3-3-4", {{"check", check["name"]}});
  ASSERT_EQ(crossings["parties"].size(), 1u);
  EXPECT_EQ(crossings["parties"][0]["party"], 2);
  ASSERT_EQ(crossings["parties"][0]["crossings"].size(), 1u) << crossings.dump();
  EXPECT_EQ(crossings["parties"][0]["crossings"][0]["direction"], "DIRECTION_ENTRY");
  EXPECT_EQ(crossings["parties"][0]["crossings"][0]["port"], "重庆江北机场");
  Do("civil-affairs", "registration/RecordMarriage", "3-3-4",
     {{"check", check["name"]}, {"certificate_number", "J500119-2026-000001"}, {"register_time", Now()}});
  const json marriages = Do("public-security", "registration/ListMarriages", "3-3-4", json::object());
  EXPECT_EQ(marriages["marriages"].size(), 1u);
}

TEST_F(DutiesTest, AHeldCheckIsDecidedWithinAWeek) {
  const json check = Do("civil-affairs", "registration/CheckMarriage", "3-3-4",
                        {{"parties", json::array({Person(30, 13), Person(30, 14)})},
                         {"indicators", json::array({"INDICATOR_SEEMS_COERCED"})}});
  EXPECT_EQ(Owed("public-security", "registration", "DECIDE_HELD_CHECK", "OPEN"), 1u);
  Advance(absl::Hours(24 * 7 + 1), contract::v1::SERVICE_REGISTRATION);
  EXPECT_EQ(Owed("public-security", "registration", "DECIDE_HELD_CHECK", "OVERDUE"), 1u);
  Do("public-security", "registration/DecideHeldCheck", "3-3-4",
     {{"name", check["name"]}, {"decision", "HELD_CHECK_DECISION_REFUSE"}, {"note", "x"}});
  EXPECT_EQ(Owed("public-security", "registration", "DECIDE_HELD_CHECK", "MET_LATE"), 1u);
}

TEST_F(DutiesTest, ATransferredClueIsStillSeenByItsReporter) {
  const json clue = Do("education-commission", "clue/ReportClue", "3-1",
                       {{"channel", "CLUE_CHANNEL_PHONE"}, {"kind", "CLUE_KIND_OTHER"}, {"description", "x"}});
  Do("public-security", "clue/TransferClue", "3-1", {{"name", clue["name"]}, {"division", "500101"}});
  EXPECT_EQ(Call("public-security", "clue/GetClue", "3-1", {{"name", clue["name"]}}).reason, "NOT_FOUND");
  EXPECT_EQ(Do("education-commission", "clue/GetClue", "3-1", {{"name", clue["name"]}})["division"], "500101");
  EXPECT_EQ(Owed("public-security", "clue", "ACKNOWLEDGE_CLUE", "VOID"), 1u) << "it is the other division's now";
}

TEST_F(DutiesTest, AHandOverMeetsTheObligationInTheCasefileService) {
  const std::string file = File(Case("CHILD_TRAFFICKING"), "CHILD", Person(3, 12), "UNKNOWN");
  Do("public-security", "placement/RequestPlacement", "4-9",
     {{"victim_file", file},
      {"category", "PLACEMENT_CATEGORY_TRAFFICKED_CHILD"},
      {"person", Person(3, 12)},
      {"guardian_status", "GUARDIAN_STATUS_NOT_FOUND"},
      {"materials", {{"document_number", "M-1"}, {"summary", "x"}}}});
  // It arrives through the outbox.
  size_t met = 0;
  for (int look = 0; look < 5000 && met == 0; ++look) met = Owed("public-security", "casefile", "HAND_OVER", "MET");
  EXPECT_EQ(met, 1u);
}

TEST_F(DutiesTest, ARewardIsGrantedOnceForAVerifiedClue) {
  const json clue = Do("education-commission", "clue/ReportClue", "3-1",
                       {{"channel", "CLUE_CHANNEL_PHONE"},
                        {"kind", "CLUE_KIND_OTHER"},
                        {"description", "x"},
                        {"reporter", {{"name", "乙"}}}});
  const json& name = clue["name"];
  const auto reward = [&] {
    return Call("public-security", "clue/GrantReward", "6-9", {{"clue", name}, {"amount", 100}});
  };
  EXPECT_EQ(reward().reason, "CLUE_NOT_VERIFIED");
  Do("public-security", "clue/AcknowledgeClue", "3-1", {{"name", name}});
  Do("public-security", "clue/AssignClue", "3-1", {{"name", name}, {"unit", "刑侦"}});
  Do("public-security", "clue/ResolveClue", "3-1",
     {{"name", name}, {"outcome", "CLUE_OUTCOME_VERIFIED"}, {"resolution", "x"}});
  EXPECT_EQ(reward().code, 0);
  EXPECT_EQ(reward().reason, "ALREADY_REWARDED");
}

}  // namespace
}  // namespace liandong
