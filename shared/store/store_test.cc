#include <gtest/gtest.h>

#include <functional>
#include <future>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "shared/errors/errors.h"
#include "shared/limits/admission.h"
#include "shared/store/migrate.h"
#include "shared/store/postgres_database.h"
#include "shared/store/sqlite_database.h"
#include "shared/threads/turn.h"
#include "tests/testing/postgres/server.h"
#include "tests/testing/temporary_directory.h"

// The tests that every engine must pass.
namespace liandong::store {
namespace {

constexpr char kInsert[] = "INSERT INTO t (v) VALUES ($1)";

// How a test creates a database of an engine, and opens it again.
struct Engine {
  std::string name;
  std::function<std::string()> make;  // the argument of `open`
  std::function<absl::StatusOr<std::unique_ptr<Database>>(const std::string&)> open;
};

// Deleted when the tests end.
std::string NewFile() {
  static const testing::TemporaryDirectory directory;
  static int files = 0;
  return absl::StrCat(directory.path(), "/", ++files);
}

const std::vector<Engine>& Engines() {
  static const auto* const engines = new std::vector<Engine>{
      {"sqlite", NewFile, OpenSqlite},
      {"postgres", testing::NewPostgresDatabase, OpenPostgres},
  };
  return *engines;
}

class StoreTest : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    where_ = GetParam().make();
    Reopen();
    ASSERT_TRUE(database_->Migrate({{1, "test", "CREATE TABLE t (v INTEGER UNIQUE, b BLOB)"}}).ok());
  }
  void Reopen() {
    database_.reset();
    auto opened = GetParam().open(where_);
    ASSERT_TRUE(opened.ok()) << opened.status();
    database_ = *std::move(opened);
  }
  absl::Status Insert(int64_t value) {
    return database_->WriteAndWait([value](Tx& tx) { return tx.Execute(kInsert, {value}).status(); });
  }
  int64_t Count() {
    int64_t count = -1;
    EXPECT_TRUE(database_
                    ->ReadAndWait([&](ReadTx& tx) {
                      return tx.Query("SELECT count(*) FROM t", {}, [&](const Row& row) { count = row.Int(0); });
                    })
                    .ok());
    return count;
  }

  std::string where_;
  std::unique_ptr<Database> database_;
};

TEST_P(StoreTest, KeepsWhatWasCommittedAcrossAReopening) {
  ASSERT_TRUE(Insert(1).ok());
  Reopen();
  EXPECT_EQ(Count(), 1);
}

TEST_P(StoreTest, OneBadJobDoesNotHarmTheOthersOfItsBatch) {
  constexpr int kJobs = 200;
  std::atomic<int> good = 0;
  std::atomic<int> bad = 0;
  absl::BlockingCounter done(kJobs);
  for (int i = 0; i < kJobs; ++i) {
    database_->Write({[i](Tx& tx) -> absl::Status {
                        absl::Status status = tx.Execute(kInsert, {int64_t{i}}).status();
                        if (!status.ok()) return status;
                        return i % 10 == 0 ? errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE) : absl::OkStatus();
                      },
                      nullptr,
                      [&](const absl::Status& status) {
                        ++(status.ok() ? good : bad);
                        done.DecrementCount();
                      }});
  }
  done.Wait();
  EXPECT_EQ(good, kJobs - kJobs / 10);
  EXPECT_EQ(bad, kJobs / 10);
  EXPECT_EQ(Count(), kJobs - kJobs / 10);
}

TEST_P(StoreTest, WhatAFailedJobMustStoreIsStored) {
  absl::BlockingCounter done(1);
  absl::Status result;
  database_->Write({[](Tx& tx) -> absl::Status {
                      EXPECT_TRUE(tx.Execute(kInsert, {int64_t{1}}).ok());
                      return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE);
                    },
                    [](Tx& tx, const absl::Status& status) {
                      EXPECT_EQ(errors::ReasonOf(status), contract::v1::ERROR_REASON_WRONG_STATE);
                      return tx.Execute(kInsert, {int64_t{2}}).status();
                    },
                    [&](absl::Status status) {
                      result = std::move(status);
                      done.DecrementCount();
                    }});
  done.Wait();
  EXPECT_EQ(errors::ReasonOf(result), contract::v1::ERROR_REASON_WRONG_STATE);
  EXPECT_EQ(Count(), 1);
  EXPECT_FALSE(Insert(2).ok());
  EXPECT_TRUE(Insert(1).ok());
}

// One caller has filled the queue while all writers were busy, and then another writes.
TEST_P(StoreTest, ACallerWaitsForOneTurnOfAnotherNotForAllItsWrites) {
  constexpr int kMany = 2000;
  const int busy = 0;
  const int other = 0;
  absl::Mutex mutex;
  int done_of_busy = 0;
  int before_other = -1;
  absl::Notification go;
  absl::BlockingCounter done(kMany + 2);
  const auto write = [&](const int* of, auto run) {
    const threads::TurnScope turn({.of = of});
    database_->Write({run, nullptr, [&, of](const absl::Status&) {
                        {
                          absl::MutexLock lock(&mutex);
                          if (of == &busy) ++done_of_busy;
                          if (of == &other) before_other = done_of_busy;
                        }
                        done.DecrementCount();
                      }});
  };
  write(nullptr, [&go](Tx&) {
    go.WaitForNotification();
    return absl::OkStatus();
  });
  for (int i = 0; i < kMany; ++i) write(&busy, [](Tx&) { return absl::OkStatus(); });
  // With several writers, some of these are done by now.
  write(&other, [&](Tx&) { return absl::OkStatus(); });
  go.Notify();
  done.Wait();
  EXPECT_GE(before_other, 0);
  EXPECT_LT(before_other, kMany / 2) << "the other caller's write came after those that were there before";
}

