#include "services/casefile/candidates/candidates.h"

#include "services/casefile/candidates/candidate_queue.h"
#include "services/casefile/candidates/candidate_rules.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::casefile {
namespace {

const std::string& RecordOf(const v1::MatchRecordRequest& request) {
  return request.case_().empty() ? request.victim_file() : request.case_();
}

absl::StatusOr<v1::ListMatchCandidatesResponse> ListMatchCandidates(const Process& process, const Call& call,
                                                                    const v1::ListMatchCandidatesRequest& request,
                                                                    ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::IfSet(request.state());
  if (!request.victim_file().empty())
    filter.parent.emplace(*values::IdIn(request.victim_file(), process.store.victim_files.collection()));
  return contract::List(process.store.match_candidates, tx, filter, call, request,
                        &v1::ListMatchCandidatesResponse::mutable_match_candidates);
}

absl::StatusOr<v1::MatchCandidate> GetMatchCandidate(const Process& process, const Call& call,
                                                     const v1::GetMatchCandidateRequest& request, ReadTx& tx) {
  return contract::Get(process.store.match_candidates, tx, call, request.name());
}

absl::StatusOr<v1::MatchCandidate> DecideMatchCandidate(const Process& process, const Call& call,
                                                        const v1::DecideMatchCandidateRequest& request, WriteTx& tx) {
  return contract::Change<v1::MatchCandidate>(
      process.store.match_candidates, tx, call, request.name(),
      [&](v1::MatchCandidate& candidate) -> absl::Status {
        LD_ASSIGN_OR_RETURN(const auto victim,
                            process.store.victim_files.Load(tx, {}, candidate.match().victim_file()));
        return rules::DecideCandidate(candidate, request, victim.message, call.now);
      },
      request.etag());
}

absl::StatusOr<v1::MatchCalibration> GetMatchCalibration(const Process& process, const Call& call,
                                                         const v1::GetMatchCalibrationRequest&, ReadTx& tx) {
  // The kind of a candidate is its bin.
  const auto count = [&](v1::MatchCandidateState state) {
    return process.store.match_candidates.CountByKind(tx, {.reach = call.reach, .state = state},
                                                      rules::kCalibrationBins);
  };
  LD_ASSIGN_OR_RETURN(const std::vector<int64_t> pending, count(v1::MATCH_CANDIDATE_STATE_PENDING));
  LD_ASSIGN_OR_RETURN(const std::vector<int64_t> confirmed, count(v1::MATCH_CANDIDATE_STATE_CONFIRMED));
  LD_ASSIGN_OR_RETURN(const std::vector<int64_t> rejected, count(v1::MATCH_CANDIDATE_STATE_REJECTED));
  v1::MatchCalibration calibration;
  for (int32_t bin = 0; bin < rules::kCalibrationBins; ++bin) {
    const auto i = static_cast<size_t>(bin);
    if (pending[i] + confirmed[i] + rejected[i] == 0) continue;
    v1::CalibrationBin& counted = *calibration.add_bins();
    counted.set_from(rules::LowerBoundOf(bin));
    counted.set_below(rules::LowerBoundOf(bin + 1));
    counted.set_pending(pending[i]);
    counted.set_confirmed(confirmed[i]);
    counted.set_rejected(rejected[i]);
  }
  return calibration;
}

absl::StatusOr<QueueChanges> GatherChanges(const Process& process, const Call&, const v1::MatchRecordRequest& request,
                                           const Reader& reader) {
  if (request.case_().empty() == request.victim_file().empty()) {
    return errors::RefuseFields({{"victim_file", "must be given if case is empty, and left empty otherwise",
                                  "须填写 victim_file 或 case，且只填其一"}});
  }
  return GatherQueueChanges(process, RecordOf(request), reader);
}

absl::StatusOr<v1::MatchRecordResponse> MatchRecord(const Process& process, const Call& call,
                                                    const v1::MatchRecordRequest&, const QueueChanges& changes,
                                                    WriteTx& tx) {
  v1::MatchRecordResponse reply;
  LD_ASSIGN_OR_RETURN(const int32_t waiting, UpdateQueue(process, call, changes, tx));
  reply.set_waiting(waiting);
  return reply;
}

}  // namespace

void AddCandidateHandlers(Handlers& handlers) {
  handlers.Read(&ListMatchCandidates);
  handlers.Read(&GetMatchCandidate);
  handlers.Write(&DecideMatchCandidate);
  handlers.Read(&GetMatchCalibration);
  handlers.GatheredWrite(&GatherChanges, &MatchRecord);
}

}  // namespace liandong::casefile
