#include "services/casefile/dispositions/dispositions.h"

#include <utility>

#include "services/casefile/dispositions/disposition_rules.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::casefile {
namespace {

absl::StatusOr<v1::Disposition> RecordDisposition(const Process& process, const Call& call,
                                                  const v1::RecordDispositionRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckDisposition(request, call.caller->agency));
  LD_ASSIGN_OR_RETURN(const auto file, process.store.cases.Load(tx, call.reach, request.case_()));
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
  return contract::Create(process.store.dispositions, tx, call, std::move(disposition),
                          {.division = file.columns.division, .kind = request.kind(), .parent = file.columns.id});
}

absl::StatusOr<v1::ListDispositionsResponse> ListDispositions(const Process& process, const Call& call,
                                                              const v1::ListDispositionsRequest& request, ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  if (!request.case_().empty())
    filter.parent = std::string(*values::IdIn(request.case_(), process.store.cases.collection()));
  return contract::List(process.store.dispositions, tx, filter, call, request,
                        &v1::ListDispositionsResponse::mutable_dispositions);
}

}  // namespace

void AddDispositionHandlers(Handlers& handlers) {
  handlers.Write(&RecordDisposition);
  handlers.Read(&ListDispositions);
}

}  // namespace liandong::casefile
