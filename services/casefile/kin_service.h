#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/casefile/v1/kin_service.pb.h"
#include "services/casefile/store.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::casefile {

class KinService : public runtime::Servant {
 public:
  explicit KinService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::KinSearch> OpenKinSearch(const Call& call, const v1::OpenKinSearchRequest& request, store::Tx& tx);
  absl::StatusOr<v1::KinSearch> ProposeKin(const Call& call, const v1::ProposeKinRequest& request, store::Tx& tx);
  absl::StatusOr<v1::KinSearch> ConfirmKin(const Call& call, const v1::ConfirmKinRequest& request, store::Tx& tx);
  absl::StatusOr<v1::KinSearch> DiscloseToKin(const Call& call, const v1::DiscloseToKinRequest& request, store::Tx& tx);
  absl::StatusOr<v1::KinSearch> UrgeKin(const Call& call, const v1::UrgeKinRequest& request, store::Tx& tx);
  absl::StatusOr<v1::KinSearch> GetKinSearch(const Call& call, const v1::GetKinSearchRequest& request,
                                             store::ReadTx& tx);
  absl::StatusOr<v1::ListKinSearchesResponse> ListKinSearches(const Call& call,
                                                              const v1::ListKinSearchesRequest& request,
                                                              store::ReadTx& tx);

  CasefileStore store_;
  records::Repository<v1::KinSearch> searches_;
  const obligations::Book* obligations_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::casefile
