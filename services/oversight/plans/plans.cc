#include "services/oversight/plans/plans.h"

#include <utility>

#include "services/oversight/calendar/calendar.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::oversight {
namespace {

absl::StatusOr<v1::Plan> FilePlan(const Process& process, const Call& call, const v1::FilePlanRequest& request,
                                  WriteTx& tx) {
  v1::Plan plan;
  plan.set_agency(call.caller->agency);
  plan.set_title(request.title());
  plan.set_text(request.text());
  *plan.mutable_create_time() = base::ToProto(call.now);
  LD_RETURN_IF_ERROR(process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_FILE_PLAN,
                                              PlanSubject(call.caller->agency), call.now));
  return contract::Create(process.plans, tx, call, std::move(plan));
}

absl::StatusOr<v1::ListPlansResponse> ListPlans(const Process& process, const Call& call,
                                                const v1::ListPlansRequest& request, ReadTx& tx) {
  return contract::List(process.plans, tx, {.reach = call.reach}, call, request, &v1::ListPlansResponse::mutable_plans);
}

}  // namespace

void AddPlanHandlers(Handlers& handlers) {
  handlers.Write(&FilePlan);
  handlers.Read(&ListPlans);
}

}  // namespace liandong::oversight
