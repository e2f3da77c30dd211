#include "shared/ledger/ledger.h"

#include "shared/base/ids.h"
#include "shared/base/status_macros.h"

namespace liandong::ledger {
namespace {

constexpr char kTask[] = "ledger";
// Entries added to the tree by one transaction; the next one adds more.
constexpr int64_t kAtOnce = 1000;

}  // namespace

std::vector<store::Migration> Ledger::Migrations() {
  return {
      {.version = 1,
       .component = "ledger",
       .sql = "CREATE TABLE ledger_leaf (seq INTEGER PRIMARY KEY, leaf BLOB NOT NULL, chain BLOB NOT NULL);"
              "CREATE TABLE ledger_head (one INTEGER PRIMARY KEY CHECK (one = 1), checkpoint TEXT NOT NULL);"},
      // Converts a chain of hashes into a tree.
      {.version = 2,
       .component = "ledger",
       .sql =
           "INSERT INTO lead VALUES ('ledger');"
           "DELETE FROM ledger_head;"
           "ALTER TABLE ledger_leaf RENAME TO ledger_leaf_before;"
           "CREATE TABLE ledger_leaf (seq INTEGER PRIMARY KEY, leaf BLOB NOT NULL);"
           "INSERT INTO ledger_leaf SELECT seq - 1, leaf FROM ledger_leaf_before;"
           "DROP TABLE ledger_leaf_before;"
           "CREATE TABLE ledger_tile (level INTEGER NOT NULL, place INTEGER NOT NULL, hashes BLOB NOT NULL, "
           "PRIMARY KEY (level, place));"
           "CREATE TABLE ledger_waiting (id TEXT NOT NULL UNIQUE, create_time INTEGER NOT NULL, leaf BLOB NOT NULL);"}};
}

absl::Status Ledger::Open(store::Tx& tx) {
  LD_RETURN_IF_ERROR(CheckTree(tx));
  // Adds entries that replicas left behind, if this process now has the database to itself.
  for (int64_t taken = exclusive_ ? 1 : 0; taken > 0;) {
    LD_ASSIGN_OR_RETURN(taken, TakeIn(tx));
  }
  // This transaction may still be undone.
  edge_.reset();
  return absl::OkStatus();
}

absl::Status Ledger::CheckTree(store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const std::string note, LatestNote(tx));
  if (note.empty()) return BuildTree(tx);
  LD_ASSIGN_OR_RETURN(const Checkpoint checkpoint, CheckpointIn(note));
  LD_ASSIGN_OR_RETURN(const Edge edge, Edge::Load(tx, tree_hash(), checkpoint.size));
  int64_t entries = 0;
  LD_RETURN_IF_ERROR(tx.Query("SELECT max(seq) FROM ledger_leaf", {}, [&](const store::Row& row) {
    if (!row.IsNull(0)) entries = row.Int(0) + 1;
  }));
  if (checkpoint != Checkpoint{signer_.origin(), entries, edge.Root()}) {
    LD_RETURN_IF_ERROR(CheckHash(tx, checkpoint));
    return absl::DataLossError(
        "the ledger's entries do not match its signed checkpoint: they were changed outside this program");
  }
  return absl::OkStatus();
}

absl::Status Ledger::CheckHash(store::ReadTx& tx, const Checkpoint& checkpoint) const {
  const auto other = tree_hash() == TreeHash::kSm3 ? TreeHash::kSha256 : TreeHash::kSm3;
  const auto edge = Edge::Load(tx, other, checkpoint.size);
  if (!edge.ok() || edge->Root() != checkpoint.root) return absl::OkStatus();
  return absl::FailedPreconditionError(
      "the ledger uses another hash algorithm: an Ed25519 key needs a SHA-256 ledger, an SM2 key needs an SM3 ledger");
}

absl::Status Ledger::BuildTree(store::Tx& tx) {
  Edge edge(tree_hash());
  LD_RETURN_IF_ERROR(tx.Query("SELECT leaf FROM ledger_leaf ORDER BY seq", {},
                              [&](const store::Row& row) { edge.Add(LeafHash(tree_hash(), row.Bytes(0))); }));
  if (edge.size() == 0) return absl::OkStatus();
  LD_RETURN_IF_ERROR(edge.Store(tx));
  return WriteCheckpoint(tx, edge);
}

