#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "liandong/clue/v1/clue_service.grpc.pb.h"
#include "liandong/ledger/v1/ledger_service.grpc.pb.h"
#include "liandong/retention/v1/retention_service.grpc.pb.h"
#include "shared/base/ids.h"
#include "shared/law/names.h"
#include "shared/store/sqlite_connection.h"
#include "tests/testing/cluster.h"
#include "tests/testing/postgres/server.h"
#include "tools/dbcopy/archive.h"

// Backups of a running service, what can be restored from them, and the move from one engine to the other.
namespace liandong {
namespace {

using contract::v1::SERVICE_CLUE;
using testing::NewContext;
using testing::RefusalOf;

class BackupTest : public ::testing::Test {
 protected:
  BackupTest() : verifier_(*ledger::CheckpointVerifier::FromFiles({cluster_.PkiFile("clue.ledger.pub")})) {}

  // A connection from before a restart would wait before it connects again.
  template <typename Service>
  std::unique_ptr<typename Service::Stub> Stub(const std::string& certificate, law::Service service = SERVICE_CLUE) {
    return Service::NewStub(cluster_.ChannelTo(service, certificate));
  }

  std::string ReportClue() { return ReportClue(*Stub<clue::v1::ClueService>("public-security")); }
  static std::string ReportClue(clue::v1::ClueService::Stub& stub) {
    clue::v1::ReportClueRequest request;
    request.set_request_id(base::NewUuid());
    request.set_channel(clue::v1::CLUE_CHANNEL_MANDATORY_REPORT);
    request.set_kind(clue::v1::CLUE_KIND_CHILD_TRAFFICKING);
    request.set_description("校门口有陌生人带走学生");
    clue::v1::Clue clue;
    const auto status = stub.ReportClue(NewContext().get(), request, &clue);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return clue.name();
  }
  // Empty if the clue can be read as it was reported.
  std::string Reason(const std::string& name) {
    clue::v1::GetClueRequest request;
    request.set_name(name);
    clue::v1::Clue clue;
    const auto status = Stub<clue::v1::ClueService>("public-security")->GetClue(NewContext().get(), request, &clue);
    EXPECT_EQ(clue.description(), status.ok() ? "校门口有陌生人带走学生" : "");
    return status.ok() ? "" : RefusalOf(status).reason;
  }
  void Resolve(const std::string& name) {
    const auto stub = Stub<clue::v1::ClueService>("public-security");
    clue::v1::Clue clue;
    clue::v1::AcknowledgeClueRequest acknowledge;
    acknowledge.set_name(name);
    ASSERT_TRUE(stub->AcknowledgeClue(NewContext().get(), acknowledge, &clue).ok());
    clue::v1::AssignClueRequest assign;
    assign.set_name(name);
    assign.set_unit("刑侦");
    ASSERT_TRUE(stub->AssignClue(NewContext().get(), assign, &clue).ok());
    clue::v1::ResolveClueRequest resolve;
    resolve.set_name(name);
    resolve.set_outcome(clue::v1::CLUE_OUTCOME_UNFOUNDED);
    resolve.set_resolution("x");
    ASSERT_TRUE(stub->ResolveClue(NewContext().get(), resolve, &clue).ok());
  }
  void Erase(const std::string& name) {
    retention::v1::EraseRecordRequest request;
    request.set_record(name);
    request.set_ground(retention::v1::ERASURE_GROUND_PERSON_ASKS);
    retention::v1::Erasure erasure;
    const auto status = Stub<retention::v1::RetentionService>("public-security")
                            ->EraseRecord(NewContext("8-3").get(), request, &erasure);
    ASSERT_TRUE(status.ok()) << status.error_message();
  }

  std::string Archive() const { return cluster_.PkiFile("archive"); }
  std::string Path() const { return cluster_.DatabasePath(SERVICE_CLUE); }
  absl::Time BackUp(dbcopy::Progress progress = [](const std::string&, int64_t) {}) {
    cluster_.clock().Advance(absl::Minutes(1));
    dbcopy::Suite suite = Suite();
    suite.progress = std::move(progress);
    const auto point = dbcopy::Backup(suite, Path(), Archive(), cluster_.clock().Now());
    EXPECT_TRUE(point.ok()) << point.status();
    return point->time;
  }
  void RestoreTo(absl::Time at) {
    cluster_.Stop(SERVICE_CLUE);
    for (const char* const beside : {"", "-wal", "-shm"}) std::filesystem::remove(Path() + beside);
    const auto point = dbcopy::Restore(Suite(), Archive(), at, Path());
    ASSERT_TRUE(point.ok()) << point.status();
    cluster_.Start(SERVICE_CLUE);
  }
  dbcopy::Suite Suite() const {
    return {SERVICE_CLUE, &verifier_, [](const std::string&, int64_t) {}};
  }

