#include "services/registration/crossings/crossings.h"

#include <utility>

#include "shared/contract/standard_methods/standard_methods.h"
#include "shared/rule/rule.h"

namespace liandong::registration {
namespace {

absl::StatusOr<v1::EntryExit> RecordEntryExit(const Process& process, const Call& call,
                                              const v1::RecordEntryExitRequest& request, WriteTx& tx) {
  if (request.person().document().number().empty()) {
    return errors::RefuseFields({{"person.document", "is required, because border crossings are found by document",
                                  "为必填项，因出入境记录按证件查询"}});
  }
  v1::EntryExit crossing;
  *crossing.mutable_person() = request.person();
  crossing.set_direction(request.direction());
  *crossing.mutable_cross_time() = request.cross_time();
  crossing.set_port(request.port());
  auto record = contract::NewRecord(call, std::move(crossing), {.kind = request.direction()});
  LD_RETURN_IF_ERROR(process.store.entry_exits.Insert(tx, record));
  LD_RETURN_IF_ERROR(process.store.IndexCrossing(tx, record.message));
  return std::move(record.message);
}

absl::StatusOr<v1::FindEntryExitsResponse> FindEntryExits(const Process& process, const Call& call,
                                                          const v1::FindEntryExitsRequest& request, ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto check, process.store.checks.Load(tx, call.reach, request.check()));
  tx.Touch(request.check());
  v1::FindEntryExitsResponse reply;
  for (int i = 0; i < check.message.parties_size(); ++i) {
    LD_ASSIGN_OR_RETURN(const auto crossings, process.store.CrossingsOf(tx, check.message.parties(i)));
    if (crossings.empty()) continue;
    v1::PartyCrossings& party = *reply.add_parties();
    party.set_party(i + 1);
    LD_RULE("3-3-4.crossings-are-shared")
    for (const v1::EntryExit& one : crossings) {
      v1::Crossing& crossing = *party.add_crossings();
      crossing.set_direction(one.direction());
      *crossing.mutable_cross_time() = one.cross_time();
      crossing.set_port(one.port());
    }
  }
  return reply;
}

}  // namespace

void AddCrossingHandlers(Handlers& handlers) {
  handlers.Write(&RecordEntryExit);
  handlers.Read(&FindEntryExits);
}

}  // namespace liandong::registration
