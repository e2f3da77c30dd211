#include "services/oversight/analyses/analyses.h"

#include <utility>
#include <vector>

#include "services/oversight/analyses/analysis_rules.h"
#include "services/oversight/calendar/calendar.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::oversight {
namespace {

using Counts = v1::AggregateResponse;

absl::StatusOr<Counts> GatherCounts(const Process& process, const Call& call,
                                    const v1::AnalyseSituationRequest& request, const Reader&) {
  v1::AggregateRequest question;
  *question.mutable_from_time() = request.from_time();
  *question.mutable_until_time() = request.until_time();
  return process.suite.Counts(question, call.purpose, call.deadline);
}

absl::StatusOr<v1::Analysis> AnalyseSituation(const Process& process, const Call& call,
                                              const v1::AnalyseSituationRequest& request, const Counts& facts,
                                              WriteTx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckPeriod(request));
  v1::Analysis analysis;
  *analysis.mutable_from_time() = request.from_time();
  *analysis.mutable_until_time() = request.until_time();
  analysis.set_conclusion(request.conclusion());
  *analysis.mutable_create_time() = base::ToProto(call.now);
  std::vector<v1::Cell> cells(facts.cells().begin(), facts.cells().end());
  analysis.set_suppressed(rules::Suppress(cells));
  for (v1::Cell& cell : cells) *analysis.add_cells() = std::move(cell);
  // 四(一): regularly, so the next analysis is due from now on.
  const auto kind = obligation::v1::OBLIGATION_KIND_ANALYSE_SITUATION;
  LD_RETURN_IF_ERROR(process.obligations.Meet(tx, kind, kAnalysisSubject, call.now));
  LD_RETURN_IF_ERROR(process.obligations.Open(
      tx, {.kind = kind, .division = call.caller->division, .subject = kAnalysisSubject}, call.now));
  return contract::Create(process.analyses, tx, call, std::move(analysis));
}

absl::StatusOr<v1::Analysis> GetAnalysis(const Process& process, const Call& call,
                                         const v1::GetAnalysisRequest& request, ReadTx& tx) {
  return contract::Get(process.analyses, tx, call, request.name());
}

absl::StatusOr<v1::ListAnalysesResponse> ListAnalyses(const Process& process, const Call& call,
                                                      const v1::ListAnalysesRequest& request, ReadTx& tx) {
  return contract::List(process.analyses, tx, {.reach = call.reach}, call, request,
                        &v1::ListAnalysesResponse::mutable_analyses);
}

}  // namespace

void AddAnalysisHandlers(Handlers& handlers) {
  handlers.GatheredWrite(&GatherCounts, &AnalyseSituation);
  handlers.Read(&GetAnalysis);
  handlers.Read(&ListAnalyses);
}

}  // namespace liandong::oversight
