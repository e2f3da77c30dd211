#include "tests/bench/budget/slowdowns.h"

#include <atomic>
#include <memory>
#include <random>
#include <utility>

#include "liandong/clue/v1/clue_service.pb.h"
#include "liandong/registration/v1/registration_service.pb.h"
#include "shared/base/status_macros.h"
#include "tests/bench/budget/budgets.h"

namespace liandong::budget {
namespace {

using contract::Call;
using contract::Message;

constexpr char kTable[] = "planted";
constexpr size_t kMoreBytes = 8 << 10;
constexpr int kMoreAllocations = 1000;

std::atomic<Slowdown> planted = Slowdown::kNone;

absl::Status LookUp(store::ReadTx& tx) {
  return tx.Query("SELECT 1 FROM clue WHERE id = $1", {absl::string_view("none")}, [](const store::Row&) {});
}

absl::Status ReadAll(store::ReadTx& tx) {
  return tx.Query("SELECT id FROM clue", {}, [](const store::Row&) {});
}

absl::Status PassAllOver(store::ReadTx& tx) {
  return tx.Query("SELECT id FROM clue WHERE substr(id, 1, 2) = $1", {absl::string_view("no")},
                  [](const store::Row&) {});
}

absl::Status Store(store::Tx& tx, size_t bytes) {
  // PostgreSQL would compress what repeats itself.
  std::minstd_rand numbers;
  std::string stored(bytes, '\0');
  for (char& byte : stored) byte = static_cast<char>(numbers());
  return tx.Put("INSERT INTO planted (bytes) VALUES ($1)", {store::Blob{stored}});
}

void Allocate() {
  // Kept together, because the compiler may leave out what is freed at once.
  std::vector<std::unique_ptr<int>> all;
  for (int i = 0; i < kMoreAllocations; ++i) all.push_back(std::make_unique<int>(i));
}

// Of a call that only reads.
absl::Status SlowDown(store::ReadTx& tx) {
  switch (planted) {
    case Slowdown::kStatement:
      return LookUp(tx);
    case Slowdown::kRows:
      return ReadAll(tx);
    case Slowdown::kSteps:
      return PassAllOver(tx);
    default:
      return absl::OkStatus();
  }
}

// Of a call that writes.
absl::Status SlowDown(store::Tx& tx) {
  if (planted == Slowdown::kAllocations) Allocate();
  return planted == Slowdown::kBytes ? Store(tx, kMoreBytes) : absl::OkStatus();
}

// Of a call that asks another service.
absl::Status SlowDown(store::Database& database) {
  if (planted != Slowdown::kCommit) return absl::OkStatus();
  return database.WriteAndWait([](store::Tx& tx) { return Store(tx, 1); });
}

// A process whose handlers run the slowdowns first.
class SlowProcess : public runtime::ServiceProcess {
 public:
  explicit SlowProcess(std::unique_ptr<runtime::ServiceProcess> plain) : plain_(std::move(plain)) {}

  void AddHandlers(contract::HandlerRegistry& registry) const override {
    contract::HandlerRegistry plain;
    plain_->AddHandlers(plain);
    auto services = plain.TakeServices();
    if (!services.ok()) return;
    for (auto& service : *services) {
      for (auto& [method, handler] : service.handlers) {
        SlowDownIfChosen(handler);
        registry.Add(std::move(handler));
      }
    }
  }
  obligations::Calendar calendar() const override { return plain_->calendar(); }
  absl::Status Prepare(store::Database& database) const override {
    database_ = &database;
    return plain_->Prepare(database);
  }

 private:
  void SlowDownIfChosen(contract::Handler& handler) const {
    if (handler.request_type == clue::v1::GetClueRequest::descriptor()) {
      SlowDownRead(std::get<contract::ReadHandler>(handler.kind));
    } else if (handler.request_type == clue::v1::ReportClueRequest::descriptor()) {
      SlowDownWrite(std::get<contract::GatheredWriteHandler>(handler.kind));
    } else if (handler.request_type == registration::v1::CheckMarriageRequest::descriptor()) {
      SlowDownGather(std::get<contract::GatheredWriteHandler>(handler.kind));
    }
  }
  static void SlowDownRead(contract::ReadHandler& handler) {
    handler.handle = [plain = std::move(handler.handle)](const Call& call, const Message& request, contract::ReadTx& tx,
                                                         Message& reply) -> absl::Status {
      LD_RETURN_IF_ERROR(SlowDown(tx));
      return plain(call, request, tx, reply);
    };
  }
  static void SlowDownWrite(contract::GatheredWriteHandler& handler) {
    handler.handle = [plain = std::move(handler.handle)](const Call& call, const Message& request,
                                                         const std::any& facts, contract::WriteTx& tx,
                                                         Message& reply) -> absl::Status {
      LD_RETURN_IF_ERROR(SlowDown(static_cast<store::Tx&>(tx)));
      return plain(call, request, facts, tx, reply);
    };
  }
  void SlowDownGather(contract::GatheredWriteHandler& handler) const {
    handler.gather = [this, plain = std::move(handler.gather)](
                         const Call& call, const Message& request,
                         const contract::Reader& reader) -> absl::StatusOr<std::any> {
      LD_RETURN_IF_ERROR(SlowDown(*database_));
      return plain(call, request, reader);
    };
  }

  const std::unique_ptr<runtime::ServiceProcess> plain_;
  mutable store::Database* database_ = nullptr;
};

}  // namespace

const std::vector<SlowdownInfo>& Slowdowns() {
  static const std::vector<std::string> both = {kSqlite, kPostgres};
  static const auto* const all = new std::vector<SlowdownInfo>{
      {Slowdown::kStatement, "one more statement", "GetClue", Quantity::kStatements, both},
      {Slowdown::kStatement, "one more round trip", "GetClue", Quantity::kRoundTrips, {kPostgres}},
      {Slowdown::kRows, "a statement that returns all rows", "GetClue", Quantity::kRows, both},
      {Slowdown::kSteps, "a statement that passes all rows over", "GetClue", Quantity::kSteps, {kSqlite}},
      {Slowdown::kBytes, "larger records", "ReportClue", Quantity::kBytes, both},
      {Slowdown::kCommit, "one more commit", "CheckMarriage", Quantity::kCommits, both},
      {Slowdown::kAllocations, "a loop that allocates", "ReportClue", Quantity::kAllocations, {kSqlite}},
  };
  return *all;
}

void Plant(Slowdown slowdown) { planted = slowdown; }

runtime::Definition WithSlowdowns(runtime::Definition definition) {
  definition.migrations.push_back(
      {.version = 1, .component = kTable, .sql = "CREATE TABLE planted (bytes BLOB NOT NULL);"});
  definition.process = [plain = std::move(definition.process)](const runtime::Parts& parts) {
    return std::make_unique<SlowProcess>(plain(parts));
  };
  return definition;
}

}  // namespace liandong::budget
