#include "services/oversight/evaluations/evaluations.h"

#include <utility>

#include "services/oversight/calendar/calendar.h"
#include "services/oversight/evaluations/evaluation_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::oversight {
namespace {

absl::StatusOr<v1::Evaluation> RecordEvaluation(const Process& process, const Call& call,
                                                const v1::RecordEvaluationRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckEvaluation(request, call.now));
  // Evaluations are found by their year and kind: the column `kind` contains the year, `state` contains the kind.
  LD_ASSIGN_OR_RETURN(
      const auto existing,
      process.evaluations.Count(tx, {.reach = call.reach, .kind = request.year(), .state = request.kind()}));
  if (existing > 0) return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_8_1);
  v1::Evaluation evaluation;
  evaluation.set_kind(request.kind());
  evaluation.set_year(request.year());
  evaluation.set_duty_assessment(request.duty_assessment());
  evaluation.set_text(request.text());
  *evaluation.mutable_create_time() = base::ToProto(call.now);
  const auto duty = request.kind() == v1::EVALUATION_KIND_FINAL ? obligation::v1::OBLIGATION_KIND_FINAL_EVALUATION
                                                                : obligation::v1::OBLIGATION_KIND_STAGE_EVALUATION;
  LD_RETURN_IF_ERROR(process.obligations.Meet(tx, duty, YearSubject(request.year()), call.now));
  return contract::Create(process.evaluations, tx, call, std::move(evaluation),
                          {.kind = request.year(), .state = request.kind()});
}

absl::StatusOr<v1::ListEvaluationsResponse> ListEvaluations(const Process& process, const Call& call,
                                                            const v1::ListEvaluationsRequest& request, ReadTx& tx) {
  return contract::List(process.evaluations, tx, {.reach = call.reach}, call, request,
                        &v1::ListEvaluationsResponse::mutable_evaluations);
}

}  // namespace

void AddEvaluationHandlers(Handlers& handlers) {
  handlers.Write(&RecordEvaluation);
  handlers.Read(&ListEvaluations);
}

}  // namespace liandong::oversight
