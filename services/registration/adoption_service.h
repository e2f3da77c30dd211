#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/registration/v1/adoption_service.pb.h"
#include "services/registration/screener.h"
#include "services/registration/store.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::registration {

// The handlers of AdoptionService.
class AdoptionService : public runtime::Servant {
 public:
  explicit AdoptionService(const runtime::Parts& parts);

  static std::vector<store::Migration> Migrations();

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::Adoption> ApplyForAdoption(const Call& call, const v1::ApplyForAdoptionRequest& request,
                                                store::Tx& tx);
  absl::StatusOr<v1::Adoption> ReviewAdoption(const Call& call, const v1::ReviewAdoptionRequest& request,
                                              store::Tx& tx);
  absl::StatusOr<v1::Adoption> AssessAdoption(const Call& call, const v1::AssessAdoptionRequest& request,
                                              store::Tx& tx);
  absl::StatusOr<rules::Screenings> GatherBars(const Call& call, const v1::DecideAdoptionRequest& request,
                                               const contract::Reader& reader);
  absl::StatusOr<v1::Adoption> DecideAdoption(const Call& call, const v1::DecideAdoptionRequest& request,
                                              const rules::Screenings& facts, store::Tx& tx);
  absl::StatusOr<v1::Adoption> GetAdoption(const Call& call, const v1::GetAdoptionRequest& request, store::ReadTx& tx);
  absl::StatusOr<v1::ListAdoptionsResponse> ListAdoptions(const Call& call, const v1::ListAdoptionsRequest& request,
                                                          store::ReadTx& tx);
  absl::StatusOr<v1::DishonestyRecord> RecordDishonesty(const Call& call, const v1::RecordDishonestyRequest& request,
                                                        store::Tx& tx);
  absl::StatusOr<v1::ListDishonestyRecordsResponse> ListDishonestyRecords(
      const Call& call, const v1::ListDishonestyRecordsRequest& request, store::ReadTx& tx);

  RegistrationStore store_;
  records::Repository<v1::Adoption> adoptions_;
  records::Repository<v1::DishonestyRecord> dishonesty_;
  Screener screener_;
  const obligations::Book* obligations_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::registration
