#pragma once

#include <string>
#include <vector>

#include "liandong/casefile/v1/candidate_service.pb.h"
#include "services/casefile/store.h"
#include "shared/runtime/servant.h"

namespace liandong::casefile {

// The pairs that wait for the police to say whether they are one person: 五(三)2.
class CandidateQueue {
 public:
  explicit CandidateQueue(const runtime::Parts& parts);

  const records::Repository<v1::MatchCandidate>& candidates() const { return candidates_; }

  // What a record's matches make of the queue.
  struct Changes {
    std::vector<v1::Match> matches;      // worth deciding
    std::vector<std::string> withdrawn;  // ids of candidates that wait there and may be one person no more
  };

  // Of a record, `cases/…` or `victimFiles/…`. Gathered before the transaction that makes the changes: in it, the
  // record would conflict with every other that comes at the same time. What comes meanwhile gathers its own changes.
  absl::StatusOr<Changes> GatherChanges(const std::string& record, const contract::Reader& reader) const;
  // Makes the queue what the record is like now: its pairs that may be one person are put into it, and what is new of
  // those that wait there; those that may be no more, from neither side, are withdrawn. How many of the record's pairs
  // wait.
  absl::StatusOr<int32_t> Keep(const contract::Call& call, const Changes& changes, contract::WriteTx& tx) const;

 private:
  // False where the pair was decided.
  absl::StatusOr<bool> Put(const contract::Call& call, const v1::Match& match, contract::WriteTx& tx) const;
  absl::Status Make(const contract::Call& call, const v1::Match& match, contract::WriteTx& tx) const;
  // Worth deciding; none where the record was erased.
  absl::StatusOr<std::vector<v1::Match>> MatchesOfRecord(const std::string& record,
                                                         const contract::Reader& reader) const;
  // The candidates of the record that wait.
  absl::StatusOr<std::vector<v1::MatchCandidate>> Waiting(const std::string& record, store::ReadTx& tx) const;
  absl::Status Withdraw(const std::string& id, store::Tx& tx) const;

  CasefileStore store_;
  records::Repository<v1::MatchCandidate> candidates_;
  const records::KeyIndex* keys_;
  telemetry::Metrics* metrics_;
};

}  // namespace liandong::casefile
