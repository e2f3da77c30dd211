#include "shared/records/backfill.h"

#include "shared/base/status_macros.h"
#include "shared/telemetry/log.h"

namespace liandong::records {
namespace {

absl::StatusOr<bool> IsBackfilled(store::ReadTx& tx, absl::string_view index) {
  bool done = false;
  LD_RETURN_IF_ERROR(
      tx.Query("SELECT role FROM search_filled WHERE role = $1", {index}, [&](const store::Row&) { done = true; }));
  return done;
}

}  // namespace

absl::Status Backfill(store::Database& database, absl::string_view index, BackfillNext next) {
  LD_ASSIGN_OR_RETURN(const bool done, database.ReadValue([&](store::ReadTx& tx) { return IsBackfilled(tx, index); }));
  if (done) return absl::OkStatus();
  std::string before;
  std::string after;
  for (int64_t entries = 0;; before = after) {
    LD_RETURN_IF_ERROR(database.WriteAndWait([&](store::Tx& tx) -> absl::Status {
      after = before;
      LD_ASSIGN_OR_RETURN(const int64_t brought, next(tx, after));
      entries += brought;
      if (after != before) return absl::OkStatus();
      return tx.Put("INSERT INTO search_filled (role) VALUES ($1) ON CONFLICT DO NOTHING", {index});
    }));
    if (after == before) return absl::OkStatus();
    telemetry::Log(telemetry::Severity::kInfo, "backfilling an index", {{"entries", entries}});
  }
}

}  // namespace liandong::records
