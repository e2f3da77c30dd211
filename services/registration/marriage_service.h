#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/registration/v1/marriage_service.pb.h"
#include "services/registration/store.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::registration {

// The handlers of MarriageService.
class MarriageService : public runtime::Servant {
 public:
  explicit MarriageService(const runtime::Parts& parts);

  static std::vector<store::Migration> Migrations();

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::Marriage> RecordMarriage(const Call& call, const v1::RecordMarriageRequest& request,
                                              store::Tx& tx);
  absl::StatusOr<v1::ListMarriagesResponse> ListMarriages(const Call& call, const v1::ListMarriagesRequest& request,
                                                          store::ReadTx& tx);
  absl::StatusOr<v1::FindEntryExitsResponse> FindEntryExits(const Call& call, const v1::FindEntryExitsRequest& request,
                                                            contract::ReadTx& tx);

  RegistrationStore store_;
  records::Repository<v1::Marriage> marriages_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::registration
