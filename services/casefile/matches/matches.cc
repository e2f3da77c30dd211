#include "services/casefile/matches/matches.h"

#include "services/casefile/matches/matcher.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::casefile {
namespace {

template <typename Reply>
absl::StatusOr<Reply> Listed(const absl::StatusOr<std::vector<v1::Match>>& matches) {
  if (!matches.ok()) return matches.status();
  Reply reply;
  for (const v1::Match& match : *matches) *reply.add_matches() = match;
  return reply;
}

absl::StatusOr<v1::FindMatchesResponse> FindMatches(const Process& process, const Call& call,
                                                    const v1::FindMatchesRequest& request, ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto file, process.store.victim_files.Load(tx, call.reach, request.victim_file()));
  return Listed<v1::FindMatchesResponse>(MatchesOf(process.store, tx, file.message));
}

absl::StatusOr<v1::FindMatchesOfCaseResponse> FindMatchesOfCase(const Process& process, const Call& call,
                                                                const v1::FindMatchesOfCaseRequest& request,
                                                                ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto missing, process.store.cases.Load(tx, call.reach, request.case_()));
  return Listed<v1::FindMatchesOfCaseResponse>(MatchesOf(process.store, tx, missing.message));
}

}  // namespace

void AddMatchHandlers(Handlers& handlers) {
  handlers.Read(&FindMatches);
  handlers.Read(&FindMatchesOfCase);
}

}  // namespace liandong::casefile
