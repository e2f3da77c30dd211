#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/ledger/v1/ledger_service.pb.h"
#include "shared/ledger/witness.h"
#include "shared/runtime/belonging.h"
#include "shared/runtime/servant.h"

namespace liandong::runtime {

// LedgerService, as every process of the suite serves it for its own ledger and as a witness of the others.
class LedgerService : public Servant {
 public:
  // Records of the `types` may belong to other records. The witness is not owned.
  LedgerService(const Parts& parts, ledger::TreeHash hash, const ledger::Witness* witness, RecordTypes types);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<ledger::v1::GetCheckpointResponse> GetCheckpoint(const Call& call,
                                                                  const ledger::v1::GetCheckpointRequest& request,
                                                                  store::ReadTx& tx);
  absl::StatusOr<ledger::v1::GetInclusionProofResponse> GetInclusionProof(
      const Call& call, const ledger::v1::GetInclusionProofRequest& request, store::ReadTx& tx);
  absl::StatusOr<ledger::v1::GetConsistencyProofResponse> GetConsistencyProof(
      const Call& call, const ledger::v1::GetConsistencyProofRequest& request, store::ReadTx& tx);
  absl::StatusOr<ledger::v1::ListEntriesResponse> ListEntries(const Call& call,
                                                              const ledger::v1::ListEntriesRequest& request,
                                                              store::ReadTx& tx);
  absl::StatusOr<ledger::v1::ListAccessesResponse> ListAccesses(const Call& call,
                                                                const ledger::v1::ListAccessesRequest& request,
                                                                store::ReadTx& tx);
  absl::StatusOr<ledger::v1::GetWitnessedResponse> GetWitnessed(const Call& call,
                                                                const ledger::v1::GetWitnessedRequest& request,
                                                                store::ReadTx& tx);
  absl::StatusOr<ledger::v1::AddCheckpointResponse> AddCheckpoint(const Call& call,
                                                                  const ledger::v1::AddCheckpointRequest& request,
                                                                  store::Tx& tx);
  absl::StatusOr<ledger::v1::AcceptRestoredLedgerResponse> AcceptRestoredLedger(
      const Call& call, const ledger::v1::AcceptRestoredLedgerRequest& request, store::Tx& tx);

  const std::string origin_;
  const ledger::TreeHash hash_;
  const std::string trust_domain_;
  const ledger::Witness* witness_;
  const RecordTypes types_;
};

}  // namespace liandong::runtime
