#include "shared/seal/reencrypt.h"

#include <utility>
#include <vector>

#include "absl/strings/substitute.h"
#include "shared/base/status_macros.h"

namespace liandong::seal {

absl::StatusOr<int> Reencrypt(store::Tx& tx, const Sealer& sealer, const SealedColumn& column, std::string& after,
                              int limit) {
  const auto& [table, id_column, sealed_column] = column;
  std::vector<std::pair<std::string, std::string>> rows;
  LD_RETURN_IF_ERROR(tx.Query(
      absl::Substitute("SELECT $0, $1 FROM $2 WHERE $0 > $$1 ORDER BY $0 LIMIT $$2", id_column, sealed_column, table),
      {absl::string_view(after), int64_t{limit}},
      [&](const store::Row& row) { rows.emplace_back(row.Text(0), row.Bytes(1)); }));
  const std::string update = absl::Substitute("UPDATE $0 SET $1 = $$1 WHERE $2 = $$2", table, sealed_column, id_column);
  for (const auto& [id, sealed] : rows) {
    after = id;
    if (sealer.IsFresh(sealed)) continue;
    LD_ASSIGN_OR_RETURN(const std::string plain, sealer.Open({table, id}, sealed));
    const std::string fresh = sealer.Seal({table, id}, plain);
    LD_RETURN_IF_ERROR(tx.Put(update, {store::Blob{fresh}, absl::string_view(id)}));
  }
  return static_cast<int>(rows.size());
}

}  // namespace liandong::seal
