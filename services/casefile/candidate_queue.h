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

  using Matches = std::vector<v1::Match>;

  // Of a record, `cases/…` or `victimFiles/…`, those worth deciding; none where it was erased. Asked for before the
  // transaction that keeps them, which would else conflict with every record that comes at the same time; what comes
  // asks for its own matches.
  absl::StatusOr<Matches> MatchesWorthDeciding(const std::string& record) const;
  // Makes the queue what the record is like now: these pairs that may be one person are put into it, and what is new of
  // those that wait there; those that may be no more, from neither side, are withdrawn. How many of the record's pairs
  // wait.
  absl::StatusOr<int32_t> Keep(const contract::Call& call, const std::string& record, const Matches& matches,
                               store::Tx& tx) const;

 private:
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
