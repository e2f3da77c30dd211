#include "shared/outbox/outbox.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/ids.h"
#include "shared/base/status_macros.h"
#include "shared/limits/limits.h"
#include "shared/seal/reencrypt.h"
#include "shared/telemetry/trace.h"

namespace liandong::outbox {
namespace {

constexpr char kTable[] = "outbox";
constexpr char kTask[] = "outbox";
// No message is delayed longer than this. One that is was delayed by a clock that ran ahead.
constexpr absl::Duration kFurthest = std::max(limits::kOutboxLongestRetry, limits::kOutboxClaim);

}  // namespace

std::vector<store::Migration> Outbox::Migrations() {
  return {{.version = 1,
           .component = "outbox",
           .sql = "CREATE TABLE outbox (id TEXT NOT NULL UNIQUE, target INTEGER NOT NULL, method TEXT NOT NULL, "
                  "purpose INTEGER NOT NULL, create_time INTEGER NOT NULL, next_time INTEGER NOT NULL, "
                  "attempts INTEGER NOT NULL, sealed BLOB NOT NULL);"
                  "CREATE INDEX outbox_by_next ON outbox (next_time);"},
          {.version = 2, .component = "outbox", .sql = absl::StrCat("INSERT INTO lead VALUES ('", kTask, "')")},
          {.version = 3,
           .component = "outbox",
           .sql = "ALTER TABLE outbox ADD COLUMN traceparent TEXT NOT NULL DEFAULT ''"}};
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

absl::StatusOr<std::vector<Message>> Outbox::Due(store::ReadTx& tx, absl::Time now, int limit) const {
  std::vector<Message> messages;
  LD_RETURN_IF_ERROR(tx.Query(
      "SELECT id, target, method, purpose, attempts, sealed, traceparent FROM outbox WHERE next_time <= $1 OR "
      "next_time > $2 ORDER BY create_time, id LIMIT $3",
      {absl::ToUnixMicros(now), absl::ToUnixMicros(now + kFurthest), int64_t{limit}}, [&](const store::Row& row) {
        messages.push_back({std::string(row.Text(0)), static_cast<contract::v1::Service>(row.Int(1)),
                            std::string(row.Text(2)), std::string(row.Bytes(5)),
                            static_cast<contract::v1::Clause>(row.Int(3)), row.Int(4), std::string(row.Text(6))});
      }));
  for (Message& message : messages) {
    LD_ASSIGN_OR_RETURN(message.request, sealer_->Open({kTable, message.id}, message.request));
  }
  return messages;
}

absl::StatusOr<std::vector<Message>> Outbox::Claim(store::Tx& tx, absl::Time now, int limit) const {
  LD_ASSIGN_OR_RETURN(const bool leads, tx.Lead(kTask));
  if (!leads) return std::vector<Message>();
  LD_ASSIGN_OR_RETURN(std::vector<Message> due, Due(tx, now, limit));
  for (const Message& message : due) {
    LD_RETURN_IF_ERROR(tx.Put("UPDATE outbox SET next_time = $1 WHERE id = $2",
                              {absl::ToUnixMicros(now + limits::kOutboxClaim), absl::string_view(message.id)}));
  }
  return due;
}

absl::Status Outbox::Delivered(store::Tx& tx, absl::string_view id) const {
  return tx.Execute("DELETE FROM outbox WHERE id = $1", {id}).status();
}

absl::Status Outbox::Failed(store::Tx& tx, absl::string_view id, absl::Time next_time) const {
  return tx
      .Execute("UPDATE outbox SET attempts = attempts + 1, next_time = $1 WHERE id = $2",
               {absl::ToUnixMicros(next_time), id})
      .status();
}

absl::StatusOr<Outbox::Backlog> Outbox::Waiting(store::ReadTx& tx, absl::Time now) const {
  Backlog backlog{0, absl::InfiniteFuture(), false};
  LD_RETURN_IF_ERROR(tx.Query(
      "SELECT count(*), min(create_time), min(next_time), max(next_time) FROM outbox", {}, [&](const store::Row& row) {
        backlog.messages = row.Int(0);
        if (row.IsNull(1)) return;
        backlog.oldest = absl::FromUnixMicros(row.Int(1));
        backlog.any_due = absl::FromUnixMicros(row.Int(2)) <= now || absl::FromUnixMicros(row.Int(3)) > now + kFurthest;
      }));
  return backlog;
}

absl::StatusOr<int> Outbox::Reencrypt(store::Tx& tx, std::string& after, int limit) const {
  return seal::Reencrypt(tx, *sealer_, {kTable, "id", "sealed"}, after, limit);
}

}  // namespace liandong::outbox
