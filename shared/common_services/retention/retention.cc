#include "shared/common_services/retention/retention.h"

#include <utility>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "liandong/retention/v1/retention_service.pb.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"
#include "shared/base/status_macros.h"
#include "shared/common_services/retention/erase.h"
#include "shared/contract/standard_methods/pages.h"
#include "shared/rule/rule.h"
#include "shared/values/resource_name.h"

namespace liandong::common_services {

using namespace retention::v1;  // NOLINT(google-build-using-namespace): the messages this file is about

namespace {

struct Listed {
  std::string id;
  Erasure erasure;
};

Listed ReadErasure(const store::Row& row) {
  Listed listed{std::string(row.Text(0)), {}};
  listed.erasure.set_record(std::string(row.Text(1)));
  for (const auto name : absl::StrSplit(row.Text(2), '\n')) listed.erasure.add_erased(std::string(name));
  listed.erasure.set_ground(static_cast<ErasureGround>(row.Int(3)));
  *listed.erasure.mutable_erase_time() = base::ToProto(absl::FromUnixMicros(row.Int(4)));
  return listed;
}

absl::Status TooEarly() { return errors::Refuse(contract::v1::ERROR_REASON_ERASURE_TOO_EARLY); }

absl::Status CheckNoLongerNeeded(const Process& process, store::ReadTx& tx, const Belonging& belonging) {
  LD_ASSIGN_OR_RETURN(const bool open_above, OpenAbove(tx, process.types, belonging.members.front()));
  LD_RULE("8-3.no-erasure-while-the-case-is-open")
  if (open_above) return TooEarly();
  for (const Member& member : belonging.members) {
    LD_RULE("8-3.no-erasure-while-the-matter-is-open")
    if (member.open) return TooEarly();
    LD_ASSIGN_OR_RETURN(const bool owed,
                        process.obligations.Owes(tx, values::NameOf(member.type->collection, member.id)));
    if (owed) return TooEarly();
  }
  return absl::OkStatus();
}

absl::StatusOr<Erasure> EraseRecord(const Process& process, const Call& call, const EraseRecordRequest& request,
                                    WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const Belonging belonging, RecordsOf(tx, process.types, request.record(), call.reach.division));
  if (!belonging.held()) return errors::Refuse(contract::v1::ERROR_REASON_NOT_FOUND);
  if (belonging.members.front().erased) return errors::Refuse(contract::v1::ERROR_REASON_RECORD_ERASED);
  LD_RETURN_IF_ERROR(CheckNoLongerNeeded(process, tx, belonging));
  Erasure erasure;
  erasure.set_record(request.record());
  erasure.set_ground(request.ground());
  *erasure.mutable_erase_time() = base::ToProto(call.now);
  for (const Member& member : belonging.members) {
    LD_RETURN_IF_ERROR(Erase(tx, *member.type, member.id));
    erasure.add_erased(values::NameOf(member.type->collection, member.id));
    tx.Touch(*erasure.erased().rbegin());
  }
  const std::string id = base::NewId(call.now);
  const std::string erased = absl::StrJoin(erasure.erased(), "\n");
  LD_RETURN_IF_ERROR(
      tx.Put("INSERT INTO erasure (id, record, erased, ground, erase_time, division) VALUES ($1, $2, $3, $4, $5, $6)",
             {absl::string_view(id), absl::string_view(request.record()), absl::string_view(erased),
              int64_t{request.ground()}, absl::ToUnixMicros(call.now), absl::string_view(call.caller->division)}));
  return erasure;
}

absl::StatusOr<ListErasuresResponse> ListErasures(const Process& process, const Call& call,
                                                  const ListErasuresRequest& request, ReadTx& tx) {
  const std::string audience = contract::PageAudience(call, {});
  LD_ASSIGN_OR_RETURN(const auto after, contract::PositionOf(process.tokens, audience, request.page_token()));
  const int size = contract::PageSize(request.page_size());
  std::vector<Listed> listed;
  LD_RETURN_IF_ERROR(tx.Query(
      "SELECT id, record, erased, ground, erase_time FROM erasure WHERE substr(division, 1, length($1)) = $1 AND "
      "($2 = '' OR id < $2) ORDER BY id DESC LIMIT $3",
      {call.reach.Prefix(), absl::string_view(after.has_value() ? after->id : ""), int64_t{size + 1}},
      [&](const store::Row& row) { listed.push_back(ReadErasure(row)); }));
  const bool more = static_cast<int>(listed.size()) > size;
  if (more) listed.pop_back();
  ListErasuresResponse reply;
  if (more) reply.set_next_page_token(process.tokens.Close(audience, listed.back().id));
  for (Listed& one : listed) *reply.add_erasures() = std::move(one.erasure);
  return reply;
}

}  // namespace

// Only names and times. The list also informs those who restore a backup which records must stay erased.
std::vector<store::Migration> RetentionMigrations() {
  return {{.version = 1,
           .component = "erasure",
           .sql = "CREATE TABLE erasure (id TEXT NOT NULL UNIQUE, record TEXT NOT NULL, erased TEXT NOT NULL, "
                  "ground INTEGER NOT NULL, erase_time INTEGER NOT NULL, division TEXT NOT NULL)"}};
}

void AddRetentionHandlers(Handlers& handlers) {
  handlers.Write(&EraseRecord);
  handlers.Read(&ListErasures);
}

}  // namespace liandong::common_services
