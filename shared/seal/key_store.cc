#include "shared/seal/key_store.h"

#include <openssl/rand.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"

namespace liandong::seal {
namespace {

constexpr char kLasting[] = "lasting";
constexpr char kEpoch[] = "epoch";
constexpr int kIdSize = 8;

std::string NewKeyId() {
  std::string id(kIdSize, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(id.data()), kIdSize) != 1) std::abort();
  return id;
}

// An encrypted key that is stored under another id or purpose cannot be decrypted.
std::string Bound(absl::string_view id, absl::string_view purpose, Suite suite) {
  return absl::StrCat("seal_key\n", id, "\n", purpose, "\n", static_cast<int>(suite));
}

}  // namespace

std::vector<store::Migration> KeyStore::Migrations() {
  return {{.version = 1,
           .component = "seal_key",
           .sql = "CREATE TABLE seal_key (id BLOB NOT NULL UNIQUE, purpose TEXT NOT NULL, suite INTEGER NOT NULL, "
                  "root TEXT NOT NULL, wrapped BLOB NOT NULL, create_time INTEGER NOT NULL)"}};
}

absl::Status KeyStore::Begin(store::Tx& tx, bool in_use, absl::Time now) const {
  LD_ASSIGN_OR_RETURN(const std::vector<Row> rows, Rows(tx));
  if (!rows.empty()) return absl::OkStatus();
  const std::optional<Key> before = in_use ? roots_->Oldest() : Key::Random();
  if (!before.has_value()) {
    return absl::FailedPreconditionError(
        "this database was encrypted with a key file: start the service once with that file as --key");
  }
  LD_RETURN_IF_ERROR(Add(tx, kLasting, in_use ? Suite::kStandard : suite_, *before, now));
  return Add(tx, kEpoch, suite_, Key::Random(), now);
}

absl::StatusOr<std::unique_ptr<KeyRing>> KeyStore::Load(store::ReadTx& tx, absl::Time announced) const {
  LD_ASSIGN_OR_RETURN(const std::vector<Row> rows, Rows(tx));
  std::optional<RingKey> lasting;
  std::vector<RingKey> epochs;
  for (const Row& row : rows) {
    LD_ASSIGN_OR_RETURN(RingKey key, Unwrap(row));
    if (row.purpose == kEpoch) {
      epochs.push_back(std::move(key));
    } else {
      lasting = std::move(key);
    }
  }
  if (!lasting.has_value() || epochs.empty()) return absl::FailedPreconditionError("the database contains no key ring");
  return std::make_unique<KeyRing>(*std::move(lasting), std::move(epochs), announced);
}

// Uses the root keys only for what the ring does not contain yet.
absl::Status KeyStore::Refresh(store::ReadTx& tx, KeyRing& ring, absl::Time announced) const {
  LD_ASSIGN_OR_RETURN(const std::vector<Row> rows, Rows(tx));
  const std::vector<RingKey> known = ring.epochs();
  std::vector<RingKey> epochs;
  for (const Row& row : rows) {
    if (row.purpose != kEpoch) continue;
    const auto found = std::find_if(known.begin(), known.end(), [&](const RingKey& one) { return one.id == row.id; });
    if (found != known.end()) {
      epochs.push_back(*found);
    } else {
      LD_ASSIGN_OR_RETURN(RingKey key, Unwrap(row));
      epochs.push_back(std::move(key));
    }
  }
  if (epochs.empty()) return absl::DataLossError("the database has lost its key ring: restore a backup");
  ring.Replace(std::move(epochs), announced);
  return absl::OkStatus();
}

absl::StatusOr<bool> KeyStore::Rotate(store::Tx& tx, absl::Time until, absl::Time now) const {
  LD_ASSIGN_OR_RETURN(const std::vector<Row> rows, Rows(tx));
  const auto newest = std::find_if(rows.rbegin(), rows.rend(), [](const Row& row) { return row.purpose == kEpoch; });
  if (newest == rows.rend()) return absl::DataLossError("the database has lost its key ring: restore a backup");
  if (newest->create_time >= until && newest->suite == suite_) return false;
  LD_RETURN_IF_ERROR(
      Add(tx, kEpoch, suite_, Key::Random(), std::max(now, newest->create_time + absl::Microseconds(1))));
  return true;
}

