#include <gtest/gtest.h>

#include <map>
#include <thread>

#include "absl/functional/function_ref.h"
#include "absl/time/clock.h"
#include "liandong/clue/v1/clue_service.grpc.pb.h"
#include "shared/base/ids.h"
#include "shared/limits/limits.h"
#include "tests/contract/json_calls.h"

// Records that may describe one person are found as they arrive, and wait for the police: 五(三)2.
namespace liandong {
namespace {

using nlohmann::json;
using story::Outcome;

class MatchingTest : public testing::JsonCalls {
 protected:
  std::string Ago(int days) {
    return absl::FormatTime(absl::RFC3339_sec, cluster_.clock().Now() - absl::Hours(24) * days, absl::UTCTimeZone());
  }

  // A girl who was lost in another province three years ago.
  std::string Lose() {
    return Do("public-security", "casefile/OpenMissingPersonCase", "4-4",
              {{"person", {{"name", "骆晓燕"}, {"sex", "SEX_FEMALE"}, {"birth_date", "2019-03-05"}}},
               {"appearance", {{"height", 92}, {"marks", "左耳后有一颗红痣"}}},
               {"lost_time", Ago(1100)},
               {"lost_place", {{"division", "520102"}}}})["name"];
  }

  // Under a name that sounds similar, one year off, with the same mark.
  std::string Find() {
    const json of = Do("public-security", "casefile/OpenTraffickingCase", "4-2",
                       {{"kind", "CASE_KIND_CHILD_TRAFFICKING"}, {"circumstances", "解救"}});
    return Do("public-security", "casefile/OpenVictimFile", "5-4-4",
              {{"case", of["name"]},
               {"kind", "VICTIM_KIND_CHILD"},
               {"person", {{"name", "罗小燕"}, {"sex", "SEX_FEMALE"}}},
               {"appearance", {{"birth_year", 2020}, {"marks", "左耳后有红痣"}}},
               {"origin", "ORIGIN_UNKNOWN"},
               {"rescue_time", Ago(1)},
               {"rescue_place", {{"division", "500119"}}}})["name"];
  }

  // The candidates of the victim, the newest first, once there are this many.
  json Candidates(const std::string& victim_file, size_t count) {
    const absl::Time until = absl::Now() + absl::Seconds(20);
    while (absl::Now() < until) {
      const json reply = Do("public-security", "casefile/ListMatchCandidates", "5-3-2", {{"victim_file", victim_file}});
      if (reply.contains("match_candidates") && reply["match_candidates"].size() >= count)
        return reply["match_candidates"];
      cluster_.clock().Advance(limits::kOutboxLongestRetry);
    }
    ADD_FAILURE() << "no candidate";
    return json::array({json::object()});
  }
  json Candidate(const std::string& victim_file) { return Candidates(victim_file, 1)[0]; }

  // The newest candidate of the victim, once it satisfies `holds`; otherwise the last one seen.
  json CandidateOnce(const std::string& victim_file, absl::FunctionRef<bool(const json&)> holds) {
    const absl::Time until = absl::Now() + absl::Seconds(20);
    json candidate = Candidate(victim_file);
    while (!holds(candidate) && absl::Now() < until) {
      cluster_.clock().Advance(limits::kOutboxLongestRetry);
      candidate = Candidate(victim_file);
    }
    return candidate;
  }
  json CandidateIn(const std::string& victim_file, const std::string& state) {
    return CandidateOnce(victim_file, [&](const json& candidate) { return candidate["state"] == state; });
  }

  Outcome Decide(const json& candidate, bool confirmed) {
    return Call("public-security", "casefile/DecideMatchCandidate", "5-3-2",
                {{"name", candidate["name"]}, {"confirmed", confirmed}, {"evidence", "DNA-2026-7"}});
  }

  void Close(const std::string& missing) {
    Do("public-security", "casefile/CloseCase", "4-4",
       {{"case", missing}, {"outcome", "CASE_STATE_SOLVED"}, {"conclusion", "已找回"}});
  }

