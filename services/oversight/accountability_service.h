#pragma once

#include <map>
#include <string>

#include "liandong/oversight/v1/accountability_service.pb.h"
#include "services/oversight/suite.h"
#include "shared/runtime/servant.h"

namespace liandong::oversight {

class AccountabilityService : public runtime::Servant {
 public:
  explicit AccountabilityService(const runtime::Parts& parts) : suite_(parts.peers) {}

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::ListDataAccessesResponse> AskAccesses(const Call& call, const v1::ListDataAccessesRequest& request,
                                                           const contract::Reader& reader);
  absl::StatusOr<v1::ListDataAccessesResponse> ListDataAccesses(const Call& call,
                                                                const v1::ListDataAccessesRequest& request,
                                                                const v1::ListDataAccessesResponse& facts,
                                                                contract::WriteTx& tx);

  Suite suite_;
};

}  // namespace liandong::oversight