// One caller asks for as much as it can that takes long, and then another reads.
TEST_P(StoreTest, LongReadsNeverOccupyAllReaders) {
  constexpr int kMany = 20;
  const int busy = 0;
  absl::Notification go;
  absl::BlockingCounter done(kMany);
  {
    const threads::TurnScope turn({.of = &busy, .work = limits::kLongRead});
    for (int i = 0; i < kMany; ++i) {
      database_->Read({[&go](ReadTx&) {
                         go.WaitForNotification();
                         return absl::OkStatus();
                       },
                       [&done](const absl::Status&) { done.DecrementCount(); }});
    }
  }
  EXPECT_EQ(Count(), 0) << "a short read is answered meanwhile";
  go.Notify();
  done.Wait();
}

class FailingHook : public BatchHook {
 public:
  absl::Status BeforeCommit(Tx&) override { return fail ? absl::InternalError("no") : absl::OkStatus(); }
  void Committed() override { ++committed; }
  void Aborted() override { ++aborted; }
  std::atomic<bool> fail = false;
  std::atomic<int> committed = 0;
  std::atomic<int> aborted = 0;
};

TEST_P(StoreTest, ABatchThatAHookRefusesIsLostAsAWhole) {
  FailingHook hook;
  database_->AddHook(&hook);
  hook.fail = true;
  EXPECT_EQ(errors::ReasonOf(Insert(1)), contract::v1::ERROR_REASON_STORE_UNAVAILABLE);
  hook.fail = false;
  EXPECT_EQ(Count(), 0);
  EXPECT_TRUE(Insert(1).ok());
  EXPECT_EQ(hook.aborted, 1);
  EXPECT_GE(hook.committed, 1);
  database_->Stop();
}

TEST_P(StoreTest, AReadSeesOneState) {
  ASSERT_TRUE(Insert(1).ok());
  int64_t first = 0;
  int64_t second = 0;
  ASSERT_TRUE(database_
                  ->ReadAndWait([&](ReadTx& tx) {
                    EXPECT_TRUE(
                        tx.Query("SELECT count(*) FROM t", {}, [&](const Row& row) { first = row.Int(0); }).ok());
                    EXPECT_TRUE(std::async(std::launch::async, [&] { return Insert(2); }).get().ok());
                    return tx.Query("SELECT count(*) FROM t", {}, [&](const Row& row) { second = row.Int(0); });
                  })
                  .ok());
  EXPECT_EQ(first, second);
  EXPECT_EQ(Count(), 2);
}

// Even if the job ignores the error: it would block the only writer, and wait for itself if the second job writes too.
TEST_P(StoreTest, AJobThatOpensAnotherTransactionFailsAndKeepsNothing) {
  for (const bool writes : {false, true}) {
    absl::Status inner;
    const absl::Status outer = database_->WriteAndWait([&](Tx& tx) -> absl::Status {
      EXPECT_TRUE(tx.Execute(kInsert, {int64_t{1}}).ok());
      inner = writes ? Insert(2) : database_->ReadAndWait([](ReadTx&) { return absl::OkStatus(); });
      return absl::OkStatus();
    });
    EXPECT_EQ(inner.code(), absl::StatusCode::kInternal);
    EXPECT_EQ(outer.code(), absl::StatusCode::kInternal);
  }
  EXPECT_EQ(Count(), 0);
}

TEST_P(StoreTest, AReadThatOpensAnotherTransactionFails) {
  for (const bool writes : {false, true}) {
    const absl::Status outer = database_->ReadAndWait([&](ReadTx&) {
      EXPECT_FALSE((writes ? Insert(1) : database_->ReadAndWait([](ReadTx&) { return absl::OkStatus(); })).ok());
      return absl::OkStatus();
    });
    EXPECT_EQ(outer.code(), absl::StatusCode::kInternal);
  }
  EXPECT_EQ(Count(), 0);
}

TEST_P(StoreTest, WhatIsWrittenWhenAJobIsDoneIsATransactionOfItsOwn) {
  absl::BlockingCounter done(2);
  const auto insert = [&](int64_t value) {
    database_->Write({[value](Tx& tx) { return tx.Execute(kInsert, {value}).status(); }, nullptr,
                      [&](const absl::Status& status) {
                        EXPECT_TRUE(status.ok()) << status;
                        done.DecrementCount();
                      }});
  };
  database_->Read({[](ReadTx&) { return absl::OkStatus(); }, [&](const absl::Status&) { insert(1); }});
  database_->Write({[](Tx&) { return absl::OkStatus(); }, nullptr, [&](const absl::Status&) { insert(2); }});
  done.Wait();
  EXPECT_EQ(Count(), 2);
}

