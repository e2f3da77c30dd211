#include "shared/outbox/outbox.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/ids.h"
#include "shared/base/status_macros.h"
#include "shared/limits/delivery.h"
#include "shared/limits/limits.h"
#include "shared/seal/reencrypt.h"
#include "shared/store/migrate.h"
#include "shared/telemetry/trace.h"

namespace liandong::outbox {
namespace {

constexpr char kTable[] = "outbox";
constexpr char kTask[] = "outbox";
// No message is delayed longer than this. One that is was delayed by a clock that ran ahead.
constexpr absl::Duration kFurthest =
    std::max({limits::kOutboxLongestRetry, limits::kRefusedMessageLongestRetry, limits::kOutboxClaim});
// In the column first_refusal.
constexpr int64_t kNeverRefused = 0;

std::vector<contract::v1::Service> TargetsExcept(const Outbox::Targets& except) {
  std::vector<contract::v1::Service> targets;
  const auto& services = *contract::v1::Service_descriptor();
  for (int i = 0; i < services.value_count(); ++i) {
    const auto target = static_cast<contract::v1::Service>(services.value(i)->number());
    if (!except.contains(target)) targets.push_back(target);
  }
  return targets;
}

absl::StatusOr<absl::Time> NextDue(store::ReadTx& tx, contract::v1::Service target, absl::Time now) {
  absl::Time next = absl::InfiniteFuture();
  LD_RETURN_IF_ERROR(
      tx.Query("SELECT min(next_time) FROM outbox WHERE target = $1", {int64_t{target}}, [&](const store::Row& row) {
        if (!row.IsNull(0)) next = absl::FromUnixMicros(row.Int(0));
      }));
  if (next <= now || next == absl::InfiniteFuture()) return next;
  LD_RETURN_IF_ERROR(
      tx.Query("SELECT max(next_time) FROM outbox WHERE target = $1", {int64_t{target}}, [&](const store::Row& row) {
        if (!row.IsNull(0) && absl::FromUnixMicros(row.Int(0)) > now + kFurthest) next = now;
      }));
  return next;
}

Message ReadMessage(const store::Row& row, contract::v1::Service target) {
  Message message{.id = std::string(row.Text(0)),
                  .target = target,
                  .method = std::string(row.Text(1)),
                  .request = std::string(row.Bytes(4)),
                  .purpose = static_cast<contract::v1::Clause>(row.Int(2)),
                  .attempts = row.Int(3),
                  .traceparent = std::string(row.Text(5)),
                  .create_time = absl::FromUnixMicros(row.Int(6)),
                  .first_refusal = std::nullopt,
                  .damage = absl::OkStatus()};
  if (row.Int(7) != kNeverRefused) message.first_refusal = absl::FromUnixMicros(row.Int(7));
  return message;
}

}  // namespace

std::vector<store::Migration> Outbox::Migrations() {
  std::vector<store::Migration> own = {
      {.version = 1,
       .component = "outbox",
       .sql = "CREATE TABLE outbox (id TEXT NOT NULL UNIQUE, target INTEGER NOT NULL, method TEXT NOT NULL, "
              "purpose INTEGER NOT NULL, create_time INTEGER NOT NULL, next_time INTEGER NOT NULL, "
              "attempts INTEGER NOT NULL, sealed BLOB NOT NULL);"
              "CREATE INDEX outbox_by_next ON outbox (next_time);"},
      {.version = 2, .component = "outbox", .sql = absl::StrCat("INSERT INTO lead VALUES ('", kTask, "')")},
      {.version = 3,
       .component = "outbox",
       .sql = "ALTER TABLE outbox ADD COLUMN traceparent TEXT NOT NULL DEFAULT ''"},
      {.version = 4,
       .component = "outbox",
       .sql = "DROP INDEX outbox_by_next;"
              "CREATE INDEX outbox_by_target ON outbox (target, next_time, create_time);"
              "CREATE INDEX outbox_by_age ON outbox (create_time);"},
      {.version = 5,
       .component = "outbox",
       .sql = "ALTER TABLE outbox ADD COLUMN first_refusal INTEGER NOT NULL DEFAULT 0"}};
  return store::Concatenate({own, SetAsideMessages::Migrations()});
}

absl::Status Outbox::Add(store::Tx& tx, contract::v1::Service target, absl::string_view method,
                         google::protobuf::Message& request, contract::v1::Clause purpose, absl::Time now) const {
  const auto* const id_field = request.GetDescriptor()->FindFieldByName("request_id");
  if (id_field == nullptr) return absl::InternalError("a message to another service has no request_id");
  const std::string id = base::NewUuid();
  request.GetReflection()->SetString(&request, id_field, id);
  const std::string sealed = sealer_->Seal({kTable, id}, request.SerializeAsString());
  const int64_t micros = absl::ToUnixMicros(now);
  // Messages of the same moment, even of the same transaction, keep their order.
  int64_t before = last_created_.load();
  while (!last_created_.compare_exchange_weak(before, std::max(before + 1, micros))) continue;
  const int64_t created = std::max(before + 1, micros);
  added_ = true;
  const telemetry::Trace* const trace = telemetry::CurrentTrace();
  const std::string traceparent = trace == nullptr ? "" : telemetry::TraceparentWithin(*trace);
  return tx.Put(
      "INSERT INTO outbox (id, target, method, purpose, create_time, next_time, attempts, sealed, traceparent) "
      "VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8)",
      {absl::string_view(id), int64_t{target}, method, int64_t{purpose}, created, micros, store::Blob{sealed},
       absl::string_view(traceparent)});
}

absl::StatusOr<std::vector<Message>> Outbox::Due(store::ReadTx& tx, absl::Time now, int limit,
                                                 const Targets& except) const {
  std::vector<Message> messages;
  for (const contract::v1::Service target : TargetsExcept(except)) {
    LD_RETURN_IF_ERROR(AddDue(tx, target, now, limit, messages));
  }
  for (Message& message : messages) {
    auto opened = sealer_->Open({kTable, message.id}, message.request);
    message.damage = opened.status();
    message.request = opened.ok() ? *std::move(opened) : "";
  }
  return messages;
}

// Each of the two conditions is a range of the index, which a single statement with both would not use.
absl::Status Outbox::AddDue(store::ReadTx& tx, contract::v1::Service target, absl::Time now, int limit,
                            std::vector<Message>& messages) const {
  const auto add = [&](const store::Row& row) { messages.push_back(ReadMessage(row, target)); };
  const size_t before = messages.size();
  LD_RETURN_IF_ERROR(
      tx.Query("SELECT id, method, purpose, attempts, sealed, traceparent, create_time, first_refusal FROM outbox "
               "WHERE target = $1 AND next_time <= $2 ORDER BY next_time, create_time LIMIT $3",
               {int64_t{target}, absl::ToUnixMicros(now), int64_t{limit}}, add));
  const int64_t left = limit - static_cast<int64_t>(messages.size() - before);
  return tx.Query(
      "SELECT id, method, purpose, attempts, sealed, traceparent, create_time, first_refusal FROM outbox "
      "WHERE target = $1 AND next_time > $2 ORDER BY next_time, create_time LIMIT $3",
      {int64_t{target}, absl::ToUnixMicros(now + kFurthest), left}, add);
}

absl::StatusOr<std::vector<Message>> Outbox::Claim(store::Tx& tx, absl::Time now, int limit,
                                                   const Targets& except) const {
  LD_ASSIGN_OR_RETURN(const bool leads, tx.Lead(kTask));
  if (!leads) return std::vector<Message>();
  LD_ASSIGN_OR_RETURN(std::vector<Message> due, Due(tx, now, limit, except));
  for (const Message& message : due) {
    LD_RETURN_IF_ERROR(tx.Put("UPDATE outbox SET next_time = $1 WHERE id = $2",
                              {absl::ToUnixMicros(now + limits::kOutboxClaim), absl::string_view(message.id)}));
  }
  return due;
}

absl::Status Outbox::Delivered(store::Tx& tx, absl::string_view id) const {
  return tx.Put("DELETE FROM outbox WHERE id = $1", {id});
}

absl::Status Outbox::Failed(store::Tx& tx, absl::string_view id, std::optional<absl::Time> first_refusal,
                            absl::Time next_time) const {
  const int64_t refused = first_refusal.has_value() ? absl::ToUnixMicros(*first_refusal) : kNeverRefused;
  return tx.Put("UPDATE outbox SET attempts = attempts + 1, next_time = $1, first_refusal = $2 WHERE id = $3",
                {absl::ToUnixMicros(next_time), refused, id});
}

absl::StatusOr<std::optional<SetAsideMessage>> Outbox::SetAside(store::Tx& tx, const Message& message,
                                                                const absl::Status& refusal, absl::Time now) const {
  LD_ASSIGN_OR_RETURN(const int64_t removed,
                      tx.Execute("DELETE FROM outbox WHERE id = $1", {absl::string_view(message.id)}));
  if (removed == 0) return std::nullopt;
  return set_aside_.Add(tx, message, refusal, now);
}

absl::StatusOr<SetAsideMessage> Outbox::Resend(store::Tx& tx, absl::string_view id, absl::Time now) const {
  LD_ASSIGN_OR_RETURN(const SetAsideMessages::Taken taken, set_aside_.Take(tx, id));
  const Message& message = taken.message;
  const absl::Time long_ago = std::min(message.first_refusal.value_or(now), now - limits::kRefusedMessagePatience);
  const std::string sealed = sealer_->Seal({kTable, message.id}, message.request);
  added_ = true;
  LD_RETURN_IF_ERROR(tx.Put(
      "INSERT INTO outbox (id, target, method, purpose, create_time, next_time, attempts, sealed, traceparent, "
      "first_refusal) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      {absl::string_view(message.id), int64_t{message.target}, absl::string_view(message.method),
       int64_t{message.purpose}, absl::ToUnixMicros(message.create_time), absl::ToUnixMicros(now), message.attempts,
       store::Blob{sealed}, absl::string_view(message.traceparent), absl::ToUnixMicros(long_ago)}));
  return taken.about;
}

