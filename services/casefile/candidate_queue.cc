#include "services/casefile/candidate_queue.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/casefile/match_rules.h"
#include "services/casefile/matcher.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::casefile {
namespace {

constexpr char kPair[] = "match candidate/pair";
constexpr char kOfRecord[] = "match candidate/record";

std::string PairOf(const v1::Match& match) { return absl::StrCat(match.case_(), "|", match.victim_file()); }

bool IsOfCase(const std::string& record) { return values::IdIn(record, records::CollectionOf<v1::Case>()).has_value(); }

bool Contains(const std::vector<v1::Match>& matches, const v1::Match& pair) {
  return std::any_of(matches.begin(), matches.end(),
                     [&](const v1::Match& match) { return PairOf(match) == PairOf(pair); });
}

// The record was erased since the matches were requested, so there is nothing to match.
bool IsGone(const absl::Status& status) {
  const auto reason = errors::ReasonOf(status);
  return reason == contract::v1::ERROR_REASON_NOT_FOUND || reason == contract::v1::ERROR_REASON_RECORD_ERASED;
}

// All likely records of a case or a victim file.
absl::StatusOr<std::vector<v1::Match>> AllMatchesOf(const CasefileStore& store, const std::string& record,
                                                    store::ReadTx& tx) {
  if (IsOfCase(record)) {
    LD_ASSIGN_OR_RETURN(const auto missing, store.cases.Load(tx, {}, record));
    return MatchesOf(store, tx, missing.message);
  }
  LD_ASSIGN_OR_RETURN(const auto victim, store.victim_files.Load(tx, {}, record));
  return MatchesOf(store, tx, victim.message);
}

}  // namespace

CandidateQueue::CandidateQueue(const runtime::Parts& parts)
    : store_(parts.sealer, parts.keys), candidates_(parts.sealer), keys_(parts.keys), metrics_(parts.metrics) {}

absl::StatusOr<CandidateQueue::Changes> CandidateQueue::GatherChanges(const std::string& record,
                                                                      const contract::Reader& reader) const {
  Changes changes;
  LD_ASSIGN_OR_RETURN(changes.matches, MatchesOfRecord(record, reader));
  LD_ASSIGN_OR_RETURN(const auto waiting, reader.Read([&](store::ReadTx& tx) { return Waiting(record, tx); }));
  for (const v1::MatchCandidate& candidate : waiting) {
    const v1::Match& pair = candidate.match();
    if (Contains(changes.matches, pair)) continue;
    // It may still stand out among the candidates of the other record.
    LD_ASSIGN_OR_RETURN(const auto of_other,
                        MatchesOfRecord(IsOfCase(record) ? pair.victim_file() : pair.case_(), reader));
    if (Contains(of_other, pair)) continue;
    changes.withdrawn.emplace_back(*values::IdIn(candidate.name(), candidates_.collection()));
  }
  return changes;
}

absl::StatusOr<int32_t> CandidateQueue::Keep(const contract::Call& call, const Changes& changes,
                                             contract::WriteTx& tx) const {
  int32_t waiting = 0;
  for (const v1::Match& match : changes.matches) {
    LD_ASSIGN_OR_RETURN(const bool waits, Put(call, match, tx));
    if (waits) ++waiting;
  }
  for (const std::string& id : changes.withdrawn) LD_RETURN_IF_ERROR(Withdraw(id, tx));
  return waiting;
}

absl::StatusOr<std::vector<v1::Match>> CandidateQueue::MatchesOfRecord(const std::string& record,
                                                                       const contract::Reader& reader) const {
  auto all = reader.Read([&](store::ReadTx& tx) { return AllMatchesOf(store_, record, tx); });
  if (IsGone(all.status())) return std::vector<v1::Match>();
  LD_ASSIGN_OR_RETURN(std::vector<v1::Match> matches, std::move(all));
  // The most likely come first.
  matches.erase(std::find_if(matches.begin(), matches.end(),
                             [](const v1::Match& match) { return match.probability() < rules::kWorthDeciding; }),
                matches.end());
  return matches;
}

