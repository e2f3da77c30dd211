#include "services/casefile/candidates/candidate_queue.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/casefile/candidates/candidate_rules.h"
#include "services/casefile/matches/matcher.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::casefile {
namespace {

constexpr char kMatchRecord[] = "/liandong.casefile.v1.CandidateService/MatchRecord";
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

// The matches worth deciding; none if the record was erased.
absl::StatusOr<std::vector<v1::Match>> MatchesOfRecord(const CasefileStore& store, const std::string& record,
                                                       const Reader& reader) {
  auto all = reader.Read([&](store::ReadTx& tx) { return AllMatchesOf(store, record, tx); });
  if (IsGone(all.status())) return std::vector<v1::Match>();
  LD_ASSIGN_OR_RETURN(std::vector<v1::Match> matches, std::move(all));
  // The most likely come first.
  matches.erase(std::find_if_not(matches.begin(), matches.end(), rules::IsWorthDeciding), matches.end());
  return matches;
}

// The candidate if it waits. A candidate that was erased or decided meanwhile does not.
absl::StatusOr<std::optional<records::Record<v1::MatchCandidate>>> LoadPending(const CasefileStore& store,
                                                                               const std::string& id,
                                                                               store::ReadTx& tx) {
  auto loaded = store.match_candidates.Load(tx, {}, values::NameOf(store.match_candidates.collection(), id));
  if (IsGone(loaded.status())) return std::nullopt;
  LD_ASSIGN_OR_RETURN(auto candidate, std::move(loaded));
  if (!rules::IsPending(candidate.message)) return std::nullopt;
  return candidate;
}

absl::StatusOr<std::vector<v1::MatchCandidate>> PendingOf(const CasefileStore& store, const std::string& record,
                                                          store::ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto ids, store.keys->Find(tx, kOfRecord, record));
  std::vector<v1::MatchCandidate> pending;
  for (const std::string& id : ids) {
    LD_ASSIGN_OR_RETURN(auto candidate, LoadPending(store, id, tx));
    if (candidate.has_value()) pending.push_back(std::move(candidate->message));
  }
  return pending;
}

absl::Status Make(const Process& process, const Call& call, const v1::Match& match, WriteTx& tx) {
  const CasefileStore& store = process.store;
  v1::MatchCandidate candidate;
  candidate.set_state(v1::MATCH_CANDIDATE_STATE_PENDING);
  *candidate.mutable_match() = match;
  *candidate.mutable_create_time() = base::ToProto(call.now);
  LD_ASSIGN_OR_RETURN(const auto victim, store.victim_files.Load(tx, {}, match.victim_file()));
  const contract::Placing placing{.division = victim.columns.division,
                                  .kind = rules::BinOf(candidate),
                                  .state = candidate.state(),
                                  .parent = victim.columns.id};
  LD_ASSIGN_OR_RETURN(const auto made,
                      contract::Create(store.match_candidates, tx, call, std::move(candidate), placing));
  const std::string id(*values::IdIn(made.name(), store.match_candidates.collection()));
  LD_RETURN_IF_ERROR(store.keys->Add(tx, kPair, PairOf(match), id));
  for (const std::string& record : {match.case_(), match.victim_file()})
    LD_RETURN_IF_ERROR(store.keys->Add(tx, kOfRecord, record, id));
  tx.AfterCommit([&process] { process.metrics.Counter(telemetry::kMatchCandidates).Increment(); });
  return absl::OkStatus();
}

// False if the pair was decided.
absl::StatusOr<bool> Put(const Process& process, const Call& call, const v1::Match& match, WriteTx& tx) {
  const auto& candidates = process.store.match_candidates;
  LD_ASSIGN_OR_RETURN(const auto ids, process.store.keys->Find(tx, kPair, PairOf(match)));
  if (ids.empty()) {
    LD_RETURN_IF_ERROR(Make(process, call, match, tx));
    return true;
  }
  LD_ASSIGN_OR_RETURN(auto known, candidates.Load(tx, {}, values::NameOf(candidates.collection(), ids[0])));
  if (!rules::MayChange(known.message)) return false;
  known.message.set_state(v1::MATCH_CANDIDATE_STATE_PENDING);
  *known.message.mutable_match() = match;
  known.columns.state = known.message.state();
  known.columns.kind = rules::BinOf(known.message);
  LD_RETURN_IF_ERROR(candidates.Update(tx, known));
  return true;
}

absl::Status Withdraw(const CasefileStore& store, const std::string& id, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(auto candidate, LoadPending(store, id, tx));
  if (!candidate.has_value()) return absl::OkStatus();
  candidate->message.set_state(v1::MATCH_CANDIDATE_STATE_WITHDRAWN);
  candidate->columns.state = candidate->message.state();
  return store.match_candidates.Update(tx, *candidate);
}

}  // namespace

absl::Status RequestQueueUpdate(const Process& process, const std::string& record, absl::Time now, WriteTx& tx) {
  v1::MatchRecordRequest request;
  IsOfCase(record) ? request.set_case_(record) : request.set_victim_file(record);
  return process.outbox.Add(tx, contract::v1::SERVICE_CASEFILE, kMatchRecord, request, contract::v1::CLAUSE_5_3_2, now);
}

absl::StatusOr<QueueChanges> GatherQueueChanges(const Process& process, const std::string& record,
                                                const Reader& reader) {
  const CasefileStore& store = process.store;
  QueueChanges changes;
  LD_ASSIGN_OR_RETURN(changes.matches, MatchesOfRecord(store, record, reader));
  LD_ASSIGN_OR_RETURN(const auto pending, reader.Read([&](store::ReadTx& tx) { return PendingOf(store, record, tx); }));
  for (const v1::MatchCandidate& candidate : pending) {
    const v1::Match& pair = candidate.match();
    if (Contains(changes.matches, pair)) continue;
    // It may still stand out among the candidates of the other record.
    LD_ASSIGN_OR_RETURN(const auto of_other,
                        MatchesOfRecord(store, IsOfCase(record) ? pair.victim_file() : pair.case_(), reader));
    if (Contains(of_other, pair)) continue;
    changes.withdrawn.emplace_back(*values::IdIn(candidate.name(), store.match_candidates.collection()));
  }
  return changes;
}

absl::StatusOr<int32_t> UpdateQueue(const Process& process, const Call& call, const QueueChanges& changes,
                                    WriteTx& tx) {
  int32_t waiting = 0;
  for (const v1::Match& match : changes.matches) {
    LD_ASSIGN_OR_RETURN(const bool waits, Put(process, call, match, tx));
    if (waits) ++waiting;
  }
  for (const std::string& id : changes.withdrawn) LD_RETURN_IF_ERROR(Withdraw(process.store, id, tx));
  return waiting;
}

}  // namespace liandong::casefile
