#include <gtest/gtest.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "shared/base/ids.h"
#include "shared/store/sqlite_connection.h"
#include "tests/contract/json_calls.h"

// What can be erased, when, and what remains of it.
namespace liandong {
namespace {

using contract::v1::SERVICE_CLUE;
using nlohmann::json;
using story::Outcome;

class RetentionTest : public testing::JsonCalls {
 protected:
  Outcome Erase(const std::string& service, const std::string& record) {
    return Call("public-security", service + "/EraseRecord", "8-3",
                {{"record", record}, {"ground", "ERASURE_GROUND_PERSON_ASKS"}});
  }

  json Report(const std::string& request_id) {
    return {{"request_id", request_id},
            {"channel", "CLUE_CHANNEL_PHONE"},
            {"kind", "CLUE_KIND_OTHER"},
            {"description", "x"},
            {"persons", {{{"name", "乙"}, {"sex", "SEX_FEMALE"}, {"birth_date", "2001-02-03"}}}}};
  }
  std::string Clue(const std::string& request_id = base::NewUuid()) {
    return Do("education-commission", "clue/ReportClue", "3-1", Report(request_id))["name"];
  }
  void Resolve(const std::string& name) {
    Do("public-security", "clue/AcknowledgeClue", "3-1", {{"name", name}});
    Do("public-security", "clue/AssignClue", "3-1", {{"name", name}, {"unit", "刑侦"}});
    Do("public-security", "clue/ResolveClue", "3-1",
       {{"name", name}, {"outcome", "CLUE_OUTCOME_UNFOUNDED"}, {"resolution", "x"}});
  }
  std::string Reason(const std::string& name) {
    return Call("public-security", "clue/GetClue", "3-1", {{"name", name}}).reason;
  }
  size_t Listed() {
    const json reply = Do("public-security", "clue/ListClues", "3-1", json::object());
    return reply.contains("clues") ? reply["clues"].size() : 0;
  }

  int64_t Count(const std::string& sql) {
    const auto connection =
        store::SqliteConnection::Open(cluster_.DatabasePath(SERVICE_CLUE), store::SqliteConnection::Mode::kReadOnly);
    int64_t count = -1;
    EXPECT_TRUE((*connection)->Query(sql, {}, [&](const store::Row& row) { count = row.Int(0); }).ok());
    return count;
  }
};

TEST_F(RetentionTest, NothingIsErasedWhileItsMatterIsOpen) {
  const std::string clue = Clue();
  EXPECT_EQ(Erase("clue", clue).reason, "ERASURE_TOO_EARLY");
  EXPECT_EQ(Reason(clue), "");
  const std::string of_case = Do("public-security", "casefile/OpenTraffickingCase", "4-2",
                                 {{"kind", "CASE_KIND_WOMAN_TRAFFICKING"}, {"circumstances", "x"}})["name"];
  const std::string file = Do("public-security", "casefile/OpenVictimFile", "5-4-4",
                              {{"case", of_case},
                               {"kind", "VICTIM_KIND_WOMAN"},
                               {"person", {{"name", "甲"}, {"sex", "SEX_FEMALE"}, {"birth_date", "1999-02-03"}}},
                               {"origin", "ORIGIN_UNKNOWN"},
                               {"rescue_time", "2026-05-01T00:00:00Z"},
                               {"rescue_place", {{"division", "500119"}}}})["name"];
  // Its own state does not show this, but the state of its case does.
  EXPECT_EQ(Erase("casefile", file).reason, "ERASURE_TOO_EARLY");
  EXPECT_EQ(Erase("casefile", of_case).reason, "ERASURE_TOO_EARLY");
}

TEST_F(RetentionTest, AnErasedRecordCannotBeReadButTheLedgerRemembersIt) {
  const std::string request_id = base::NewUuid();
  const std::string clue = Clue(request_id);
  Clue();
  Resolve(clue);
  EXPECT_EQ(Listed(), 2U);
  const Outcome erased = Erase("clue", clue);
  ASSERT_EQ(erased.code, 0) << erased.reason;
  EXPECT_EQ(erased.reply["erased"], json::array({clue}));
  EXPECT_EQ(Reason(clue), "RECORD_ERASED");
  EXPECT_EQ(Listed(), 1U);
  EXPECT_EQ(Erase("clue", clue).reason, "RECORD_ERASED");
  // The saved reply that showed it is gone too.
  EXPECT_EQ(Call("education-commission", "clue/ReportClue", "3-1", Report(request_id)).reason, "RECORD_ERASED");
  const std::string id = clue.substr(clue.find('/') + 1);
  EXPECT_EQ(Count(absl::StrCat("SELECT count(*) FROM record_secret WHERE record = '", id, "'")), 0);
  EXPECT_EQ(Count(absl::StrCat("SELECT count(*) FROM record_key WHERE id = '", id, "'")), 0);
  EXPECT_EQ(Count(absl::StrCat("SELECT count(*) FROM search_person_keys WHERE id = '", id, "'")), 0);
  EXPECT_EQ(Count(absl::StrCat("SELECT max(length(sealed)) FROM saved_reply WHERE record = '", id, "'")), 0);
  const json listed = Do("joint-conference-office", "clue/ListErasures", "8-3", json::object());
  EXPECT_EQ(listed["erasures"][0]["record"], clue);
  const json accesses =
      Do("joint-conference-office", "oversight/ListDataAccesses", "8-3",
         {{"record", clue}, {"from_time", "2026-05-01T00:00:00Z"}, {"until_time", "2026-07-01T00:00:00Z"}});
  std::string methods;
  for (const json& access : accesses["accesses"]) absl::StrAppend(&methods, access["method"].get<std::string>(), "\n");
  EXPECT_NE(methods.find("EraseRecord"), std::string::npos);
  EXPECT_NE(methods.find("ReportClue"), std::string::npos);
}

TEST_F(RetentionTest, AnOlderCopyOfTheDataOpensNothingWithoutTheRecordsKey) {
  const std::string clue = Clue();
  const std::string other = Clue();
  Resolve(clue);
  const std::string path = cluster_.DatabasePath(SERVICE_CLUE);
  cluster_.Stop(SERVICE_CLUE);
  std::filesystem::copy_file(path, path + ".old");
  cluster_.Start(SERVICE_CLUE);
  Reconnect();
  ASSERT_EQ(Erase("clue", clue).code, 0);
  cluster_.Stop(SERVICE_CLUE);
  // Old data with current keys.
  {
    const auto old = store::SqliteConnection::Open(path + ".old", store::SqliteConnection::Mode::kReadWrite);
    ASSERT_TRUE((*old)
                    ->Script(absl::StrCat("ATTACH '", path,
                                          "' AS now; DELETE FROM main.record_secret; INSERT INTO main.record_secret "
                                          "SELECT * FROM now.record_secret;"))
                    .ok());
  }
  for (const char* const beside : {"-wal", "-shm"}) std::filesystem::remove(path + beside);
  std::filesystem::rename(path + ".old", path);
  cluster_.Start(SERVICE_CLUE);
  Reconnect();
  EXPECT_EQ(Reason(clue), "RECORD_ERASED");
  EXPECT_EQ(Reason(other), "");
  EXPECT_EQ(Listed(), 1U);
}

}  // namespace
}  // namespace liandong
