#include "shared/contract/saved_replies/saved_replies.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"
#include "shared/errors/errors.h"
#include "shared/limits/limits.h"

namespace liandong::contract {
namespace {

constexpr char kTable[] = "saved_reply";
// Values of the column `expired`: the reply is kept, or only the fact that its request_id was used.
constexpr int64_t kKept = 0;
constexpr int64_t kExpired = 1;

int64_t KeptSince(absl::Time now, int64_t expired) {
  return absl::ToUnixMicros(now - (expired == kKept ? limits::kReplyKept : limits::kRequestIdKept));
}

}  // namespace

std::vector<store::Migration> SavedReplies::Migrations() {
  return {{.version = 1,
           .component = kTable,
           .sql = "CREATE TABLE saved_reply (key BLOB NOT NULL UNIQUE, request_digest BLOB NOT NULL, "
                  "create_time INTEGER NOT NULL, sealed BLOB NOT NULL);"},
          {.version = 2,
           .component = kTable,
           .sql = "ALTER TABLE saved_reply ADD COLUMN record TEXT NOT NULL DEFAULT '';"
                  "CREATE INDEX saved_reply_by_record ON saved_reply (record) WHERE record <> '';"},
          {.version = 3,
           .component = kTable,
           .sql = "ALTER TABLE saved_reply ADD COLUMN expired INTEGER NOT NULL DEFAULT 0;"
                  "CREATE INDEX saved_reply_by_time ON saved_reply (expired, create_time);"}};
}

std::string SavedReplies::KeyOf(absl::string_view caller, absl::string_view method,
                                absl::string_view request_id) const {
  return digest_->Token(kTable, absl::StrCat(caller, "\n", method, "\n", absl::AsciiStrToLower(request_id)));
}

absl::StatusOr<std::optional<std::string>> SavedReplies::Find(store::ReadTx& tx, const std::string& key,
                                                              absl::string_view request_digest) const {
  bool found = false;
  bool same = false;
  bool expired = false;
  std::string sealed;
  absl::StatusOr<std::optional<seal::Key>> own = std::nullopt;
  static const auto* const kFind = new std::string(absl::StrCat("SELECT request_digest, sealed, record, ",
                                                                seal::RecordSealer::Stored("saved_reply.record"),
                                                                ", expired FROM saved_reply WHERE key = $1"));
  LD_RETURN_IF_ERROR(tx.Query(*kFind, {store::Blob{key}}, [&](const store::Row& row) {
    found = true;
    same = row.Bytes(0) == request_digest;
    sealed = std::string(row.Bytes(1));
    own = sealer_->Read(row, 3, row.Text(2));
    expired = row.Int(4) == kExpired;
  }));
  LD_RETURN_IF_ERROR(own.status());
  if (!found) return std::nullopt;
  if (!same || expired) return errors::Refuse(v1::ERROR_REASON_REQUEST_ID_REUSED);
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

absl::StatusOr<bool> SavedReplies::AnyExpired(store::ReadTx& tx, absl::Time now) const {
  bool any = false;
  for (const int64_t expired : {kKept, kExpired}) {
    LD_RETURN_IF_ERROR(tx.Query("SELECT 1 FROM saved_reply WHERE expired = $1 AND create_time < $2 LIMIT 1",
                                {expired, KeptSince(now, expired)}, [&](const store::Row&) { any = true; }));
  }
  return any;
}

absl::Status SavedReplies::Expire(store::Tx& tx, absl::Time now, int limit) const {
  LD_RETURN_IF_ERROR(
      tx.Put("UPDATE saved_reply SET sealed = $1, record = '', expired = 1 WHERE key IN (SELECT key FROM saved_reply "
             "WHERE expired = 0 AND create_time < $2 ORDER BY create_time LIMIT $3)",
             {store::Blob{""}, KeptSince(now, kKept), int64_t{limit}}));
  return tx.Put(
      "DELETE FROM saved_reply WHERE key IN (SELECT key FROM saved_reply WHERE expired = 1 AND create_time < $1 "
      "ORDER BY create_time LIMIT $2)",
      {KeptSince(now, kExpired), int64_t{limit}});
}

// The time of the last of the next `limit` replies. All replies of that time belong to them, however many there are.
absl::StatusOr<int64_t> SavedReplies::EndOfNext(store::ReadTx& tx, int64_t after, int limit) {
  int64_t end = after;
  LD_RETURN_IF_ERROR(tx.Query(
      "SELECT create_time FROM saved_reply WHERE expired = 0 AND create_time > $1 ORDER BY create_time LIMIT $2",
      {after, int64_t{limit}}, [&](const store::Row& row) { end = row.Int(0); }));
  return end;
}

absl::StatusOr<int> SavedReplies::Reencrypt(store::Tx& tx, std::string& after, int limit) const {
  struct Saved {
    std::string key;
    std::string sealed;
    absl::StatusOr<std::optional<seal::Key>> own;
  };
  int64_t begin = 0;
  if (!absl::SimpleAtoi(after, &begin)) begin = INT64_MIN;
  LD_ASSIGN_OR_RETURN(const int64_t end, EndOfNext(tx, begin, limit));
  std::vector<Saved> rows;
  static const auto* const kNext =
      new std::string(absl::StrCat("SELECT key, sealed, record, ", seal::RecordSealer::Stored("saved_reply.record"),
                                   " FROM saved_reply WHERE expired = 0 AND create_time > $1 AND create_time <= $2"));
  LD_RETURN_IF_ERROR(tx.Query(*kNext, {begin, end}, [&](const store::Row& row) {
    rows.push_back({std::string(row.Bytes(0)), std::string(row.Bytes(1)), sealer_->Read(row, 3, row.Text(2))});
  }));
  after = absl::StrCat(end);
  for (const Saved& row : rows) {
    if (row.sealed.empty() || sealer_->sealer().IsFresh(row.sealed)) continue;
    LD_RETURN_IF_ERROR(row.own.status());
    const auto plain = sealer_->sealer().Open({kTable, row.key}, row.sealed, *row.own);
    if (errors::ReasonOf(plain.status()) == v1::ERROR_REASON_RECORD_ERASED) continue;
    LD_RETURN_IF_ERROR(plain.status());
    const std::string fresh = sealer_->sealer().Seal({kTable, row.key}, *plain, *row.own);
    LD_RETURN_IF_ERROR(
        tx.Put("UPDATE saved_reply SET sealed = $1 WHERE key = $2", {store::Blob{fresh}, store::Blob{row.key}}));
  }
  return std::min(static_cast<int>(rows.size()), limit);
}

absl::Status SavedReplies::CheckKeys(store::ReadTx& tx) const {
  std::string key;
  std::string sealed;
  LD_RETURN_IF_ERROR(
      tx.Query("SELECT key, sealed FROM saved_reply WHERE expired = 0 AND record = '' AND length(sealed) > 0 "
               "ORDER BY create_time DESC LIMIT 1",
               {}, [&](const store::Row& row) {
                 key = std::string(row.Bytes(0));
                 sealed = std::string(row.Bytes(1));
               }));
  if (key.empty()) return absl::OkStatus();
  return sealer_->sealer().Open({kTable, key}, sealed).status();
}

}  // namespace liandong::contract
