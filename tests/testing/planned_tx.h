#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"
#include "shared/store/database.h"

namespace liandong::testing {

// Passes queries on to a connection of SQLite, and notes how many rows they return and how SQLite finds them: the steps
// of each query plan, for example `SEARCH outbox USING INDEX …`, `SCAN outbox`, or `USE TEMP B-TREE FOR ORDER BY`.
class PlannedTx : public store::ReadTx {
 public:
  // Not owned.
  explicit PlannedTx(store::ReadTx* tx) : tx_(tx) {}

  absl::Status Query(absl::string_view sql, store::Values values,
                     absl::FunctionRef<void(const store::Row&)> each) override {
    constexpr int kDetail = 3;
    LD_RETURN_IF_ERROR(tx_->Query(absl::StrCat("EXPLAIN QUERY PLAN ", sql), values,
                                  [&](const store::Row& row) { plans_.emplace_back(row.Text(kDetail)); }));
    return tx_->Query(sql, values, [&](const store::Row& row) {
      ++rows_;
      each(row);
    });
  }

  const std::vector<std::string>& plans() const { return plans_; }
  // Rows that the queries returned.
  int64_t rows() const { return rows_; }

 private:
  store::ReadTx* tx_;
  std::vector<std::string> plans_;
  int64_t rows_ = 0;
};

}  // namespace liandong::testing