TEST_P(StoreTest, ASchemaOfALaterProgramIsRefused) {
  ASSERT_TRUE(database_->Migrate({{2, "test", "CREATE TABLE u (v INTEGER)"}}).ok());
  EXPECT_EQ(database_->Migrate({{1, "test", ""}}).code(), absl::StatusCode::kFailedPrecondition);
}

TEST_P(StoreTest, TablesThatTheProgramDoesNotKnowAreNamed) {
  const Migration known{.version = 1, .component = "test", .sql = ""};
  ASSERT_TRUE(database_->Migrate({{.version = 1, .component = "dropped", .sql = "CREATE TABLE d (v INTEGER)"}}).ok());
  EXPECT_TRUE(database_
                  ->ReadAndWait([&](ReadTx& tx) {
                    const absl::Status refused = RefuseUnknownComponents(tx, {known});
                    EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
                    EXPECT_NE(refused.message().find(": dropped"), absl::string_view::npos) << refused;
                    return RefuseUnknownComponents(tx, {known, {.version = 1, .component = "dropped", .sql = ""}});
                  })
                  .ok());
}

TEST_P(StoreTest, AfterStopJobsAreRefused) {
  database_->Stop();
  EXPECT_EQ(errors::ReasonOf(Insert(1)), contract::v1::ERROR_REASON_SHUTTING_DOWN);
}

TEST_P(StoreTest, KeepsEveryKindOfValueAsItWas) {
  const std::string bytes("\0\xff'\\ \n", 6);
  ASSERT_TRUE(
      database_->Migrate({{1, "values", "CREATE TABLE x (n INTEGER, s TEXT, b BLOB, e TEXT, z INTEGER)"}}).ok());
  ASSERT_TRUE(database_
                  ->WriteAndWait([&](Tx& tx) {
                    return tx.Put(
                        "INSERT INTO x VALUES ($1, $2, $3, $4, $5)",
                        {INT64_MIN, absl::string_view("黎明'"), Blob{bytes}, absl::string_view(), std::monostate()});
                  })
                  .ok());
  int rows = 0;
  ASSERT_TRUE(database_
                  ->ReadAndWait([&](ReadTx& tx) {
                    return tx.Query("SELECT n, s, b, e, z, 7 FROM x WHERE b = $1", {Blob{bytes}}, [&](const Row& row) {
                      ++rows;
                      EXPECT_EQ(row.Int(0), INT64_MIN);
                      EXPECT_EQ(row.Text(1), "黎明'");
                      EXPECT_EQ(row.Bytes(2), bytes);
                      EXPECT_FALSE(row.IsNull(3));
                      EXPECT_EQ(row.Text(3), "");
                      EXPECT_TRUE(row.IsNull(4));
                      EXPECT_EQ(row.Int(5), 7);
                    });
                  })
                  .ok());
  EXPECT_EQ(rows, 1);
}

TEST_P(StoreTest, ADelayedWriteFailsOnlyItsOwnJob) {
  ASSERT_TRUE(Insert(1).ok());
  constexpr int kJobs = 20;
  std::vector<absl::Status> results(kJobs);
  absl::BlockingCounter done(kJobs);
  for (int i = 0; i < kJobs; ++i) {
    database_->Write({[i](Tx& tx) {
                        return tx.Put("INSERT INTO t (v, b) VALUES ($1, $2)", {int64_t{i}, Blob{"x"}});
                      },
                      nullptr,
                      [&, i](absl::Status status) {
                        results[static_cast<size_t>(i)] = std::move(status);
                        done.DecrementCount();
                      }});
  }
  done.Wait();
  for (size_t i = 0; i < results.size(); ++i) EXPECT_EQ(results[i].ok(), i != 1) << i << results[i];
  EXPECT_EQ(Count(), kJobs);
}

// What a rule has read must still be true when its decision is stored: here, that there is at most one row.
TEST_P(StoreTest, TwoThatBothReadFirstDoNotBothWrite) {
  constexpr int kJobs = 40;
  absl::BlockingCounter done(kJobs);
  std::atomic<int> kept = 0;
  for (int i = 0; i < kJobs; ++i) {
    database_->Write({[i](Tx& tx) -> absl::Status {
                        int64_t count = 0;
                        absl::Status read =
                            tx.Query("SELECT count(*) FROM t", {}, [&](const Row& row) { count = row.Int(0); });
                        if (!read.ok()) return read;
                        if (count > 0) return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE);
                        return tx.Execute(kInsert, {int64_t{i}}).status();
                      },
                      nullptr,
                      [&](const absl::Status& status) {
                        if (status.ok()) ++kept;
                        done.DecrementCount();
                      }});
  }
  done.Wait();
  EXPECT_EQ(kept, 1);
  EXPECT_EQ(Count(), 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, StoreTest, ::testing::ValuesIn(Engines()),
                         [](const auto& engine) { return engine.param.name; });

}  // namespace
}  // namespace liandong::store
