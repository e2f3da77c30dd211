#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/casefile/v1/candidate_service.pb.h"
#include "services/casefile/candidate_queue.h"
#include "services/casefile/store.h"
#include "shared/runtime/servant.h"

namespace liandong::casefile {

// Requests the record's matches in the transaction that stores it. `record` is `cases/…` or `victimFiles/…`.
absl::Status AnnounceToMatch(const outbox::Outbox& outbox, store::Tx& tx, const std::string& record, absl::Time now);

class CandidateService : public runtime::Servant {
 public:
  explicit CandidateService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::ListMatchCandidatesResponse> ListMatchCandidates(const Call& call,
                                                                      const v1::ListMatchCandidatesRequest& request,
                                                                      store::ReadTx& tx);
  absl::StatusOr<v1::MatchCandidate> GetMatchCandidate(const Call& call, const v1::GetMatchCandidateRequest& request,
                                                       store::ReadTx& tx);
  absl::StatusOr<v1::MatchCandidate> DecideMatchCandidate(const Call& call,
                                                          const v1::DecideMatchCandidateRequest& request,
                                                          store::Tx& tx);
  absl::StatusOr<v1::MatchCalibration> GetMatchCalibration(const Call& call,
                                                           const v1::GetMatchCalibrationRequest& request,
                                                           store::ReadTx& tx);
  absl::StatusOr<CandidateQueue::Changes> GatherChanges(const Call& call, const v1::MatchRecordRequest& request,
                                                        const contract::Reader& reader);
  absl::StatusOr<v1::MatchRecordResponse> MatchRecord(const Call& call, const v1::MatchRecordRequest& request,
                                                      const CandidateQueue::Changes& changes, contract::WriteTx& tx);

  CasefileStore store_;
  CandidateQueue queue_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::casefile
