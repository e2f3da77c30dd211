#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/oversight/v1/analysis_service.pb.h"
#include "services/oversight/suite.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::oversight {

class AnalysisService : public runtime::Servant {
 public:
  explicit AnalysisService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;
  using Counts = v1::AggregateResponse;

  absl::StatusOr<Counts> AskCounts(const Call& call, const v1::AnalyseSituationRequest& request,
                                   const contract::Reader& reader);
  absl::StatusOr<v1::Analysis> AnalyseSituation(const Call& call, const v1::AnalyseSituationRequest& request,
                                                const Counts& facts, store::Tx& tx);
  absl::StatusOr<v1::Analysis> GetAnalysis(const Call& call, const v1::GetAnalysisRequest& request, store::ReadTx& tx);
  absl::StatusOr<v1::ListAnalysesResponse> ListAnalyses(const Call& call, const v1::ListAnalysesRequest& request,
                                                        store::ReadTx& tx);

  records::Repository<v1::Analysis> analyses_;
  Suite suite_;
  const obligations::Book* obligations_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::oversight
