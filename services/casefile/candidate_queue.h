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

  static std::vector<store::Migration> Migrations();

  const records::Repository<v1::MatchCandidate>& candidates() const { return candidates_; }

  // Makes the queue what the record is like now: pairs that may be one person are put into it, and what is new of those
  // that wait there; those that may be no more, from neither side, are withdrawn. How many of the record's pairs wait.
  // `record` is `cases/…` or `victimFiles/…`.
  absl::StatusOr<int32_t> Match(const contract::Call& call, const std::string& record, store::Tx& tx) const;

 private:
  using Matches = std::vector<v1::Match>;

  // Those worth deciding; none of a record that was erased. As of what was kept before, not in the call's transaction,
  // which would conflict with every record that comes at the same time; what comes asks for its own matches.
  absl::StatusOr<Matches> MatchesWorthDeciding(const std::string& record) const;
  // False where the pair was decided.
  absl::StatusOr<bool> Put(const contract::Call& call, const v1::Match& match, store::Tx& tx) const;
  absl::Status Make(const contract::Call& call, const v1::Match& match, store::Tx& tx) const;
  absl::Status WithdrawAllBut(const std::string& record, const Matches& matches, store::Tx& tx) const;

  CasefileStore store_;
  records::Repository<v1::MatchCandidate> candidates_;
  const records::KeyIndex* keys_;
  store::Database* database_;
  telemetry::Metrics* metrics_;
};

}  // namespace liandong::casefile
