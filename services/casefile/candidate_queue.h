#pragma once

#include <string>
#include <vector>

#include "liandong/casefile/v1/candidate_service.pb.h"
#include "services/casefile/store.h"
#include "shared/runtime/servant.h"

namespace liandong::casefile {

// The pairs that wait for the police to decide whether they are one person: 五(三)2.
class CandidateQueue {
 public:
  explicit CandidateQueue(const runtime::Parts& parts);

  const records::Repository<v1::MatchCandidate>& candidates() const { return candidates_; }

  // How a record's matches change the queue.
  struct Changes {
    std::vector<v1::Match> matches;      // worth deciding
    std::vector<std::string> withdrawn;  // ids of waiting candidates that may no longer be one person
  };

  // The changes for a record (`cases/…` or `victimFiles/…`). Gathered before the transaction that makes them; inside
  // it, the record would conflict with every other that arrives at the same time. Records that arrive meanwhile gather
  // changes of their own.
  absl::StatusOr<Changes> GatherChanges(const std::string& record, const contract::Reader& reader) const;
  // Updates the queue to the current state of the record. Adds its pairs that may be one person, updates those that
  // already wait, and withdraws those that are no longer likely from either side. Returns how many of the record's
  // pairs wait.
  absl::StatusOr<int32_t> Keep(const contract::Call& call, const Changes& changes, contract::WriteTx& tx) const;

 private:
  // False if the pair was decided.
  absl::StatusOr<bool> Put(const contract::Call& call, const v1::Match& match, contract::WriteTx& tx) const;
  absl::Status Make(const contract::Call& call, const v1::Match& match, contract::WriteTx& tx) const;
  // The matches worth deciding; none if the record was erased.
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