  testing::TestCluster cluster_;
  const ledger::CheckpointVerifier verifier_;
};

TEST_F(BackupTest, RestoresThePointThatIsAskedFor) {
  const std::string before = ReportClue();
  const absl::Time first = BackUp();
  const std::string after = ReportClue();
  const absl::Time second = BackUp();
  RestoreTo(second - absl::Microseconds(1));
  EXPECT_EQ(Reason(before), "");
  EXPECT_EQ(Reason(after), "NOT_FOUND");
  RestoreTo(absl::InfiniteFuture());
  EXPECT_EQ(Reason(after), "");
  const auto early = dbcopy::Restore(Suite(), Archive(), first - absl::Seconds(1), Path() + ".early");
  EXPECT_EQ(early.status().code(), absl::StatusCode::kNotFound);
}

// SQLite can empty its log only while nobody reads what the log replaced.
TEST_F(BackupTest, TheLogOfTheServiceCanBeEmptiedWhileRowsAreCopied) {
  const std::string before = ReportClue();
  std::string during;
  bool emptied = false;
  const absl::Time point = BackUp([&](const std::string&, int64_t) {
    if (!during.empty()) return;
    during = ReportClue();
    const auto service = store::SqliteConnection::Open(Path(), store::SqliteConnection::Mode::kReadWrite);
    ASSERT_TRUE(service.ok());
    ASSERT_TRUE((*service)
                    ->Query("PRAGMA wal_checkpoint(TRUNCATE)", {},
                            [&](const store::Row& row) { emptied = row.Int(0) == 0 && row.Int(1) == 0; })
                    .ok());
  });
  EXPECT_TRUE(emptied);
  for (const auto& file : std::filesystem::recursive_directory_iterator(Archive()))
    EXPECT_NE(file.path().filename(), "snapshot.db");
  RestoreTo(point);
  EXPECT_EQ(Reason(before), "");
  EXPECT_EQ(Reason(during), "NOT_FOUND");
}

TEST_F(BackupTest, WitnessesRefuseARestoredLedgerUntilTheOfficeAcceptsIt) {
  ReportClue();
  const absl::Time point = BackUp();
  ReportClue();
  EXPECT_EQ(cluster_.ShowCheckpoint(SERVICE_CLUE).cosigned, testing::WitnessesPerService());
  RestoreTo(point);
  ReportClue();
  ReportClue();
  ReportClue();
  EXPECT_EQ(cluster_.ShowCheckpoint(SERVICE_CLUE).refused, 4);
  ledger::v1::GetCheckpointResponse shown;
  ASSERT_TRUE(Stub<ledger::v1::LedgerService>("joint-conference-office")
                  ->GetCheckpoint(NewContext("8-3").get(), {}, &shown)
                  .ok());
  ledger::v1::AcceptRestoredLedgerRequest accept;
  accept.set_checkpoint(shown.checkpoint());
  for (const law::Service witness : law::AllServices()) {
    if (witness == contract::v1::SERVICE_CLUE) continue;
    ledger::v1::AcceptRestoredLedgerResponse accepted;
    const auto status = Stub<ledger::v1::LedgerService>("joint-conference-office", witness)
                            ->AcceptRestoredLedger(NewContext("8-3").get(), accept, &accepted);
    ASSERT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(accepted.size_seen(), 2);
  }
  ReportClue();
  EXPECT_EQ(cluster_.ShowCheckpoint(SERVICE_CLUE).cosigned, testing::WitnessesPerService());
}

TEST_F(BackupTest, WhatWasErasedStaysErased) {
  const std::string clue = ReportClue();
  const std::string other = ReportClue();
  Resolve(clue);
  const absl::Time point = BackUp();
  Erase(clue);
  BackUp();
  RestoreTo(point);
  EXPECT_EQ(Reason(clue), "RECORD_ERASED");
  EXPECT_EQ(Reason(other), "");
  clue::v1::ListCluesResponse listed;
  ASSERT_TRUE(Stub<clue::v1::ClueService>("public-security")->ListClues(NewContext().get(), {}, &listed).ok());
  EXPECT_EQ(listed.clues_size(), 1);
}

TEST_F(BackupTest, ABackupOfADestroyedEpochCanStillBeRead) {
  const std::string clue = ReportClue();
  const absl::Time point = BackUp();
  cluster_.clock().Advance(limits::kEpoch + absl::Seconds(1));
  cluster_.Seal(SERVICE_CLUE);
  BackUp();
  RestoreTo(point);
  EXPECT_EQ(Reason(clue), "");
  cluster_.Seal(SERVICE_CLUE);
  EXPECT_EQ(Reason(clue), "");
}

TEST_F(BackupTest, ABackupWhoseLedgerWasTouchedIsNotRestored) {
  ReportClue();
  BackUp();
  for (const auto& point : std::filesystem::directory_iterator(Archive())) {
    const auto data =
        store::SqliteConnection::Open(point.path() / "data.db", store::SqliteConnection::Mode::kReadWrite);
    ASSERT_TRUE((*data)->Script("UPDATE ledger_leaf SET leaf = substr(leaf, 1, 20) WHERE seq = 0").ok());
  }
  const auto restored = dbcopy::Restore(Suite(), Archive(), absl::InfiniteFuture(), Path() + ".new");
  EXPECT_EQ(restored.status().code(), absl::StatusCode::kDataLoss);
}

TEST_F(BackupTest, ADatabaseMovesToPostgresAndBack) {
  const std::string clue = ReportClue();
  const auto police = Stub<clue::v1::ClueService>("public-security");
  for (int i = 0; i < 1200; ++i) ReportClue(*police);
  cluster_.Stop(SERVICE_CLUE);
  const std::string postgres = testing::NewPostgresDatabase();
  const auto moved = dbcopy::Move(Suite(), Path(), postgres);
  ASSERT_TRUE(moved.ok()) << moved.status();
  EXPECT_EQ(moved->size, 1201);
  cluster_.Adjust([&](runtime::Config& config) {
    config.data_path.clear();
    config.postgres = postgres;
  });
  cluster_.Start(SERVICE_CLUE);
  EXPECT_EQ(Reason(clue), "");
  const std::string there = ReportClue();
  cluster_.Stop(SERVICE_CLUE);
  for (const char* const beside : {"", "-wal", "-shm"}) std::filesystem::remove(Path() + beside);
  const auto back = dbcopy::Move(Suite(), postgres, Path());
  ASSERT_TRUE(back.ok()) << back.status();
  cluster_.Adjust(nullptr);
  cluster_.Start(SERVICE_CLUE);
  EXPECT_EQ(Reason(clue), "");
  EXPECT_EQ(Reason(there), "");
}

TEST_F(BackupTest, APostgresDatabaseIsBackedUpWhileItServesAndRestoredToEither) {
  cluster_.Stop(SERVICE_CLUE);
  const std::string postgres = testing::NewPostgresDatabase();
  cluster_.Adjust([&](runtime::Config& config) {
    config.data_path.clear();
    config.postgres = postgres;
  });
  cluster_.Start(SERVICE_CLUE);
  const std::string clue = ReportClue();
  const auto point = dbcopy::Backup(Suite(), postgres, Archive(), cluster_.clock().Now());
  ASSERT_TRUE(point.ok()) << point.status();
  const std::string after = ReportClue();
  cluster_.Stop(SERVICE_CLUE);
  const std::string other = testing::NewPostgresDatabase();
  ASSERT_TRUE(dbcopy::Restore(Suite(), Archive(), absl::InfiniteFuture(), other).ok());
  cluster_.Adjust([&](runtime::Config& config) {
    config.data_path.clear();
    config.postgres = other;
  });
  cluster_.Start(SERVICE_CLUE);
  EXPECT_EQ(Reason(clue), "");
  EXPECT_EQ(Reason(after), "NOT_FOUND");
  cluster_.Adjust(nullptr);
  RestoreTo(absl::InfiniteFuture());
  EXPECT_EQ(Reason(clue), "");
}

TEST_F(BackupTest, ADatabaseInUseIsNeitherMovedNorOverwritten) {
  ReportClue();
  EXPECT_EQ(dbcopy::Move(Suite(), Path(), Path() + ".new").status().code(), absl::StatusCode::kUnavailable);
  BackUp();
  cluster_.Stop(SERVICE_CLUE);
  const auto over = dbcopy::Restore(Suite(), Archive(), absl::InfiniteFuture(), Path());
  EXPECT_EQ(over.status().code(), absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace liandong
