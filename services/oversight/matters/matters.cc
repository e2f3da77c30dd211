#include "services/oversight/matters/matters.h"

#include <utility>

#include "services/oversight/matters/matter_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::oversight {
namespace {

absl::StatusOr<v1::Matter> OpenMatter(const Process& process, const Call& call, const v1::OpenMatterRequest& request,
                                      WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto convener, contract::Get(process.conveners, tx, call, request.convener()));
  LD_RETURN_IF_ERROR(rules::CheckConvener(convener));
  v1::Matter matter;
  matter.set_state(v1::MATTER_STATE_OPEN);
  matter.set_title(request.title());
  matter.set_owner(request.owner());
  matter.set_convener(request.convener());
  *matter.mutable_due_time() = request.due_time();
  *matter.mutable_create_time() = base::ToProto(call.now);
  auto record = contract::NewRecord(call, std::move(matter), {.state = v1::MATTER_STATE_OPEN});
  // Only the agency that owns the matter may report on it.
  record.columns.owner = identity::OwnerOf(request.owner(), call.caller->division);
  LD_RETURN_IF_ERROR(process.matters.Insert(tx, record));
  LD_RETURN_IF_ERROR(process.obligations.Open(tx,
                                              {.kind = obligation::v1::OBLIGATION_KIND_AGREED_MATTER,
                                               .division = call.caller->division,
                                               .subject = record.message.name(),
                                               .owner = request.owner(),
                                               .due = base::FromProto(request.due_time())},
                                              call.now));
  return std::move(record.message);
}

absl::StatusOr<v1::Matter> ReportMatterProgress(const Process& process, const Call& call,
                                                const v1::ReportMatterProgressRequest& request, WriteTx& tx) {
  return contract::Change<v1::Matter>(
      process.matters, tx, call, request.name(),
      [&](v1::Matter& matter) { return rules::ReportProgress(matter, request, call.now); }, request.etag());
}

absl::StatusOr<v1::Matter> CloseMatter(const Process& process, const Call& call, const v1::CloseMatterRequest& request,
                                       WriteTx& tx) {
  LD_RETURN_IF_ERROR(
      process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_AGREED_MATTER, request.name(), call.now));
  return contract::Change<v1::Matter>(
      process.matters, tx, call, request.name(),
      [&](v1::Matter& matter) { return rules::CloseMatter(matter, call.now); }, request.etag());
}

absl::StatusOr<v1::Matter> GetMatter(const Process& process, const Call& call, const v1::GetMatterRequest& request,
                                     ReadTx& tx) {
  return contract::Get(process.matters, tx, call, request.name());
}

absl::StatusOr<v1::ListMattersResponse> ListMatters(const Process& process, const Call& call,
                                                    const v1::ListMattersRequest& request, ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::IfSet(request.state());
  return contract::List(process.matters, tx, filter, call, request, &v1::ListMattersResponse::mutable_matters);
}

}  // namespace

void AddMatterHandlers(Handlers& handlers) {
  handlers.Write(&OpenMatter);
  handlers.Write(&ReportMatterProgress);
  handlers.Write(&CloseMatter);
  handlers.Read(&GetMatter);
  handlers.Read(&ListMatters);
}

}  // namespace liandong::oversight
