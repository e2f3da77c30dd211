#include "services/oversight/budgets/budgets.h"

#include <utility>

#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::oversight {
namespace {

absl::StatusOr<v1::Budget> RecordBudget(const Process& process, const Call& call,
                                        const v1::RecordBudgetRequest& request, WriteTx& tx) {
  v1::Budget budget;
  budget.set_year(request.year());
  budget.set_amount(request.amount());
  *budget.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(process.budgets, tx, call, std::move(budget), {.kind = request.year()});
}

absl::StatusOr<v1::ListBudgetsResponse> ListBudgets(const Process& process, const Call& call,
                                                    const v1::ListBudgetsRequest& request, ReadTx& tx) {
  return contract::List(process.budgets, tx, {.reach = call.reach}, call, request,
                        &v1::ListBudgetsResponse::mutable_budgets);
}

}  // namespace

void AddBudgetHandlers(Handlers& handlers) {
  handlers.Write(&RecordBudget);
  handlers.Read(&ListBudgets);
}

}  // namespace liandong::oversight
