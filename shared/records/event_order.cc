#include "shared/records/event_order.h"

#include <algorithm>

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
    last_ = std::max<int64_t>(last_, last);
  }
  return absl::OkStatus();
}

store::Value EventOrder::Next() const {
  if (!exclusive_) return std::monostate();
  return ++last_;
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
  std::vector<std::string> ids;
  LD_RETURN_IF_ERROR(
      tx.Query(absl::StrCat("SELECT id FROM ", table, " WHERE place IS NULL ORDER BY event_time, id LIMIT $1"),
               {kAtOnce}, [&](const store::Row& row) { ids.emplace_back(row.Text(0)); }));
  if (ids.empty()) return false;
  LD_ASSIGN_OR_RETURN(int64_t place, LastOf(tx, table));
  const std::string update = absl::StrCat("UPDATE ", table, " SET place = $1 WHERE id = $2 AND place IS NULL");
  for (const std::string& id : ids) LD_RETURN_IF_ERROR(tx.Put(update, {++place, absl::string_view(id)}));
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

absl::StatusOr<int64_t> EventOrder::Last(store::ReadTx& tx) const {
  int64_t sum = 0;
  for (const std::string& table : tables_) {
    LD_ASSIGN_OR_RETURN(const int64_t last, LastOf(tx, table));
    sum += last;
  }
  return sum;
}

}  // namespace liandong::records