absl::StatusOr<Outbox::Backlog> Outbox::Waiting(store::ReadTx& tx, absl::Time now, const Targets& except) const {
  Backlog backlog{0, absl::InfiniteFuture(), absl::InfiniteFuture()};
  LD_RETURN_IF_ERROR(tx.Query("SELECT min(create_time) FROM outbox", {}, [&](const store::Row& row) {
    if (!row.IsNull(0)) backlog.oldest = absl::FromUnixMicros(row.Int(0));
  }));
  if (backlog.oldest == absl::InfiniteFuture()) return backlog;
  LD_RETURN_IF_ERROR(
      tx.Query("SELECT count(*) FROM (SELECT create_time FROM outbox WHERE create_time >= $1 LIMIT $2) AS counted",
               {absl::ToUnixMicros(backlog.oldest), kMostCounted},
               [&](const store::Row& row) { backlog.messages = row.Int(0); }));
  for (const contract::v1::Service target : TargetsExcept(except)) {
    LD_ASSIGN_OR_RETURN(const absl::Time next, NextDue(tx, target, now));
    backlog.next_due = std::min(backlog.next_due, next);
  }
  return backlog;
}

absl::StatusOr<int> Outbox::Reencrypt(store::Tx& tx, std::string& after, int limit) const {
  return seal::Reencrypt(tx, *sealer_, {kTable, "id", "sealed"}, after, limit);
}

}  // namespace liandong::outbox
