#include "services/casefile/candidate_service.h"

#include <utility>

#include "services/casefile/match_rules.h"
#include "shared/contract/standard_methods.h"

namespace liandong::casefile {
namespace {

constexpr char kMatchRecord[] = "/liandong.casefile.v1.CandidateService/MatchRecord";

const std::string& RecordOf(const v1::MatchRecordRequest& request) {
  return request.case_().empty() ? request.victim_file() : request.case_();
}

}  // namespace

absl::Status AnnounceToMatch(const outbox::Outbox& outbox, store::Tx& tx, const std::string& record, absl::Time now) {
  v1::MatchRecordRequest request;
  values::IdIn(record, records::CollectionOf<v1::Case>()).has_value() ? request.set_case_(record)
                                                                      : request.set_victim_file(record);
  return outbox.Add(tx, contract::v1::SERVICE_CASEFILE, kMatchRecord, request, contract::v1::CLAUSE_5_3_2, now);
}

CandidateService::CandidateService(const runtime::Parts& parts)
    : store_(parts.sealer, parts.keys), queue_(parts), tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> CandidateService::Handlers() {
  using contract::Bind;
  using Self = CandidateService;
  return {
      {"ListMatchCandidates", Bind(this, &Self::ListMatchCandidates)},
      {"GetMatchCandidate", Bind(this, &Self::GetMatchCandidate)},
      {"DecideMatchCandidate", Bind(this, &Self::DecideMatchCandidate)},
      {"GetMatchCalibration", Bind(this, &Self::GetMatchCalibration)},
      {"MatchRecord", Bind(this, &Self::GatherChanges, &Self::MatchRecord)},
  };
}

absl::StatusOr<v1::ListMatchCandidatesResponse> CandidateService::ListMatchCandidates(
    const Call& call, const v1::ListMatchCandidatesRequest& request, store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::Unless0(request.state());
  if (!request.victim_file().empty())
    filter.parent.emplace(*values::IdIn(request.victim_file(), store_.victim_files.collection()));
  return contract::List(queue_.candidates(), tx, filter, call, request, *tokens_,
                        &v1::ListMatchCandidatesResponse::mutable_match_candidates);
}

absl::StatusOr<v1::MatchCandidate> CandidateService::GetMatchCandidate(const Call& call,
                                                                       const v1::GetMatchCandidateRequest& request,
                                                                       store::ReadTx& tx) {
  return contract::Get(queue_.candidates(), tx, call, request.name());
}

absl::StatusOr<v1::MatchCandidate> CandidateService::DecideMatchCandidate(
    const Call& call, const v1::DecideMatchCandidateRequest& request, store::Tx& tx) {
  return contract::Change<v1::MatchCandidate>(
      queue_.candidates(), tx, call, request.name(),
      [&](v1::MatchCandidate& candidate) -> absl::Status {
        LD_ASSIGN_OR_RETURN(const auto victim, store_.victim_files.Load(tx, {}, candidate.match().victim_file()));
        return rules::DecideCandidate(candidate, request, victim.message, call.now);
      },
      request.etag());
}

absl::StatusOr<v1::MatchCalibration> CandidateService::GetMatchCalibration(const Call& call,
                                                                           const v1::GetMatchCalibrationRequest&,
                                                                           store::ReadTx& tx) {
  v1::MatchCalibration calibration;
  for (int32_t bin = 0; bin < rules::kCalibrationBins; ++bin) {
    const auto count = [&](v1::MatchCandidateState state) {
      return queue_.candidates().Count(tx, {.reach = call.reach, .kind = bin, .state = state});
    };
    v1::CalibrationBin counted;
    counted.set_from(bin * 1000 / rules::kCalibrationBins);
    counted.set_below((bin + 1) * 1000 / rules::kCalibrationBins);
    LD_ASSIGN_OR_RETURN(const int64_t pending, count(v1::MATCH_CANDIDATE_STATE_PENDING));
    LD_ASSIGN_OR_RETURN(const int64_t confirmed, count(v1::MATCH_CANDIDATE_STATE_CONFIRMED));
    LD_ASSIGN_OR_RETURN(const int64_t rejected, count(v1::MATCH_CANDIDATE_STATE_REJECTED));
    counted.set_pending(pending);
    counted.set_confirmed(confirmed);
    counted.set_rejected(rejected);
    if (pending + confirmed + rejected > 0) *calibration.add_bins() = counted;
  }
  return calibration;
}

absl::StatusOr<CandidateQueue::Changes> CandidateService::GatherChanges(const Call&,
                                                                        const v1::MatchRecordRequest& request,
                                                                        const contract::Reader& reader) {
  if (request.case_().empty() == request.victim_file().empty()) {
    return errors::RefuseFields({{"victim_file", "must be given if case is empty, and left empty otherwise",
                                  "须填写 victim_file 或 case，且只填其一"}});
  }
  return queue_.GatherChanges(RecordOf(request), reader);
}

absl::StatusOr<v1::MatchRecordResponse> CandidateService::MatchRecord(const Call& call, const v1::MatchRecordRequest&,
                                                                      const CandidateQueue::Changes& changes,
                                                                      contract::WriteTx& tx) {
  v1::MatchRecordResponse reply;
  LD_ASSIGN_OR_RETURN(const int32_t waiting, queue_.Keep(call, changes, tx));
  reply.set_waiting(waiting);
  return reply;
}

}  // namespace liandong::casefile
