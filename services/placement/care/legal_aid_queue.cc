#include "services/placement/care/legal_aid_queue.h"

#include "shared/base/status_macros.h"

namespace liandong::placement {

std::vector<store::Migration> LegalAidMigrations() {
  return {{.version = 1,
           .component = "legal_aid",
           .sql = "CREATE TABLE legal_aid (service_id TEXT NOT NULL UNIQUE, division TEXT NOT NULL, "
                  "beneficiary INTEGER NOT NULL, stage INTEGER NOT NULL);"
                  "CREATE INDEX legal_aid_waiting ON legal_aid (division, stage, beneficiary);"}};
}

absl::Status PutLegalAid(store::Tx& tx, const v1::ServiceItem& item, const std::string& division) {
  return tx
      .Execute(
          "INSERT INTO legal_aid (service_id, division, beneficiary, stage) VALUES ($1, $2, $3, $4) "
          "ON CONFLICT (service_id) DO UPDATE SET stage = excluded.stage",
          {item.name(), division, int64_t{item.beneficiary()}, int64_t{item.stage()}})
      .status();
}

absl::StatusOr<int64_t> VictimsWaiting(store::ReadTx& tx, const std::string& division, v1::ServiceStage stage) {
  int64_t count = 0;
  LD_RETURN_IF_ERROR(tx.Query("SELECT count(*) FROM legal_aid WHERE division = $1 AND stage = $2 AND beneficiary = $3",
                              {division, int64_t{stage}, int64_t{v1::BENEFICIARY_VICTIM}},
                              [&](const store::Row& row) { count = row.Int(0); }));
  return count;
}

}  // namespace liandong::placement
