#include "services/casefile/match_service.h"

#include "services/casefile/matcher.h"

namespace liandong::casefile {
namespace {

template <typename Reply>
absl::StatusOr<Reply> Listed(const absl::StatusOr<std::vector<v1::Match>>& matches) {
  if (!matches.ok()) return matches.status();
  Reply reply;
  for (const v1::Match& match : *matches) *reply.add_matches() = match;
  return reply;
}

}  // namespace

MatchService::MatchService(const runtime::Parts& parts) : store_(parts.sealer, parts.keys) {}

std::map<std::string, contract::Handler> MatchService::Handlers() {
  return {{"FindMatches", contract::Bind(this, &MatchService::FindMatches)},
          {"FindMatchesOfCase", contract::Bind(this, &MatchService::FindMatchesOfCase)}};
}

absl::StatusOr<v1::FindMatchesResponse> MatchService::FindMatches(const Call& call,
                                                                  const v1::FindMatchesRequest& request,
                                                                  store::ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto file, store_.victim_files.Load(tx, call.reach, request.victim_file()));
  return Listed<v1::FindMatchesResponse>(MatchesOf(store_, tx, file.message));
}

absl::StatusOr<v1::FindMatchesOfCaseResponse> MatchService::FindMatchesOfCase(
    const Call& call, const v1::FindMatchesOfCaseRequest& request, store::ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto missing, store_.cases.Load(tx, call.reach, request.case_()));
  return Listed<v1::FindMatchesOfCaseResponse>(MatchesOf(store_, tx, missing.message));
}

}  // namespace liandong::casefile
