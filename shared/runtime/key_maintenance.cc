#include "shared/runtime/key_maintenance.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"
#include "shared/limits/limits.h"
#include "shared/telemetry/log.h"

namespace liandong::runtime {
namespace {

constexpr char kTask[] = "sealing";
// Rows re-encrypted in one transaction, few enough that calls wait no longer than for one of their own batches.
constexpr int kAtOnce = 100;
// Re-encryption can take long. The log reports the progress after this many rows.
constexpr int64_t kToldEvery = 10'000;

void TellProgress(int64_t before, int64_t rows) {
  if (rows / kToldEvery == before / kToldEvery) return;
  telemetry::Log(telemetry::Severity::kInfo, "re-encrypting older records", {{"rows", rows}});
}

}  // namespace

KeyMaintenance::KeyMaintenance(absl::Duration epoch, Keys* keys, store::Database* database, const base::Clock* clock,
                               const Encrypted& encrypted, Report report)
    : epoch_(epoch),
      keys_(keys),
      database_(database),
      clock_(clock),
      replies_(encrypted.replies),
      outbox_(encrypted.outbox),
      report_(std::move(report)),
      rounds_(kTask, {.interval = limits::kSealingInterval}, [this] {
        const absl::Status done = RoundNow();
        // What fails now is done in the next round.
        if (!done.ok())
          telemetry::Log(telemetry::Severity::kError, "maintenance of the key ring failed", {{"status", done}});
        return false;
      }) {
  for (const records::RecordType* type : encrypted.types) tables_.emplace_back(*type, &keys->record_sealer());
}

std::vector<store::Migration> KeyMaintenance::Migrations() {
  return {{.version = 1, .component = kTask, .sql = absl::StrCat("INSERT INTO lead VALUES ('", kTask, "')")}};
}

absl::Status KeyMaintenance::RoundNow() {
  absl::Status kept = KeepUp();
  // Also reported for a ring that could not be maintained, since otherwise its age would stand still and raise no
  // alert.
  LD_ASSIGN_OR_RETURN(const seal::KeyStore::Age age, Ages());
  report_(age, clock_->Now());
  return kept;
}

absl::Status KeyMaintenance::KeepUp() {
  LD_RETURN_IF_ERROR(keys_->roots().Refresh());
  LD_RETURN_IF_ERROR(RotateAndRewrap());
  LD_RETURN_IF_ERROR(keys_->Refresh());
  LD_RETURN_IF_ERROR(RetireOlder());
  return keys_->Refresh();
}

absl::StatusOr<seal::KeyStore::Age> KeyMaintenance::Ages() {
  return database_->ReadValue([this](store::ReadTx& tx) { return keys_->store().Ages(tx); });
}

absl::Status KeyMaintenance::RotateAndRewrap() {
  const absl::Time now = clock_->Now();
  LD_ASSIGN_OR_RETURN(const seal::KeyStore::Age age, Ages());
  if (age.newest >= now - epoch_ && !age.other_suite && age.not_newest_root == 0) return absl::OkStatus();
  bool rotated = false;
  int rewrapped = 0;
  const auto done = AsTheOnlyOne([&](store::Tx& tx) -> absl::Status {
    LD_ASSIGN_OR_RETURN(rotated, keys_->store().Rotate(tx, now - epoch_, now));
    LD_ASSIGN_OR_RETURN(rewrapped, keys_->store().Rewrap(tx));
    return absl::OkStatus();
  });
  if (done.ok() && rotated) telemetry::Log(telemetry::Severity::kInfo, "a new epoch of data keys has begun");
  if (done.ok() && rewrapped > 0) {
    telemetry::Log(telemetry::Severity::kInfo, "the whole key ring is now encrypted under the newest root key",
                   {{"keys", int64_t{rewrapped}}});
  }
  return done.status();
}

// A process uses the newest epoch once it is old enough. Older epochs are destroyed so much later that a replica could
// still use one only if a clock were wrong by a day and a process an hour behind.
bool KeyMaintenance::Settled(absl::Time newest) {
  const auto now = std::chrono::steady_clock::now();
  if (const std::string current = keys_->ring().Sealing(); current != current_) {
    current_ = current;
    current_since_ = now;
  }
  if (database_->exclusive()) return true;
  return clock_->Now() - newest >= limits::kEpochKept && absl::FromChrono(now - current_since_) >= limits::kEpochHeard;
}

absl::Status KeyMaintenance::RetireOlder() {
  LD_ASSIGN_OR_RETURN(const seal::KeyStore::Age age, Ages());
  if (age.epochs < 2 || !Settled(age.newest)) return absl::OkStatus();
  LD_ASSIGN_OR_RETURN(const bool all, ReencryptAll());
  if (!all) return absl::OkStatus();
  const auto dropped =
      AsTheOnlyOne([&](store::Tx& tx) { return keys_->store().DropOlder(tx, age.newest + absl::Microseconds(1)); });
  if (dropped.ok())
    telemetry::Log(telemetry::Severity::kInfo, "all records are encrypted with keys of the newest epoch");
  return dropped.status();
}

absl::StatusOr<bool> KeyMaintenance::ReencryptAll() {
  std::vector<Reencrypt> all = {
      [this](store::Tx& tx, std::string& after, int limit) {
        return keys_->record_sealer().Reencrypt(tx, after, limit);
      },
      [this](store::Tx& tx, std::string& after, int limit) { return replies_->Reencrypt(tx, after, limit); },
      [this](store::Tx& tx, std::string& after, int limit) { return outbox_->Reencrypt(tx, after, limit); },
      [this](store::Tx& tx, std::string& after, int limit) {
        return outbox_->set_aside().Reencrypt(tx, after, limit);
      }};
  for (const records::SealedTable& table : tables_) {
    all.emplace_back(
        [&table](store::Tx& tx, std::string& after, int limit) { return table.Reencrypt(tx, after, limit); });
  }
  int64_t rows = 0;
  for (const Reencrypt& reencrypt : all) {
    LD_ASSIGN_OR_RETURN(const bool done, ReencryptTable(reencrypt, rows));
    if (!done) return false;
  }
  return true;
}

absl::StatusOr<bool> KeyMaintenance::ReencryptTable(const Reencrypt& reencrypt, int64_t& rows) {
  std::string after;
  for (int seen = kAtOnce; seen == kAtOnce;) {
    if (rounds_.stopping()) return false;
    std::string last;
    LD_ASSIGN_OR_RETURN(const bool own, AsTheOnlyOne([&](store::Tx& tx) -> absl::Status {
                          last = after;
                          LD_ASSIGN_OR_RETURN(seen, reencrypt(tx, last, kAtOnce));
                          return absl::OkStatus();
                        }));
    if (!own) return false;
    TellProgress(rows, rows + seen);
    rows += seen;
    after = last;
  }
  return true;
}

absl::StatusOr<bool> KeyMaintenance::AsTheOnlyOne(absl::FunctionRef<absl::Status(store::Tx&)> run) {
  bool leads = false;
  LD_RETURN_IF_ERROR(database_->WriteAndWait([&](store::Tx& tx) -> absl::Status {
    LD_ASSIGN_OR_RETURN(leads, tx.Lead(kTask));
    return leads ? run(tx) : absl::OkStatus();
  }));
  return leads;
}

}  // namespace liandong::runtime
