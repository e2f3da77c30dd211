#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/placement/v1/guardianship_service.pb.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::placement {

class GuardianshipService : public runtime::Servant {
 public:
  explicit GuardianshipService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::GuardianshipHelp> RequestGuardianshipHelp(const Call& call,
                                                               const v1::RequestGuardianshipHelpRequest& request,
                                                               store::Tx& tx);
  absl::StatusOr<v1::GuardianshipHelp> DecideGuardianshipHelp(const Call& call,
                                                              const v1::DecideGuardianshipHelpRequest& request,
                                                              store::Tx& tx);
  absl::StatusOr<v1::ListGuardianshipHelpsResponse> ListGuardianshipHelps(
      const Call& call, const v1::ListGuardianshipHelpsRequest& request, store::ReadTx& tx);

  records::Repository<v1::GuardianshipHelp> helps_;
  const obligations::Book* obligations_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::placement
