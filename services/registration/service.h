#pragma once

#include <map>
#include <string>

#include "services/registration/check_desk.h"
#include "services/registration/screener.h"
#include "shared/runtime/process.h"

namespace liandong::registration {

// The handlers of RegistrationService: convert, load, decide, apply.
class RegistrationService : public runtime::Servant {
 public:
  explicit RegistrationService(const runtime::Parts& parts);

  static std::vector<store::Migration> Migrations() { return RegistrationStore::Migrations(); }

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;
  using Screenings = rules::Screenings;

  absl::StatusOr<CheckFacts> GatherMarriage(const Call& call, const v1::CheckMarriageRequest& request,
                                            const contract::Reader& reader);
  absl::StatusOr<v1::Check> CheckMarriage(const Call& call, const v1::CheckMarriageRequest& request,
                                          const CheckFacts& facts, contract::WriteTx& tx);
  absl::StatusOr<CheckFacts> GatherAdoption(const Call& call, const v1::CheckAdoptionRequest& request,
                                            const contract::Reader& reader);
  absl::StatusOr<v1::Check> CheckAdoption(const Call& call, const v1::CheckAdoptionRequest& request,
                                          const CheckFacts& facts, contract::WriteTx& tx);
  absl::StatusOr<CheckFacts> GatherHousehold(const Call& call, const v1::CheckHouseholdRegistrationRequest& request,
                                             const contract::Reader& reader);
  absl::StatusOr<v1::Check> CheckHouseholdRegistration(const Call& call,
                                                       const v1::CheckHouseholdRegistrationRequest& request,
                                                       const CheckFacts& facts, contract::WriteTx& tx);
  absl::StatusOr<v1::Check> GetCheck(const Call& call, const v1::GetCheckRequest& request, store::ReadTx& tx);
  absl::StatusOr<v1::ListChecksResponse> ListChecks(const Call& call, const v1::ListChecksRequest& request,
                                                    store::ReadTx& tx);
  absl::StatusOr<v1::EntryExit> RecordEntryExit(const Call& call, const v1::RecordEntryExitRequest& request,
                                                store::Tx& tx);
  absl::StatusOr<Screenings> GatherBars(const Call& call, const v1::DecideHeldCheckRequest& request,
                                        const contract::Reader& reader);
  absl::StatusOr<v1::Check> DecideHeldCheck(const Call& call, const v1::DecideHeldCheckRequest& request,
                                            const Screenings& bars, store::Tx& tx);

  CheckDesk desk_;
  const RegistrationStore& store_;
  records::Repository<v1::Adoption> adoptions_;
  Screener screener_;
  const obligations::Book* obligations_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::registration
