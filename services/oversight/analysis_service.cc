#include "services/oversight/analysis_service.h"

#include <utility>

#include "services/oversight/rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::oversight {

AnalysisService::AnalysisService(const runtime::Parts& parts)
    : analyses_(parts.sealer), suite_(parts.peers), obligations_(parts.obligations), tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> AnalysisService::Handlers() {
  using contract::Bind;
  using Self = AnalysisService;
  return {
      {"AnalyseSituation", Bind(this, &Self::AskCounts, &Self::AnalyseSituation)},
      {"GetAnalysis", Bind(this, &Self::GetAnalysis)},
      {"ListAnalyses", Bind(this, &Self::ListAnalyses)},
  };
}

absl::StatusOr<AnalysisService::Counts> AnalysisService::AskCounts(const Call& call,
                                                                   const v1::AnalyseSituationRequest& request,
                                                                   const contract::Reader&) {
  v1::AggregateRequest question;
  *question.mutable_from_time() = request.from_time();
  *question.mutable_until_time() = request.until_time();
  return suite_.Counts(question, call.purpose, call.deadline);
}

absl::StatusOr<v1::Analysis> AnalysisService::AnalyseSituation(const Call& call,
                                                               const v1::AnalyseSituationRequest& request,
                                                               const Counts& facts, store::Tx& tx) {
  if (base::FromProto(request.until_time()) <= base::FromProto(request.from_time())) {
    return errors::RefuseFields({{"until_time", "must be after from_time", "须晚于起始时间"}});
  }
  v1::Analysis analysis;
  *analysis.mutable_from_time() = request.from_time();
  *analysis.mutable_until_time() = request.until_time();
  analysis.set_conclusion(request.conclusion());
  *analysis.mutable_create_time() = base::ToProto(call.now);
  std::vector<v1::Cell> cells(facts.cells().begin(), facts.cells().end());
  analysis.set_suppressed(rules::Suppress(cells));
  for (v1::Cell& cell : cells) *analysis.add_cells() = std::move(cell);
  // 四(一): regularly, so the next analysis is due from now on.
  const std::string subject = analyses_.collection();
  const auto kind = obligation::v1::OBLIGATION_KIND_ANALYSE_SITUATION;
  LD_RETURN_IF_ERROR(obligations_->Meet(tx, kind, subject, call.now));
  LD_RETURN_IF_ERROR(obligations_->Open(tx, {kind, call.caller->division, subject}, call.now));
  return contract::Create(analyses_, tx, call, std::move(analysis));
}

absl::StatusOr<v1::Analysis> AnalysisService::GetAnalysis(const Call& call, const v1::GetAnalysisRequest& request,
                                                          store::ReadTx& tx) {
  return contract::Get(analyses_, tx, call, request.name());
}

absl::StatusOr<v1::ListAnalysesResponse> AnalysisService::ListAnalyses(const Call& call,
                                                                       const v1::ListAnalysesRequest& request,
                                                                       store::ReadTx& tx) {
  return contract::List(analyses_, tx, {.reach = call.reach}, call, request, *tokens_,
                        &v1::ListAnalysesResponse::mutable_analyses);
}

}  // namespace liandong::oversight