absl::StatusOr<std::vector<v1::MatchCandidate>> CandidateQueue::Waiting(const std::string& record,
                                                                        store::ReadTx& tx) const {
  LD_ASSIGN_OR_RETURN(const auto ids, keys_->Find(tx, kOfRecord, record));
  std::vector<v1::MatchCandidate> waiting;
  for (const std::string& id : ids) {
    auto loaded = candidates_.Load(tx, {}, values::NameOf(candidates_.collection(), id));
    if (IsGone(loaded.status())) continue;
    LD_ASSIGN_OR_RETURN(auto known, std::move(loaded));
    if (known.message.state() != v1::MATCH_CANDIDATE_STATE_PENDING) continue;
    waiting.push_back(std::move(known.message));
  }
  return waiting;
}

absl::StatusOr<bool> CandidateQueue::Put(const contract::Call& call, const v1::Match& match,
                                         contract::WriteTx& tx) const {
  LD_ASSIGN_OR_RETURN(const auto ids, keys_->Find(tx, kPair, PairOf(match)));
  if (ids.empty()) {
    LD_RETURN_IF_ERROR(Make(call, match, tx));
    return true;
  }
  LD_ASSIGN_OR_RETURN(auto known, candidates_.Load(tx, {}, values::NameOf(candidates_.collection(), ids[0])));
  if (!rules::MayChange(known.message)) return false;
  known.message.set_state(v1::MATCH_CANDIDATE_STATE_PENDING);
  *known.message.mutable_match() = match;
  known.columns.state = known.message.state();
  known.columns.kind = rules::BinOf(known.message);
  LD_RETURN_IF_ERROR(candidates_.Update(tx, known));
  return true;
}

absl::Status CandidateQueue::Make(const contract::Call& call, const v1::Match& match, contract::WriteTx& tx) const {
  v1::MatchCandidate candidate;
  candidate.set_state(v1::MATCH_CANDIDATE_STATE_PENDING);
  *candidate.mutable_match() = match;
  *candidate.mutable_create_time() = base::ToProto(call.now);
  LD_ASSIGN_OR_RETURN(const auto victim, store_.victim_files.Load(tx, {}, match.victim_file()));
  const contract::Placing placing{.division = victim.columns.division,
                                  .kind = rules::BinOf(candidate),
                                  .state = candidate.state(),
                                  .parent = victim.columns.id};
  LD_ASSIGN_OR_RETURN(const auto made, contract::Create(candidates_, tx, call, std::move(candidate), placing));
  const std::string id(*values::IdIn(made.name(), candidates_.collection()));
  LD_RETURN_IF_ERROR(keys_->Add(tx, kPair, PairOf(match), id));
  for (const std::string& record : {match.case_(), match.victim_file()})
    LD_RETURN_IF_ERROR(keys_->Add(tx, kOfRecord, record, id));
  tx.AfterCommit([this] { metrics_->Counter(telemetry::kMatchCandidates).Increment(); });
  return absl::OkStatus();
}

// A candidate that was erased or decided since the changes were gathered is left unchanged.
absl::Status CandidateQueue::Withdraw(const std::string& id, store::Tx& tx) const {
  auto loaded = candidates_.Load(tx, {}, values::NameOf(candidates_.collection(), id));
  if (IsGone(loaded.status())) return absl::OkStatus();
  LD_ASSIGN_OR_RETURN(auto known, std::move(loaded));
  if (known.message.state() != v1::MATCH_CANDIDATE_STATE_PENDING) return absl::OkStatus();
  known.message.set_state(v1::MATCH_CANDIDATE_STATE_WITHDRAWN);
  known.columns.state = known.message.state();
  return candidates_.Update(tx, known);
}

}  // namespace liandong::casefile
