#include "shared/contract/saved_replies/saved_replies.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"
#include "shared/errors/errors.h"

namespace liandong::contract {
namespace {

constexpr char kTable[] = "saved_reply";

}  // namespace

std::vector<store::Migration> SavedReplies::Migrations() {
  return {{.version = 1,
           .component = kTable,
           .sql = "CREATE TABLE saved_reply (key BLOB NOT NULL UNIQUE, request_digest BLOB NOT NULL, "
                  "create_time INTEGER NOT NULL, sealed BLOB NOT NULL);"},
          {.version = 2,
           .component = kTable,
           .sql = "ALTER TABLE saved_reply ADD COLUMN record TEXT NOT NULL DEFAULT '';"
                  "CREATE INDEX saved_reply_by_record ON saved_reply (record) WHERE record <> '';"}};
}

std::string SavedReplies::KeyOf(absl::string_view caller, absl::string_view method,
                                absl::string_view request_id) const {
  return digest_->Token(kTable, absl::StrCat(caller, "\n", method, "\n", absl::AsciiStrToLower(request_id)));
}

absl::StatusOr<std::optional<std::string>> SavedReplies::Find(store::ReadTx& tx, const std::string& key,
                                                              absl::string_view request_digest) const {
  bool found = false;
  bool same = false;
  std::string sealed;
  absl::StatusOr<std::optional<seal::Key>> own = std::nullopt;
  static const auto* const kFind = new std::string(absl::StrCat("SELECT request_digest, sealed, record, ",
                                                                seal::RecordSealer::Stored("saved_reply.record"),
                                                                " FROM saved_reply WHERE key = $1"));
  LD_RETURN_IF_ERROR(tx.Query(*kFind, {store::Blob{key}}, [&](const store::Row& row) {
    found = true;
    same = row.Bytes(0) == request_digest;
    sealed = std::string(row.Bytes(1));
    own = sealer_->Read(row, 3, row.Text(2));
  }));
  LD_RETURN_IF_ERROR(own.status());
  if (!found) return std::nullopt;
  if (!same) return errors::Refuse(v1::ERROR_REASON_REQUEST_ID_REUSED);
  if (sealed.empty()) return errors::Refuse(v1::ERROR_REASON_RECORD_ERASED);
  LD_ASSIGN_OR_RETURN(std::string reply, sealer_->sealer().Open({kTable, key}, sealed, *own));
  return reply;
}

absl::Status SavedReplies::Save(store::Tx& tx, const std::string& key, const Reply& reply, absl::Time now) const {
  std::optional<seal::Key> own;
  if (!reply.record.empty()) {
    LD_ASSIGN_OR_RETURN(own, sealer_->Find(tx, reply.record));
  }
  const std::string sealed = sealer_->sealer().Seal({kTable, key}, reply.bytes, own);
  return tx.Put(
      "INSERT INTO saved_reply (key, request_digest, create_time, sealed, record) VALUES ($1, $2, $3, $4, $5)",
      {store::Blob{key}, store::Blob{reply.request_digest}, absl::ToUnixMicros(now), store::Blob{sealed},
       reply.record});
}

absl::Status SavedReplies::Erase(store::Tx& tx, absl::string_view record) {
  return tx.Put("UPDATE saved_reply SET sealed = $1 WHERE record = $2 AND record <> ''", {store::Blob{""}, record});
}

absl::StatusOr<int> SavedReplies::Reencrypt(store::Tx& tx, std::string& after, int limit) const {
  struct Saved {
    std::string key;
    std::string sealed;
    absl::StatusOr<std::optional<seal::Key>> own;
  };
  std::vector<Saved> rows;
  static const auto* const kNext =
      new std::string(absl::StrCat("SELECT key, sealed, record, ", seal::RecordSealer::Stored("saved_reply.record"),
                                   " FROM saved_reply WHERE key > $1 ORDER BY key LIMIT $2"));
  LD_RETURN_IF_ERROR(tx.Query(*kNext, {store::Blob{after}, int64_t{limit}}, [&](const store::Row& row) {
    rows.push_back({std::string(row.Bytes(0)), std::string(row.Bytes(1)), sealer_->Read(row, 3, row.Text(2))});
  }));
  for (const Saved& row : rows) {
    after = row.key;
    if (row.sealed.empty() || sealer_->sealer().IsFresh(row.sealed)) continue;
    LD_RETURN_IF_ERROR(row.own.status());
    const auto plain = sealer_->sealer().Open({kTable, row.key}, row.sealed, *row.own);
    if (errors::ReasonOf(plain.status()) == v1::ERROR_REASON_RECORD_ERASED) continue;
    LD_RETURN_IF_ERROR(plain.status());
    const std::string fresh = sealer_->sealer().Seal({kTable, row.key}, *plain, *row.own);
    LD_RETURN_IF_ERROR(
        tx.Put("UPDATE saved_reply SET sealed = $1 WHERE key = $2", {store::Blob{fresh}, store::Blob{row.key}}));
  }
  return static_cast<int>(rows.size());
}

absl::Status SavedReplies::CheckKeys(store::ReadTx& tx) const {
  std::string key;
  std::string sealed;
  LD_RETURN_IF_ERROR(tx.Query(
      "SELECT key, sealed FROM saved_reply WHERE record = '' AND length(sealed) > 0 ORDER BY create_time DESC LIMIT 1",
      {}, [&](const store::Row& row) {
        key = std::string(row.Bytes(0));
        sealed = std::string(row.Bytes(1));
      }));
  if (key.empty()) return absl::OkStatus();
  return sealer_->sealer().Open({kTable, key}, sealed).status();
}

}  // namespace liandong::contract
