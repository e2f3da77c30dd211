#include "shared/records/event_order.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"

namespace liandong::records {
namespace {

constexpr char kTask[] = "event_order";
// Events numbered in one transaction; the next one numbers more.
constexpr int64_t kAtOnce = 500;

absl::StatusOr<int64_t> LastOf(store::ReadTx& tx, absl::string_view table) {
  int64_t last = 0;
  LD_RETURN_IF_ERROR(tx.Query(absl::StrCat("SELECT max(place) FROM ", table), {}, [&](const store::Row& row) {
    if (!row.IsNull(0)) last = row.Int(0);
  }));
  return last;
}

}  // namespace

std::vector<store::Migration> EventOrder::Migrations() {
  return {{.version = 1, .component = "event_order", .sql = absl::StrCat("INSERT INTO lead VALUES ('", kTask, "')")}};
}

absl::Status EventOrder::Load(store::ReadTx& tx) {
  for (const std::string& table : tables_) {
    LD_ASSIGN_OR_RETURN(const int64_t last, LastOf(tx, table));
    loaded_[table] = last;
    last_ = std::max<int64_t>(last_, last);
  }
  return absl::OkStatus();
}

store::Value EventOrder::Next(const EventAddress& event) const {
  if (!exclusive_) return std::monostate();
  std::vector<std::string> keys = WatchKeysOf(event);
  absl::MutexLock lock(&mutex_);
  std::move(keys.begin(), keys.end(), std::back_inserter(written_));
  return ++last_;
}

void EventOrder::Committed() {
  std::vector<std::string> written;
  {
    absl::MutexLock lock(&mutex_);
    written = std::exchange(written_, {});
  }
  Tell(written);
}

void EventOrder::Aborted() {
  absl::MutexLock lock(&mutex_);
  written_.clear();
}

absl::StatusOr<bool> EventOrder::Number(store::Tx& tx) const {
  LD_ASSIGN_OR_RETURN(const bool leads, tx.Lead(kTask));
  bool any = false;
  for (const std::string& table : tables_) {
    if (!leads) break;
    LD_ASSIGN_OR_RETURN(const bool some, NumberTable(tx, table));
    any = any || some;
  }
  return any;
}

absl::StatusOr<bool> EventOrder::NumberTable(store::Tx& tx, const std::string& table) const {
  std::vector<std::pair<int64_t, std::string>> waiting;
  LD_RETURN_IF_ERROR(tx.Query(
      absl::StrCat("SELECT event_time, id FROM ", table, " WHERE place IS NULL ORDER BY event_time, id LIMIT $1"),
      {kAtOnce}, [&](const store::Row& row) { waiting.emplace_back(row.Int(0), row.Text(1)); }));
  if (waiting.empty()) return false;
  LD_ASSIGN_OR_RETURN(int64_t place, LastOf(tx, table));
  const std::string update =
      absl::StrCat("UPDATE ", table, " SET place = $1 WHERE event_time = $2 AND id = $3 AND place IS NULL");
  for (const auto& [time, id] : waiting) {
    LD_RETURN_IF_ERROR(tx.Put(update, {++place, time, absl::string_view(id)}));
  }
  return true;
}

absl::StatusOr<bool> EventOrder::AnyWaiting(store::ReadTx& tx) const {
  bool any = false;
  for (const std::string& table : tables_) {
    LD_RETURN_IF_ERROR(tx.Query(absl::StrCat("SELECT 1 FROM ", table, " WHERE place IS NULL LIMIT 1"), {},
                                [&](const store::Row&) { any = true; }));
  }
  return any;
}

absl::StatusOr<std::vector<std::string>> EventOrder::KeysSince(store::ReadTx& tx, Places& places) const {
  std::vector<std::string> keys;
  for (const std::string& table : tables_) {
    int64_t& last = places[table];
    LD_RETURN_IF_ERROR(tx.Query(
        absl::StrCat("SELECT place, division, owner FROM ", table, " WHERE place > $1 ORDER BY place LIMIT $2"),
        {last, kAtOnce}, [&](const store::Row& row) {
          last = row.Int(0);
          auto of_event = WatchKeysOf({table, std::string(row.Text(1)), std::string(row.Text(2))});
          std::move(of_event.begin(), of_event.end(), std::back_inserter(keys));
        }));
  }
  return keys;
}

}  // namespace liandong::records
