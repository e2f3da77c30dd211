#include "services/casefile/disposition_service.h"

#include <utility>

#include "services/casefile/area_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::casefile {

DispositionService::DispositionService(const runtime::Parts& parts)
    : store_(parts.sealer, parts.keys), dispositions_(parts.sealer), tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> DispositionService::Handlers() {
  using contract::Bind;
  using Self = DispositionService;
  return {
      {"RecordDisposition", Bind(this, &Self::RecordDisposition)},
      {"ListDispositions", Bind(this, &Self::ListDispositions)},
      {"GetVictimStatus", Bind(this, &Self::GetVictimStatus)},
  };
}

absl::StatusOr<v1::Disposition> DispositionService::RecordDisposition(const Call& call,
                                                                      const v1::RecordDispositionRequest& request,
                                                                      store::Tx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckDisposition(request, call.caller->agency));
  LD_ASSIGN_OR_RETURN(const auto file, store_.cases.Load(tx, call.reach, request.case_()));
  v1::Disposition disposition;
  disposition.set_case_(request.case_());
  disposition.set_kind(request.kind());
  disposition.set_accused_role(request.accused_role());
  *disposition.mutable_aggravations() = request.aggravations();
  disposition.set_lenient(request.lenient());
  disposition.set_document_number(request.document_number());
  disposition.set_agency(call.caller->agency);
  *disposition.mutable_decide_time() = request.decide_time();
  disposition.set_note(request.note());
  return contract::Create(dispositions_, tx, call, std::move(disposition),
                          {.division = file.columns.division, .kind = request.kind(), .parent = file.columns.id});
}

absl::StatusOr<v1::ListDispositionsResponse> DispositionService::ListDispositions(
    const Call& call, const v1::ListDispositionsRequest& request, store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  if (!request.case_().empty()) filter.parent = std::string(*values::IdIn(request.case_(), store_.cases.collection()));
  return contract::List(dispositions_, tx, filter, call, request, *tokens_,
                        &v1::ListDispositionsResponse::mutable_dispositions);
}

absl::StatusOr<v1::VictimStatus> DispositionService::GetVictimStatus(const Call&,
                                                                     const v1::GetVictimStatusRequest& request,
                                                                     contract::ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto ids, store_.Find(tx, Role::kVictim, request.person()));
  v1::VictimStatus status;
  status.set_victim(!ids.empty());
  for (const std::string& id : ids) {
    status.add_victim_files(values::NameOf(store_.victim_files.collection(), id));
    tx.Touch(status.victim_files(status.victim_files_size() - 1));
  }
  return status;
}

}  // namespace liandong::casefile