absl::StatusOr<int> KeyStore::Rewrap(store::Tx& tx) const {
  LD_ASSIGN_OR_RETURN(const std::vector<Row> rows, Rows(tx));
  const std::string newest = roots_->Newest();
  int count = 0;
  for (const Row& row : rows) {
    if (row.root == newest) continue;
    LD_ASSIGN_OR_RETURN(const RingKey key, Unwrap(row));
    LD_ASSIGN_OR_RETURN(const std::string wrapped, roots_->Wrap(key.key, Bound(row.id, row.purpose, row.suite)));
    LD_RETURN_IF_ERROR(tx.Execute("UPDATE seal_key SET root = $1, wrapped = $2 WHERE id = $3",
                                  {absl::string_view(newest), store::Blob{wrapped}, store::Blob{row.id}})
                           .status());
    ++count;
  }
  return count;
}

absl::Status KeyStore::DropOlder(store::Tx& tx, absl::Time until) const {
  LD_ASSIGN_OR_RETURN(const std::vector<Row> rows, Rows(tx));
  std::vector<const Row*> epochs;
  for (const Row& row : rows) {
    if (row.purpose == kEpoch) epochs.push_back(&row);
  }
  for (size_t i = 0; i + 1 < epochs.size(); ++i) {
    if (epochs[i + 1]->create_time >= until) break;
    LD_RETURN_IF_ERROR(tx.Execute("DELETE FROM seal_key WHERE id = $1", {store::Blob{epochs[i]->id}}).status());
  }
  return absl::OkStatus();
}

absl::StatusOr<KeyStore::Age> KeyStore::Ages(store::ReadTx& tx) const {
  LD_ASSIGN_OR_RETURN(const std::vector<Row> rows, Rows(tx));
  const std::string newest = roots_->Newest();
  Age age;
  for (const Row& row : rows) {
    age.not_newest_root += row.root == newest ? 0 : 1;
    if (row.purpose != kEpoch) continue;
    ++age.epochs;
    age.newest = row.create_time;
    age.other_suite = row.suite != suite_;
  }
  return age;
}

absl::StatusOr<std::vector<KeyStore::Row>> KeyStore::Rows(store::ReadTx& tx) {
  std::vector<Row> rows;
  bool known = true;
  LD_RETURN_IF_ERROR(tx.Query(
      "SELECT id, purpose, suite, root, wrapped, create_time FROM seal_key ORDER BY create_time", {},
      [&](const store::Row& row) {
        const auto suite = SuiteFromNumber(static_cast<int>(row.Int(2)));
        known = known && suite.has_value();
        rows.push_back({std::string(row.Bytes(0)), std::string(row.Text(1)), suite.value_or(Suite::kStandard),
                        std::string(row.Text(3)), std::string(row.Bytes(4)), absl::FromUnixMicros(row.Int(5))});
      }));
  if (!known) return absl::DataLossError("a stored key names an unknown algorithm suite");
  return rows;
}

absl::Status KeyStore::Add(store::Tx& tx, absl::string_view purpose, Suite suite, const Key& key,
                           absl::Time now) const {
  const std::string id = NewKeyId();
  const std::string root = roots_->Newest();
  LD_ASSIGN_OR_RETURN(const std::string wrapped, roots_->Wrap(key, Bound(id, purpose, suite)));
  return tx.Put("INSERT INTO seal_key (id, purpose, suite, root, wrapped, create_time) VALUES ($1, $2, $3, $4, $5, $6)",
                {store::Blob{id}, purpose, static_cast<int64_t>(suite), absl::string_view(root), store::Blob{wrapped},
                 absl::ToUnixMicros(now)});
}

absl::StatusOr<RingKey> KeyStore::Unwrap(const Row& row) const {
  LD_ASSIGN_OR_RETURN(const Key key, roots_->Unwrap(row.root, row.wrapped, Bound(row.id, row.purpose, row.suite)));
  return RingKey{row.id, row.suite, key, row.create_time};
}

}  // namespace liandong::seal
