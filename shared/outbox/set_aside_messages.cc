#include "shared/outbox/set_aside_messages.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/ids.h"
#include "shared/base/status_macros.h"
#include "shared/errors/errors.h"
#include "shared/seal/reencrypt.h"

namespace liandong::outbox {
namespace {

constexpr char kSetAsideTable[] = "set_aside_message";
// Not settled.
constexpr int64_t kUnsettled = 0;
// Follows every id in the order of text.
constexpr char kAfterAll[] = "zzzzzzzzzzzzzzzzzzzzzzzzzzz";
constexpr char kAbout[] =
    "id, target, method, purpose, attempts, create_time, set_aside_time, code, reason, settle_time";

SetAsideMessage ReadAbout(const store::Row& row) {
  SetAsideMessage about{.id = std::string(row.Text(0)),
                        .target = static_cast<contract::v1::Service>(row.Int(1)),
                        .method = std::string(row.Text(2)),
                        .purpose = static_cast<contract::v1::Clause>(row.Int(3)),
                        .attempts = row.Int(4),
                        .create_time = absl::FromUnixMicros(row.Int(5)),
                        .set_aside_time = absl::FromUnixMicros(row.Int(6)),
                        .code = static_cast<absl::StatusCode>(row.Int(7)),
                        .reason = static_cast<contract::v1::ErrorReason>(row.Int(8)),
                        .settle_time = std::nullopt};
  if (row.Int(9) != kUnsettled) about.settle_time = absl::FromUnixMicros(row.Int(9));
  return about;
}

absl::Status NotFound() { return errors::Refuse(contract::v1::ERROR_REASON_NOT_FOUND); }

}  // namespace

std::vector<store::Migration> SetAsideMessages::Migrations() {
  return {{.version = 1,
           .component = kSetAsideTable,
           .sql = "CREATE TABLE set_aside_message (id TEXT NOT NULL UNIQUE, message TEXT NOT NULL UNIQUE, "
                  "target INTEGER NOT NULL, method TEXT NOT NULL, purpose INTEGER NOT NULL, attempts INTEGER NOT NULL, "
                  "create_time INTEGER NOT NULL, first_refusal INTEGER NOT NULL, set_aside_time INTEGER NOT NULL, "
                  "code INTEGER NOT NULL, reason INTEGER NOT NULL, settle_time INTEGER NOT NULL, "
                  "traceparent TEXT NOT NULL, sealed BLOB NOT NULL);"
                  // Those that are not settled, in the order of lists.
                  "CREATE INDEX set_aside_message_by_settling ON set_aside_message (settle_time, id);"}};
}

absl::StatusOr<SetAsideMessage> SetAsideMessages::Add(store::Tx& tx, const Message& message,
                                                      const absl::Status& refusal, absl::Time now) const {
  SetAsideMessage about{.id = base::NewId(now),
                        .target = message.target,
                        .method = message.method,
                        .purpose = message.purpose,
                        // The one that was just made is not counted yet.
                        .attempts = message.attempts + 1,
                        .create_time = message.create_time,
                        .set_aside_time = now,
                        .code = refusal.code(),
                        .reason = errors::ReasonOf(refusal),
                        .settle_time = std::nullopt};
  const std::string sealed = sealer_->Seal({kSetAsideTable, about.id}, message.request);
  LD_RETURN_IF_ERROR(
      tx.Put("INSERT INTO set_aside_message (id, message, target, method, purpose, attempts, create_time, "
             "first_refusal, set_aside_time, code, reason, settle_time, traceparent, sealed) "
             "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
             {absl::string_view(about.id), absl::string_view(message.id), int64_t{message.target},
              absl::string_view(message.method), int64_t{message.purpose}, about.attempts,
              absl::ToUnixMicros(message.create_time), absl::ToUnixMicros(message.first_refusal.value_or(now)),
              absl::ToUnixMicros(now), static_cast<int64_t>(about.code), int64_t{about.reason}, kUnsettled,
              absl::string_view(message.traceparent), store::Blob{sealed}}));
  return about;
}

absl::StatusOr<SetAsideMessages::Taken> SetAsideMessages::Take(store::Tx& tx, absl::string_view id) const {
  std::optional<Taken> taken;
  static const auto* const kStatement = new std::string(absl::StrCat(
      "SELECT ", kAbout, ", message, sealed, traceparent, first_refusal FROM set_aside_message WHERE id = $1"));
  LD_RETURN_IF_ERROR(tx.Query(*kStatement, {id}, [&](const store::Row& row) {
    taken.emplace(Taken{.about = ReadAbout(row), .message = {}});
    const SetAsideMessage& about = taken->about;
    taken->message = {.id = std::string(row.Text(10)),
                      .target = about.target,
                      .method = about.method,
                      .request = std::string(row.Bytes(11)),
                      .purpose = about.purpose,
                      .attempts = about.attempts,
                      .traceparent = std::string(row.Text(12)),
                      .create_time = about.create_time,
                      .first_refusal = absl::FromUnixMicros(row.Int(13))};
  }));
  if (!taken.has_value()) return NotFound();
  LD_ASSIGN_OR_RETURN(taken->message.request, sealer_->Open({kSetAsideTable, id}, taken->message.request));
  LD_RETURN_IF_ERROR(tx.Put("DELETE FROM set_aside_message WHERE id = $1", {id}));
  return *std::move(taken);
}

absl::StatusOr<SetAsideMessage> SetAsideMessages::Settle(store::Tx& tx, absl::string_view id, absl::Time now) const {
  LD_RETURN_IF_ERROR(tx.Put("UPDATE set_aside_message SET settle_time = $1 WHERE id = $2 AND settle_time = $3",
                            {absl::ToUnixMicros(now), id, kUnsettled}));
  std::optional<SetAsideMessage> settled;
  static const auto* const kStatement =
      new std::string(absl::StrCat("SELECT ", kAbout, " FROM set_aside_message WHERE id = $1"));
  LD_RETURN_IF_ERROR(tx.Query(*kStatement, {id}, [&](const store::Row& row) { settled = ReadAbout(row); }));
  if (!settled.has_value()) return NotFound();
  return *std::move(settled);
}

absl::StatusOr<std::vector<SetAsideMessage>> SetAsideMessages::List(store::ReadTx& tx, const Listing& listing) const {
  static const auto* const kOpen = new std::string(absl::StrCat(
      "SELECT ", kAbout, " FROM set_aside_message WHERE settle_time = 0 AND id < $1 ORDER BY id DESC LIMIT $2"));
  static const auto* const kAll = new std::string(
      absl::StrCat("SELECT ", kAbout, " FROM set_aside_message WHERE id < $1 ORDER BY id DESC LIMIT $2"));
  const absl::string_view before = listing.before.empty() ? kAfterAll : absl::string_view(listing.before);
  std::vector<SetAsideMessage> found;
  LD_RETURN_IF_ERROR(tx.Query(listing.with_settled ? *kAll : *kOpen, {before, int64_t{listing.limit}},
                              [&](const store::Row& row) { found.push_back(ReadAbout(row)); }));
  return found;
}

absl::StatusOr<int64_t> SetAsideMessages::Count(store::ReadTx& tx, int64_t most) const {
  int64_t count = 0;
  LD_RETURN_IF_ERROR(
      tx.Query("SELECT count(*) FROM (SELECT id FROM set_aside_message WHERE settle_time = $1 LIMIT $2) AS counted",
               {kUnsettled, most}, [&](const store::Row& row) { count = row.Int(0); }));
  return count;
}

absl::StatusOr<int> SetAsideMessages::Reencrypt(store::Tx& tx, std::string& after, int limit) const {
  return seal::Reencrypt(tx, *sealer_, {kSetAsideTable, "id", "sealed"}, after, limit);
}

}  // namespace liandong::outbox
