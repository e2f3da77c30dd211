#pragma once

#include <map>
#include <string>

#include "liandong/casefile/v1/match_service.pb.h"
#include "services/casefile/store.h"
#include "shared/runtime/servant.h"

namespace liandong::casefile {

class MatchService : public runtime::Servant {
 public:
  explicit MatchService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::FindMatchesResponse> FindMatches(const Call& call, const v1::FindMatchesRequest& request,
                                                      store::ReadTx& tx);
  absl::StatusOr<v1::FindMatchesOfCaseResponse> FindMatchesOfCase(const Call& call,
                                                                  const v1::FindMatchesOfCaseRequest& request,
                                                                  store::ReadTx& tx);

  CasefileStore store_;
};

}  // namespace liandong::casefile
