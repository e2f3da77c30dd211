#include "services/oversight/circulars/circulars.h"

#include <utility>

#include "services/oversight/circulars/circular_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::oversight {
namespace {

absl::StatusOr<v1::Circular> IssueCircular(const Process& process, const Call& call,
                                           const v1::IssueCircularRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto assessment,
                      contract::Get(process.duty_assessments, tx, call, request.duty_assessment()));
  LD_RETURN_IF_ERROR(rules::CheckCircular(request, assessment));
  v1::Circular circular;
  circular.set_kind(request.kind());
  circular.set_agency(request.agency());
  circular.set_duty_assessment(request.duty_assessment());
  circular.set_text(request.text());
  *circular.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(process.circulars, tx, call, std::move(circular), {.kind = request.kind()});
}

absl::StatusOr<v1::ListCircularsResponse> ListCirculars(const Process& process, const Call& call,
                                                        const v1::ListCircularsRequest& request, ReadTx& tx) {
  return contract::List(process.circulars, tx, {.reach = call.reach}, call, request,
                        &v1::ListCircularsResponse::mutable_circulars);
}

}  // namespace

void AddCircularHandlers(Handlers& handlers) {
  handlers.Write(&IssueCircular);
  handlers.Read(&ListCirculars);
}

}  // namespace liandong::oversight