absl::Status Ledger::Append(store::Tx& tx, const v1::Leaf& leaf, absl::Time now) {
  std::string bytes = leaf.SerializeAsString();
  if (exclusive_) {
    waiting_.push_back(std::move(bytes));
    return absl::OkStatus();
  }
  const std::string id = base::NewId(now);
  return tx.Put("INSERT INTO ledger_waiting (id, create_time, leaf) VALUES ($1, $2, $3)",
                {absl::string_view(id), absl::ToUnixMicros(now), store::Blob{bytes}});
}

absl::Status Ledger::BeforeCommit(store::Tx& tx) {
  if (waiting_.empty()) return absl::OkStatus();
  if (!edge_.has_value()) LD_RETURN_IF_ERROR(CatchUp(tx));
  return Integrate(tx, *edge_, waiting_);
}

void Ledger::Aborted() {
  waiting_.clear();
  if (exclusive_) edge_.reset();
}

absl::Status Ledger::CatchUp(store::ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const std::string note, LatestNote(tx));
  Checkpoint checkpoint{"", 0, EmptyRoot(tree_hash())};
  if (!note.empty()) {
    LD_ASSIGN_OR_RETURN(checkpoint, CheckpointIn(note));
  }
  const bool known = edge_.has_value() && edge_->size() == checkpoint.size && edge_->Root() == checkpoint.root;
  if (known) return absl::OkStatus();
  LD_ASSIGN_OR_RETURN(edge_, Edge::Load(tx, tree_hash(), checkpoint.size));
  return absl::OkStatus();
}

absl::StatusOr<int64_t> Ledger::TakeIn(store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const bool leads, tx.Lead(kTask));
  if (!leads) return 0;
  std::vector<std::string> ids;
  std::vector<std::string> leaves;
  LD_RETURN_IF_ERROR(
      tx.Query("SELECT id, leaf FROM ledger_waiting ORDER BY id LIMIT $1", {kAtOnce}, [&](const store::Row& row) {
        ids.emplace_back(row.Text(0));
        leaves.emplace_back(row.Bytes(1));
      }));
  if (ids.empty()) return 0;
  LD_RETURN_IF_ERROR(CatchUp(tx));
  for (const std::string& id : ids) {
    LD_RETURN_IF_ERROR(tx.Put("DELETE FROM ledger_waiting WHERE id = $1", {absl::string_view(id)}));
  }
  LD_RETURN_IF_ERROR(Integrate(tx, *edge_, leaves));
  return static_cast<int64_t>(ids.size());
}

absl::Status Ledger::Integrate(store::Tx& tx, Edge& edge, const std::vector<std::string>& leaves) const {
  for (const std::string& leaf : leaves) {
    LD_RETURN_IF_ERROR(tx.Put("INSERT INTO ledger_leaf (seq, leaf) VALUES ($1, $2)", {edge.size(), store::Blob{leaf}}));
    edge.Add(LeafHash(tree_hash(), leaf));
  }
  LD_RETURN_IF_ERROR(edge.Store(tx));
  return WriteCheckpoint(tx, edge);
}

absl::Status Ledger::WriteCheckpoint(store::Tx& tx, const Edge& edge) const {
  const std::string note = signer_.Sign(edge.size(), edge.Root());
  return tx.Put(
      "INSERT INTO ledger_head (one, checkpoint) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET checkpoint = "
      "excluded.checkpoint",
      {absl::string_view(note)});
}

absl::StatusOr<int64_t> Ledger::Size(store::ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const std::string note, LatestNote(tx));
  if (note.empty()) return 0;
  LD_ASSIGN_OR_RETURN(const Checkpoint checkpoint, CheckpointIn(note));
  return checkpoint.size;
}

absl::StatusOr<std::string> Ledger::LatestNote(store::ReadTx& tx) {
  std::string note;
  LD_RETURN_IF_ERROR(tx.Query("SELECT checkpoint FROM ledger_head", {},
                              [&](const store::Row& row) { note = std::string(row.Text(0)); }));
  return note;
}

absl::StatusOr<Ledger::Backlog> Ledger::Waiting(store::ReadTx& tx) {
  Backlog backlog;
  LD_RETURN_IF_ERROR(tx.Query("SELECT count(*), min(create_time) FROM ledger_waiting", {}, [&](const store::Row& row) {
    backlog.entries = row.Int(0);
    if (!row.IsNull(1)) backlog.oldest = absl::FromUnixMicros(row.Int(1));
  }));
  return backlog;
}

}  // namespace liandong::ledger