  void CompareDna(const std::string& victim_file) {
    const json sample = Do("public-security", "casefile/RegisterDnaSample", "4-5",
                           {{"role", "DNA_ROLE_SUSPECTED_CHILD"},
                            {"subject", victim_file},
                            {"kit_number", "KIT-7"},
                            {"collect_time", Ago(1)}});
    Do("public-security", "casefile/RecordDnaComparison", "4-5",
       {{"dna_sample", sample["name"]},
        {"test_time", Ago(1)},
        {"bank_entry_time", Ago(1)},
        {"compare_time", Ago(0)},
        {"result", "DNA_RESULT_NO_MATCH"}});
  }
};

TEST_F(MatchingTest, WhoMayBeOnePersonWaitsForThePoliceWhicheverRecordCameFirst) {
  const std::string victim = Find();
  Lose();
  // Once there is a candidate, what the victim's record requested is done. The second one is found through its own
  // case.
  Candidate(victim);
  const std::string missing = Lose();
  const json candidate = Candidates(victim, 2)[0];
  EXPECT_EQ(candidate["match"]["case"], missing);
  EXPECT_EQ(candidate["match"]["victim_file"], victim);
  EXPECT_EQ(candidate["state"], "MATCH_CANDIDATE_STATE_PENDING");
  EXPECT_FALSE(candidate["match"]["agreements"].empty());
  const json of_case = Do("public-security", "casefile/FindMatchesOfCase", "5-3-2", {{"case", missing}});
  EXPECT_EQ(of_case["matches"][0]["victim_file"], victim);
  EXPECT_EQ(Call("civil-affairs", "casefile/ListMatchCandidates", "5-3-2", json::object()).reason,
            "CALLER_NOT_PERMITTED");
}

TEST_F(MatchingTest, APairIsQueuedOnceAndConfirmedByDnaAlone) {
  const std::string missing = Lose();
  const std::string victim = Find();
  const json candidate = Candidate(victim);
  EXPECT_EQ(Decide(candidate, true).reason, "DNA_GATE_NOT_PASSED");
  CompareDna(victim);
  const Outcome decided = Decide(candidate, true);
  ASSERT_EQ(decided.code, 0) << decided.reason;
  EXPECT_EQ(decided.reply["state"], "MATCH_CANDIDATE_STATE_CONFIRMED");
  EXPECT_EQ(Decide(candidate, false).reason, "WRONG_STATE");
  const json calibration = Do("public-security", "casefile/GetMatchCalibration", "5-3-2", json::object());
  ASSERT_EQ(calibration["bins"].size(), 1u);
  EXPECT_EQ(calibration["bins"][0]["confirmed"], "1");
  EXPECT_LE(calibration["bins"][0]["from"], candidate["match"]["probability"]);
  EXPECT_GT(calibration["bins"][0]["below"], candidate["match"]["probability"]);
}

TEST_F(MatchingTest, AClosedCaseIsNoLongerMatchedAndItsPairsAreWithdrawn) {
  constexpr int kClosed = 12;
  for (int i = 0; i < kClosed; ++i) Close(Lose());
  const std::string missing = Lose();
  const std::string victim = Find();
  const json candidate = Candidate(victim);
  EXPECT_EQ(candidate["match"]["case"], missing);
  EXPECT_GT(candidate["match"]["probability"], 500);
  Close(missing);
  constexpr char kWithdrawn[] = "MATCH_CANDIDATE_STATE_WITHDRAWN";
  EXPECT_EQ(CandidateIn(victim, kWithdrawn)["state"], kWithdrawn);
}

TEST_F(MatchingTest, NewFactsChangeAWaitingPair) {
  Lose();
  const std::string victim = Find();
  const json before = Candidate(victim);
  Do("public-security", "casefile/UpdateVictimFile", "5-4-4",
     {{"victim_file",
       {{"name", victim}, {"person", {{"name", "骆晓燕"}, {"sex", "SEX_FEMALE"}, {"birth_date", "2019-03-05"}}}}},
      {"update_mask", "person"}});
  const json after = CandidateOnce(victim, [&](const json& now) { return now["match"] != before["match"]; });
  EXPECT_EQ(after["name"], before["name"]);
  EXPECT_GT(after["match"]["probability"], before["match"]["probability"]);
}

TEST_F(MatchingTest, APairThatIsNoLongerLikelyIsWithdrawnAndMayReturn) {
  Lose();
  const std::string victim = Find();
  const json waiting = Candidate(victim);
  const auto write_as = [&](const char* name, const char* birth, int height, const char* marks, const char* state) {
    Do("public-security", "casefile/UpdateVictimFile", "5-4-4",
       {{"victim_file",
         {{"name", victim},
          {"person", {{"name", name}, {"sex", "SEX_FEMALE"}, {"birth_date", birth}}},
          {"appearance", {{"height", height}, {"marks", marks}}}}},
        {"update_mask", "person,appearance"}});
    const json now = CandidateIn(victim, state);
    EXPECT_EQ(now["name"], waiting["name"]);
    EXPECT_EQ(now["state"], state);
  };
  write_as("尉迟佩瑶", "2008-11-30", 155, "右臂有烫伤", "MATCH_CANDIDATE_STATE_WITHDRAWN");
  EXPECT_EQ(Decide(waiting, false).reason, "WRONG_STATE");
  write_as("骆晓燕", "2019-03-05", 120, "左耳后有红痣", "MATCH_CANDIDATE_STATE_PENDING");
}

TEST_F(MatchingTest, ARepeatedReportIsLinkedToTheFirstAndOnlyThePoliceSeeIt) {
  const auto report = [&](const char* as, const char* purpose, const char* child, const char* address,
                          const char* description) -> json {
    return Do(as, "clue/ReportClue", purpose,
              {{"channel", "CLUE_CHANNEL_PHONE"},
               {"kind", "CLUE_KIND_CHILD_TRAFFICKING"},
               {"place", {{"division", "500119"}, {"address", address}}},
               {"occur_time", Ago(1)},
               {"description", description},
               {"persons", json::array({{{"name", child}, {"sex", "SEX_MALE"}}})}});
  };
  const json first = report("education-commission", "3-3-2-p1", "罗一鸣", "三小校门外", "陌生男子带走学生");
  const json again = report("culture-tourism", "6-5", "罗一明", "客运站红星旅馆", "住客带的男孩一直哭");
  const json third = report("education-commission", "3-3-2-p1", "骆亦鸣", "客运站", "有人带哭闹男孩候车");
  const json other = report("education-commission", "3-3-2-p1", "尉迟建国", "水江镇", "有人打听谁家要孩子");
  EXPECT_FALSE(again.contains("repeat_of"));
  const auto repeat_of = [&](const json& clue) {
    return Do("public-security", "clue/GetClue", "3-1", {{"name", clue["name"]}}).value("repeat_of", "");
  };
  EXPECT_EQ(repeat_of(first), "");
  EXPECT_EQ(repeat_of(again), first["name"]);
  EXPECT_EQ(repeat_of(third), first["name"]);
  EXPECT_EQ(repeat_of(other), "");
}

TEST_F(MatchingTest, ReportsThatArriveAtTheSameMomentFindEachOther) {
  const auto stub =
      clue::v1::ClueService::NewStub(cluster_.ChannelTo(contract::v1::SERVICE_CLUE, "education-commission"));
  std::vector<clue::v1::Clue> filed(8);
  std::vector<std::thread> callers;
  for (clue::v1::Clue& clue : filed) {
    callers.emplace_back([&stub, &clue] {
      clue::v1::ReportClueRequest request;
      request.set_request_id(base::NewUuid());
      request.set_channel(clue::v1::CLUE_CHANNEL_PHONE);
      request.set_kind(clue::v1::CLUE_KIND_CHILD_TRAFFICKING);
      request.mutable_place()->set_division("500119");
      request.mutable_place()->set_address("南川区客运站旁红星旅馆");
      request.set_description("旅馆里一名男子带着哭闹的男童，说不出孩子姓名");
      const auto status = stub->ReportClue(testing::NewContext("3-3-2-p1").get(), request, &clue);
      EXPECT_TRUE(status.ok()) << status.error_message();
    });
  }
  for (std::thread& caller : callers) caller.join();
  std::map<std::string, int> firsts;
  for (const clue::v1::Clue& clue : filed) {
    ++firsts[Do("public-security", "clue/GetClue", "3-1", {{"name", clue.name()}}).value("repeat_of", "")];
  }
  ASSERT_EQ(firsts.size(), 2U);
  EXPECT_EQ(firsts[""], 1);
}

}  // namespace
}  // namespace liandong
