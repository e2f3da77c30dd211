#include "shared/contract/saved_replies.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/base/status_macros.h"

namespace liandong::contract {
namespace {

constexpr char kTable[] = "saved_reply";

}  // namespace

const store::Migration& SavedReplies::Schema() {
  static const auto* const kSchema = new store::Migration{
      1, "saved_reply",
      "CREATE TABLE saved_reply (key BLOB NOT NULL UNIQUE, request_digest BLOB NOT NULL, create_time INTEGER NOT NULL, "
      "sealed BLOB NOT NULL);"};
  return *kSchema;
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
  LD_RETURN_IF_ERROR(tx.Query("SELECT request_digest, sealed FROM saved_reply WHERE key = $1", {store::Blob{key}},
                              [&](const store::Row& row) {
                                found = true;
                                same = row.Bytes(0) == request_digest;
                                sealed = std::string(row.Bytes(1));
                              }));
  if (!found) return std::nullopt;
  if (!same) return base::Refuse(v1::ERROR_REASON_REQUEST_ID_REUSED);
  LD_ASSIGN_OR_RETURN(std::string reply, sealer_->Open(kTable, key, 1, sealed));
  return reply;
}

absl::Status SavedReplies::Save(store::Tx& tx, const std::string& key, absl::string_view request_digest,
                                absl::string_view reply, absl::Time now) const {
  const std::string sealed = sealer_->Seal(kTable, key, 1, reply);
  return tx.Put("INSERT INTO saved_reply (key, request_digest, create_time, sealed) VALUES ($1, $2, $3, $4)",
                {store::Blob{key}, store::Blob{request_digest}, absl::ToUnixMicros(now), store::Blob{sealed}});
}

}  // namespace liandong::contract
