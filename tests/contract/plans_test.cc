// Every statement that the suite executes while the story is played finds its rows by an index, in the order in which
// it needs them. The statements are those that connections prepare, so that no list of them has to be kept.
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "shared/law/names.h"
#include "tests/contract/plan_check.h"
#include "tests/testing/cluster.h"
#include "tests/testing/postgres/server.h"
#include "tools/story/player.h"

namespace liandong {
namespace {

using testing::Statement;

constexpr absl::Duration kTick = absl::Milliseconds(5);
// Fewer would mean that the statements are not collected.
constexpr size_t kFewestStatements = 200;

// Lets the time of the cluster pass while it lives.
class PassingTime {
 public:
  explicit PassingTime(base::FakeClock& clock)
      : thread_([this, &clock] {
          for (; !over_; absl::SleepFor(kTick)) clock.Advance(kTick);
        }) {}
  ~PassingTime() {
    over_ = true;
    thread_.join();
  }

 private:
  std::atomic<bool> over_ = false;
  std::thread thread_;
};

class PlansTest : public ::testing::Test {
 protected:
  // On PostgreSQL, with a database for each service.
  void MoveToPostgres() {
    for (const law::Service service : law::AllServices()) {
      cluster_.Stop(service);
      postgres_[service] = testing::NewPostgresDatabase();
    }
    prepared_.Clear();
    cluster_.Adjust([this](runtime::Config& config) { config.postgres = postgres_[config.service]; });
    for (const law::Service service : law::AllServices()) cluster_.Start(service);
  }

  void PlayStory() {
    // Opens the obligations of the calendar, for which the story waits. The cluster does nothing by itself.
    for (const law::Service service : law::AllServices()) cluster_.Sweep(service);
    const PassingTime time(cluster_.clock());
    std::map<std::string, std::string> targets;
    for (const law::Service service : law::AllServices()) {
      targets[law::ServiceSlug(service)] = cluster_.Address(service);
    }
    story::Caller caller(cluster_.PkiFile(""), targets);
    const auto scenario = story::LoadScenario(SCENARIO);
    ASSERT_TRUE(scenario.ok()) << scenario.status();
    story::Bindings bindings(scenario->people, 1, cluster_.clock().Now());
    // No two records are made at the same time, so that lists show them in the order of the steps.
    const auto score = story::Play(*scenario, bindings, caller,
                                   {.before_step = [this] { cluster_.clock().Advance(absl::Milliseconds(1)); }});
    ASSERT_TRUE(score.ok()) << score.status();
    EXPECT_EQ(score->unexpected, 0);
    for (const law::Service service : law::AllServices()) cluster_.Seal(service);
  }

  void Check(const std::string& engine, const testing::Explainer& explain) const {
    const std::set<Statement> statements = prepared_.Get();
    EXPECT_GT(statements.size(), kFewestStatements);
    const std::set<std::string> needed = testing::CheckPlans(engine, statements, explain);
    for (const testing::PlanException& one : testing::PlanExceptions()) {
      if (one.engine != engine) continue;
      EXPECT_EQ(needed.count(one.statement), 1u) << engine << " needs no exception for " << one.statement;
    }
  }

  testing::PreparedStatements prepared_;
  testing::TestCluster cluster_;
  std::map<law::Service, std::string> postgres_;
};

TEST_F(PlansTest, EveryStatementOnSqliteIsIndexed) {
  PlayStory();
  Check("sqlite", [&](law::Service service, const Statement& statement) {
    return testing::ExplainOnSqlite(cluster_.DatabasePath(service), statement);
  });
}

TEST_F(PlansTest, EveryStatementOnPostgresIsIndexed) {
  MoveToPostgres();
  PlayStory();
  Check("postgres", [&](law::Service service, const Statement& statement) {
    return testing::ExplainOnPostgres(postgres_[service], statement);
  });
}

TEST(StatementPlans, AFullScanASortAndAFilterAreFaults) {
  EXPECT_EQ(testing::FaultsOf({"SEARCH clue USING INDEX clue_by_id (id=?)"}), std::vector<std::string>());
  for (const std::string fault :
       {"SCAN clue", "SCAN clue USING INDEX clue_by_id", "USE TEMP B-TREE FOR ORDER BY",
        "SEARCH clue USING AUTOMATIC COVERING INDEX (id=?)", "  ->  Seq Scan on clue", "  ->  Sort"}) {
    EXPECT_EQ(testing::FaultsOf({fault}), std::vector<std::string>{fault});
  }
  EXPECT_EQ(testing::FaultsOf({"CO-ROUTINE found", "SEARCH clue USING INDEX clue_by_id (id=?)", "SCAN found",
                               "SCAN 8 CONSTANT ROWS"}),
            std::vector<std::string>());
  EXPECT_EQ(testing::FaultsOf({"CO-ROUTINE found", "SCAN clue", "SCAN found"}), std::vector<std::string>{"SCAN clue"});
  EXPECT_EQ(
      testing::FaultsOf({"Limit", "  ->  Index Scan using clue_by_id on clue", "        Filter: (owner = $1)"}).size(),
      1u);
  EXPECT_EQ(testing::FaultsOf({"Limit", "  ->  Index Scan using clue_by_id on clue"}).size(), 0u);
  EXPECT_EQ(testing::FaultsOf({"Index Scan using clue_by_id on clue"}).size(), 1u);
  EXPECT_EQ(testing::FaultsOf({"Limit", "  ->  Index Scan using clue_by_id on clue", "        Index Cond: (id < $1)",
                               "        Filter: (owner = $2)"})
                .size(),
            0u);
}

}  // namespace
}  // namespace liandong
