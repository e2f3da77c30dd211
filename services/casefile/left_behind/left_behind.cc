#include "services/casefile/left_behind/left_behind.h"

#include <utility>

#include "services/casefile/left_behind/left_behind_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"
#include "shared/rule/rule.h"

namespace liandong::casefile {
namespace {

absl::StatusOr<v1::LeftBehindPerson> RegisterLeftBehindPerson(const Process& process, const Call& call,
                                                              const v1::RegisterLeftBehindPersonRequest& request,
                                                              WriteTx& tx) {
  const CasefileStore& store = process.store;
  LD_ASSIGN_OR_RETURN(const std::string division, call.DivisionFor(request.division()));
  LD_ASSIGN_OR_RETURN(const auto existing, store.left_behind_index.Find(tx, request.person()));
  LD_RULE("3-6-3.one-entry-a-person")
  if (!existing.empty()) return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_3_6_3);
  v1::LeftBehindPerson entry;
  entry.set_kind(request.kind());
  entry.set_state(v1::LEFT_BEHIND_STATE_OPEN);
  entry.set_division(division);
  *entry.mutable_person() = request.person();
  if (request.has_guardian()) *entry.mutable_guardian() = request.guardian();
  entry.set_circumstances(request.circumstances());
  *entry.mutable_create_time() = base::ToProto(call.now);
  LD_ASSIGN_OR_RETURN(
      v1::LeftBehindPerson made,
      contract::Create(store.left_behind_persons, tx, call, std::move(entry),
                       {.division = division, .kind = request.kind(), .state = v1::LEFT_BEHIND_STATE_OPEN}));
  LD_RETURN_IF_ERROR(store.left_behind_index.Add(tx, request.person(),
                                                 *values::IdIn(made.name(), store.left_behind_persons.collection())));
  LD_RETURN_IF_ERROR(process.obligations.Open(
      tx, {obligation::v1::OBLIGATION_KIND_LEFT_BEHIND_VISIT, division, made.name()}, call.now));
  return made;
}

absl::StatusOr<v1::LeftBehindPerson> RecordLeftBehindVisit(const Process& process, const Call& call,
                                                           const v1::RecordLeftBehindVisitRequest& request,
                                                           WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(
      v1::LeftBehindPerson visited,
      contract::Change<v1::LeftBehindPerson>(
          process.store.left_behind_persons, tx, call, request.name(),
          [&](v1::LeftBehindPerson& person) { return rules::RecordVisit(person, request, call.caller->agency); },
          request.etag()));
  LD_RETURN_IF_ERROR(
      process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_LEFT_BEHIND_VISIT, request.name(), call.now));
  LD_RULE("3-6-3.visits-go-on")
  LD_RETURN_IF_ERROR(process.obligations.Open(
      tx, {obligation::v1::OBLIGATION_KIND_LEFT_BEHIND_VISIT, visited.division(), request.name()}, call.now));
  return visited;
}

absl::StatusOr<v1::LeftBehindPerson> CloseLeftBehindPerson(const Process& process, const Call& call,
                                                           const v1::CloseLeftBehindPersonRequest& request,
                                                           WriteTx& tx) {
  const CasefileStore& store = process.store;
  LD_ASSIGN_OR_RETURN(v1::LeftBehindPerson closed,
                      contract::Change<v1::LeftBehindPerson>(store.left_behind_persons, tx, call, request.name(),
                                                             rules::Close, request.etag()));
  LD_RETURN_IF_ERROR(
      process.obligations.Void(tx, obligation::v1::OBLIGATION_KIND_LEFT_BEHIND_VISIT, request.name(), call.now));
  LD_RETURN_IF_ERROR(
      store.left_behind_index.Remove(tx, *values::IdIn(request.name(), store.left_behind_persons.collection())));
  return closed;
}

absl::StatusOr<v1::LeftBehindPerson> GetLeftBehindPerson(const Process& process, const Call& call,
                                                         const v1::GetLeftBehindPersonRequest& request, ReadTx& tx) {
  return contract::Get(process.store.left_behind_persons, tx, call, request.name());
}

absl::StatusOr<v1::ListLeftBehindPersonsResponse> ListLeftBehindPersons(const Process& process, const Call& call,
                                                                        const v1::ListLeftBehindPersonsRequest& request,
                                                                        ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::IfSet(request.state());
  filter.kind = contract::IfSet(request.kind());
  return contract::List(process.store.left_behind_persons, tx, filter, call, request,
                        &v1::ListLeftBehindPersonsResponse::mutable_left_behind_persons);
}

}  // namespace

void AddLeftBehindHandlers(Handlers& handlers) {
  handlers.Write(&RegisterLeftBehindPerson);
  handlers.Write(&RecordLeftBehindVisit);
  handlers.Write(&CloseLeftBehindPerson);
  handlers.Read(&GetLeftBehindPerson);
  handlers.Read(&ListLeftBehindPersons);
}

}  // namespace liandong::casefile
