#include "services/casefile/left_behind_service.h"

#include <utility>

#include "services/casefile/area_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"
#include "shared/rule/rule.h"

namespace liandong::casefile {

LeftBehindService::LeftBehindService(const runtime::Parts& parts)
    : ledger_(parts.sealer),
      persons_("person/left-behind", parts.keys),
      obligations_(parts.obligations),
      tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> LeftBehindService::Handlers() {
  using contract::Bind;
  using Self = LeftBehindService;
  return {
      {"RegisterLeftBehindPerson", Bind(this, &Self::RegisterLeftBehindPerson)},
      {"RecordLeftBehindVisit", Bind(this, &Self::RecordLeftBehindVisit)},
      {"CloseLeftBehindPerson", Bind(this, &Self::CloseLeftBehindPerson)},
      {"GetLeftBehindPerson", Bind(this, &Self::GetLeftBehindPerson)},
      {"ListLeftBehindPersons", Bind(this, &Self::ListLeftBehindPersons)},
  };
}

absl::StatusOr<v1::LeftBehindPerson> LeftBehindService::RegisterLeftBehindPerson(
    const Call& call, const v1::RegisterLeftBehindPersonRequest& request, store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const std::string division, call.DivisionFor(request.division()));
  LD_ASSIGN_OR_RETURN(const auto existing, persons_.Find(tx, request.person()));
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
  auto record = contract::NewRecord(
      call, std::move(entry), {.division = division, .kind = request.kind(), .state = v1::LEFT_BEHIND_STATE_OPEN});
  LD_RETURN_IF_ERROR(ledger_.Insert(tx, record));
  LD_RETURN_IF_ERROR(persons_.Add(tx, request.person(), record.columns.id));
  LD_RETURN_IF_ERROR(obligations_->Open(
      tx, {obligation::v1::OBLIGATION_KIND_LEFT_BEHIND_VISIT, division, record.message.name()}, call.now));
  return std::move(record.message);
}

absl::StatusOr<v1::LeftBehindPerson> LeftBehindService::RecordLeftBehindVisit(
    const Call& call, const v1::RecordLeftBehindVisitRequest& request, store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(
      v1::LeftBehindPerson visited,
      contract::Change<v1::LeftBehindPerson>(
          ledger_, tx, call, request.name(),
          [&](v1::LeftBehindPerson& person) { return rules::RecordVisit(person, request, call.caller->agency); },
          request.etag()));
  const auto kind = obligation::v1::OBLIGATION_KIND_LEFT_BEHIND_VISIT;
  LD_RETURN_IF_ERROR(obligations_->Meet(tx, kind, request.name(), call.now));
  LD_RULE("3-6-3.visits-go-on")
  LD_RETURN_IF_ERROR(obligations_->Open(tx, {kind, visited.division(), request.name()}, call.now));
  return visited;
}

absl::StatusOr<v1::LeftBehindPerson> LeftBehindService::CloseLeftBehindPerson(
    const Call& call, const v1::CloseLeftBehindPersonRequest& request, store::Tx& tx) {
  LD_RETURN_IF_ERROR(
      obligations_->Void(tx, obligation::v1::OBLIGATION_KIND_LEFT_BEHIND_VISIT, request.name(), call.now));
  LD_RETURN_IF_ERROR(persons_.Remove(tx, *values::IdIn(request.name(), ledger_.collection())));
  return contract::Change<v1::LeftBehindPerson>(
      ledger_, tx, call, request.name(), [](v1::LeftBehindPerson& person) { return rules::Close(person); },
      request.etag());
}

absl::StatusOr<v1::LeftBehindPerson> LeftBehindService::GetLeftBehindPerson(
    const Call& call, const v1::GetLeftBehindPersonRequest& request, store::ReadTx& tx) {
  return contract::Get(ledger_, tx, call, request.name());
}

absl::StatusOr<v1::ListLeftBehindPersonsResponse> LeftBehindService::ListLeftBehindPersons(
    const Call& call, const v1::ListLeftBehindPersonsRequest& request, store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::Unless0(request.state());
  filter.kind = contract::Unless0(request.kind());
  return contract::List(ledger_, tx, filter, call, request, *tokens_,
                        &v1::ListLeftBehindPersonsResponse::mutable_left_behind_persons);
}

}  // namespace liandong::casefile
