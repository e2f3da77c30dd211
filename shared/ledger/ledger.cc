#include "shared/ledger/ledger.h"

#include "shared/base/status_macros.h"
#include "shared/ledger/chain.h"

namespace liandong::ledger {

const store::Migration& Ledger::Schema() {
  static const auto* const kSchema = new store::Migration{
      1, "ledger",
      "CREATE TABLE ledger_leaf (seq INTEGER PRIMARY KEY, leaf BLOB NOT NULL, chain BLOB NOT NULL);"
      "CREATE TABLE ledger_head (one INTEGER PRIMARY KEY CHECK (one = 1), checkpoint TEXT NOT NULL);"};
  return *kSchema;
}

absl::Status Ledger::Load(store::ReadTx& tx) {
  Head last{0, EmptyChain()};
  std::string note;
  LD_RETURN_IF_ERROR(
      tx.Query("SELECT seq, chain FROM ledger_leaf ORDER BY seq DESC LIMIT 1", {}, [&](const store::Row& row) {
        last = {row.Int(0), std::string(row.Bytes(1))};
      }));
  LD_RETURN_IF_ERROR(tx.Query("SELECT checkpoint FROM ledger_head", {},
                              [&](const store::Row& row) { note = std::string(row.Text(0)); }));
  Checkpoint checkpoint{signer_.origin(), 0, EmptyChain()};
  if (!note.empty()) {
    LD_ASSIGN_OR_RETURN(checkpoint, ParseCheckpoint(note));
  }
  if (checkpoint != Checkpoint{signer_.origin(), last.size, last.chain}) {
    return absl::DataLossError("the ledger's last entry is not the one its checkpoint names");
  }
  committed_ = pending_ = last;
  return absl::OkStatus();
}

absl::Status Ledger::Append(store::Tx& tx, const v1::Leaf& leaf) {
  const std::string bytes = leaf.SerializeAsString();
  Head next{pending_.size + 1, NextChain(pending_.chain, LeafHash(bytes))};
  LD_RETURN_IF_ERROR(tx.Execute("INSERT INTO ledger_leaf (seq, leaf, chain) VALUES ($1, $2, $3)",
                                {next.size, store::Blob{bytes}, store::Blob{next.chain}})
                         .status());
  pending_ = std::move(next);
  return absl::OkStatus();
}

absl::Status Ledger::BeforeCommit(store::Tx& tx) {
  if (pending_.size == committed_.size) return absl::OkStatus();
  const std::string note = signer_.Sign(pending_.size, pending_.chain);
  return tx
      .Execute(
          "INSERT INTO ledger_head (one, checkpoint) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET checkpoint = "
          "excluded.checkpoint",
          {absl::string_view(note)})
      .status();
}

}  // namespace liandong::ledger
