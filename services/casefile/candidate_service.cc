#include "services/casefile/candidate_service.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/casefile/match_rules.h"
#include "services/casefile/matcher.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::casefile {
namespace {

constexpr char kMatchRecord[] = "/liandong.casefile.v1.CandidateService/MatchRecord";
constexpr char kPair[] = "match candidate/pair";

std::string PairOf(const v1::Match& match) { return absl::StrCat(match.case_(), "|", match.victim_file()); }

// Erased since the matches were asked for: there is nothing to match any more.
bool IsGone(const absl::Status& status) {
  const auto reason = base::ReasonOf(status);
  return reason == contract::v1::ERROR_REASON_NOT_FOUND || reason == contract::v1::ERROR_REASON_RECORD_ERASED;
}

}  // namespace

absl::Status AnnounceToMatch(const outbox::Outbox& outbox, store::Tx& tx, const std::string& record, absl::Time now) {
  v1::MatchRecordRequest request;
  base::IdIn(record, "cases").has_value() ? request.set_case_(record) : request.set_victim_file(record);
  return outbox.Add(tx, contract::v1::SERVICE_CASEFILE, kMatchRecord, request, contract::v1::CLAUSE_5_3_2, now);
}

CandidateService::CandidateService(const runtime::Parts& parts)
    : store_(parts.sealer, parts.keys),
      candidates_("match_candidate", "matchCandidates", parts.sealer),
      keys_(parts.keys),
      tokens_(parts.tokens),
      metrics_(parts.metrics) {}

std::vector<store::Migration> CandidateService::Migrations() {
  return records::SealedTable::Schemas({"match_candidate"});
}

const google::protobuf::ServiceDescriptor& CandidateService::Descriptor() const {
  return *v1::MatchRecordRequest::descriptor()->file()->service(0);
}

std::map<std::string, contract::Handler> CandidateService::Handlers() {
  using contract::Bind;
  using Self = CandidateService;
  return {
      {"ListMatchCandidates", Bind(this, &Self::ListMatchCandidates)},
      {"GetMatchCandidate", Bind(this, &Self::GetMatchCandidate)},
      {"DecideMatchCandidate", Bind(this, &Self::DecideMatchCandidate)},
      {"GetMatchCalibration", Bind(this, &Self::GetMatchCalibration)},
      {"MatchRecord", Bind(this, &Self::MatchRecord)},
  };
}

absl::StatusOr<v1::ListMatchCandidatesResponse> CandidateService::ListMatchCandidates(
    const Call& call, const v1::ListMatchCandidatesRequest& request, store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::Unless0(request.state());
  if (!request.victim_file().empty()) filter.parent.emplace(*base::IdIn(request.victim_file(), "victimFiles"));
  return contract::List(candidates_, tx, filter, call, request, *tokens_,
                        &v1::ListMatchCandidatesResponse::mutable_match_candidates);
}

absl::StatusOr<v1::MatchCandidate> CandidateService::GetMatchCandidate(const Call& call,
                                                                       const v1::GetMatchCandidateRequest& request,
                                                                       store::ReadTx& tx) {
  return contract::Get(candidates_, tx, call, request.name());
}

absl::StatusOr<v1::MatchCandidate> CandidateService::DecideMatchCandidate(
    const Call& call, const v1::DecideMatchCandidateRequest& request, store::Tx& tx) {
  return contract::Change<v1::MatchCandidate>(
      candidates_, tx, call, request.name(),
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
      return candidates_.Count(tx, {.reach = call.reach, .kind = bin, .state = state});
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

absl::StatusOr<v1::MatchRecordResponse> CandidateService::MatchRecord(const Call& call,
                                                                      const v1::MatchRecordRequest& request,
                                                                      store::Tx& tx) {
  if (request.case_().empty() == request.victim_file().empty()) {
    return base::RefuseFields({{"victim_file", "give this or case, not both", "与 case 二者择一"}});
  }
  v1::MatchRecordResponse reply;
  const auto matches = MatchesOfRecord(request, tx);
  if (IsGone(matches.status())) return reply;
  if (!matches.ok()) return matches.status();
  for (const v1::Match& match : *matches) {
    if (match.probability() < rules::kWorthDeciding) break;
    LD_ASSIGN_OR_RETURN(const bool waits, Queue(call, match, tx));
    if (waits) reply.set_waiting(reply.waiting() + 1);
  }
  return reply;
}

absl::StatusOr<std::vector<v1::Match>> CandidateService::MatchesOfRecord(const v1::MatchRecordRequest& request,
                                                                         store::ReadTx& tx) const {
  if (!request.case_().empty()) {
    LD_ASSIGN_OR_RETURN(const auto missing, store_.cases.Load(tx, {}, request.case_()));
    return MatchesOf(store_, tx, missing.message);
  }
  LD_ASSIGN_OR_RETURN(const auto victim, store_.victim_files.Load(tx, {}, request.victim_file()));
  return MatchesOf(store_, tx, victim.message);
}

absl::StatusOr<bool> CandidateService::Queue(const Call& call, const v1::Match& match, store::Tx& tx) const {
  LD_ASSIGN_OR_RETURN(const auto ids, keys_->Find(tx, kPair, PairOf(match)));
  if (!ids.empty()) {
    LD_ASSIGN_OR_RETURN(auto known, candidates_.Load(tx, {}, base::NameOf(candidates_.collection(), ids[0])));
    if (known.message.state() != v1::MATCH_CANDIDATE_STATE_PENDING) return false;
    *known.message.mutable_match() = match;
    known.columns.kind = rules::BinOf(known.message);
    LD_RETURN_IF_ERROR(candidates_.Update(tx, known));
    return true;
  }
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
  LD_RETURN_IF_ERROR(keys_->Add(tx, kPair, PairOf(match), *base::IdIn(made.name(), candidates_.collection())));
  call.AfterCommit([this] {
    metrics_->Counter("liandong_match_candidates_total", "Pairs that were found to be decided by the police.", {})
        .Increment();
  });
  return true;
}

}  // namespace liandong::casefile
