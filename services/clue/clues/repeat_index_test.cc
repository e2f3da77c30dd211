#include "services/clue/clues/repeat_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/clue/clues/clue_store.h"
#include "services/clue/clues/repeat_follower.h"
#include "shared/base/ids.h"
#include "shared/records/search_index.h"
#include "shared/store/migrate.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::clue {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

const absl::Time kNow = absl::FromUnixSeconds(1800000000);

// A millisecond after that of the number before.
std::string IdOf(int number) { return base::LeastId(kNow + absl::Milliseconds(number)); }

RepeatIndex::Id Packed(int number) { return *records::Pack(IdOf(number)); }

std::vector<std::string> IdsUnder(const RepeatIndex& index, const RepeatTokens& tokens) {
  std::vector<std::string> ids;
  for (const RepeatIndex::Found& found : index.Find(tokens)) ids.push_back(records::Unpack(found.id));
  return ids;
}

TEST(RepeatIndex, FindsEachClueOnceByItsKeys) {
  RepeatIndex index;
  EXPECT_THAT(IdsUnder(index, {.matter = {1}}), IsEmpty());
  index.Add(Packed(1), {10, 11, 11, 12});
  index.Add(Packed(2), {12, 13});
  index.Add(Packed(1), {14});
  EXPECT_THAT(IdsUnder(index, {.matter = {11, 10}}), ElementsAre(IdOf(1)));
  EXPECT_THAT(IdsUnder(index, {.people = {{12, 10}, {13}}}), UnorderedElementsAre(IdOf(1), IdOf(2)));
  EXPECT_THAT(IdsUnder(index, {.matter = {14, 15}}), IsEmpty());
}

TEST(RepeatIndex, AKeyOfManyCluesFindsTheLatestOfAMatterAndNobody) {
  RepeatIndex index;
  constexpr int kClues = 5000;
  for (int i = 0; i < kClues; ++i) index.Add(Packed(i), {7, 1000 + i});
  const auto found = IdsUnder(index, {.matter = {7}});
  ASSERT_THAT(found, SizeIs(rules::kRepeatsCompared));
  EXPECT_EQ(found.back(), IdOf(kClues - 1));
  EXPECT_EQ(found.front(), IdOf(kClues - static_cast<int>(rules::kRepeatsCompared)));
  EXPECT_THAT(IdsUnder(index, {.people = {{7}}}), IsEmpty());
  for (int i = 0; i < kClues; i += 99) EXPECT_THAT(IdsUnder(index, {.people = {{1000 + i}}}), ElementsAre(IdOf(i)));
}

TEST(RepeatIndex, ForgetsOldCluesAndLaterWhatTheOthersTell) {
  RepeatIndex index;
  const auto comparable = std::make_shared<const rules::ComparableClue>();
  for (int i = 0; i < 4; ++i) {
    index.Add(Packed(i), {5});
    index.Remember(Packed(i), comparable, kNow);
  }
  index.Forget(kNow + absl::Milliseconds(2));
  EXPECT_THAT(IdsUnder(index, {.matter = {5}}), ElementsAre(IdOf(2), IdOf(3)));
  EXPECT_EQ(index.Find({.matter = {5}})[0].comparable, comparable);
  index.Remember(Packed(3), comparable, kNow + absl::Hours(2));
  EXPECT_EQ(index.Find({.matter = {5}})[0].comparable, nullptr);
  index.Add(Packed(9), {5});
  EXPECT_THAT(IdsUnder(index, {.matter = {5}}), ElementsAre(IdOf(2), IdOf(3), IdOf(9)));
}

class RepeatFollowerTest : public ::testing::Test {
 protected:
  RepeatFollowerTest() : database_(*store::OpenSqlite(directory_.path() + "/x.db")) {
    EXPECT_TRUE(database_
                    ->Migrate(store::Concatenate(
                        {records::KeyIndex::Migrations(), records::SearchIndex::Migrations(), ClueStore::Migrations()}))
                    .ok());
  }

  // As another process would: `place` is empty until the event gets its sequence number.
  void File(int number, const store::Value& place) {
    const std::string id = IdOf(number);
    const absl::Status written = database_->WriteAndWait([&](store::Tx& tx) -> absl::Status {
      LD_RETURN_IF_ERROR(RepeatFollower::Write(tx, id, {.stored = {5, 100 + number}}));
      return tx.Put(
          "INSERT INTO clue_event (id, place, clue_id, division, owner, state, event_time) VALUES ($1, $2, $1, '', '', "
          "0, 0)",
          {absl::string_view(id), place});
    });
    EXPECT_TRUE(written.ok()) << written;
  }

  std::vector<std::string> Followed() {
    const absl::Status followed = database_->ReadAndWait([&](store::ReadTx& tx) { return follower_.Follow(tx, kNow); });
    EXPECT_TRUE(followed.ok()) << followed;
    return IdsUnder(index_, {.matter = {5}});
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<store::Database> database_;
  RepeatIndex index_;
  RepeatFollower follower_{&index_};
};

TEST_F(RepeatFollowerTest, TheCluesOfOtherProcessesAreAddedBeforeTheirEventsAreNumbered) {
  File(1, int64_t{1});
  File(-1, int64_t{2});
  EXPECT_THAT(Followed(), ElementsAre(IdOf(1)));
  File(2, int64_t{3});
  File(3, std::monostate());
  EXPECT_THAT(Followed(), UnorderedElementsAre(IdOf(1), IdOf(2), IdOf(3)));
  EXPECT_THAT(IdsUnder(index_, {.people = {{103}}}), ElementsAre(IdOf(3)));
}

TEST_F(RepeatFollowerTest, TheKeysOfOlderCluesAreFound) {
  const std::string id = IdOf(4);
  const std::string token(16, 'k');
  const absl::Status written = database_->WriteAndWait([&](store::Tx& tx) -> absl::Status {
    LD_RETURN_IF_ERROR(records::PutKeysOf(tx, id, {"clue", 7, {21}}).status());
    LD_RETURN_IF_ERROR(records::PutKeysOf(tx, id, {"clue", 8, {22}}).status());
    return tx.Put("INSERT INTO record_key (domain, token, id) VALUES ('clue/repeat', $1, $2)",
                  {store::Blob{token}, absl::string_view(id)});
  });
  ASSERT_TRUE(written.ok()) << written;
  Followed();
  for (const int64_t key : {int64_t{21}, int64_t{22}, NumberOfToken(token)})
    EXPECT_THAT(IdsUnder(index_, {.matter = {key}}), ElementsAre(id));
}

TEST_F(RepeatFollowerTest, AProcessThatWritesAloneReadsTheStoreOnce) {
  File(1, int64_t{1});
  EXPECT_THAT(Followed(), ElementsAre(IdOf(1)));
  follower_.AloneWrites();
  File(2, int64_t{2});
  EXPECT_THAT(Followed(), ElementsAre(IdOf(1)));
}

}  // namespace
}  // namespace liandong::clue
