#include "services/casefile/match_service.h"

#include "services/casefile/likely.h"
#include "services/casefile/match_rules.h"
#include "services/casefile/subjects.h"

namespace liandong::casefile {

MatchService::MatchService(const runtime::Parts& parts) : store_(parts.sealer, parts.keys) {}

const google::protobuf::ServiceDescriptor& MatchService::Descriptor() const {
  return *v1::FindMatchesRequest::descriptor()->file()->service(0);
}

std::map<std::string, contract::Handler> MatchService::Handlers() {
  return {{"FindMatches", contract::Bind(this, &MatchService::FindMatches)}};
}

absl::StatusOr<v1::FindMatchesResponse> MatchService::FindMatches(const Call& call,
                                                                  const v1::FindMatchesRequest& request,
                                                                  store::ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto file, store_.victim_files.Load(tx, call.reach, request.victim_file()));
  LD_ASSIGN_OR_RETURN(const std::vector<Candidate> candidates,
                      Compare(store_, tx, Role::kMissing, SubjectOf(file.message)));
  v1::FindMatchesResponse reply;
  for (const Candidate& candidate : candidates) {
    const std::string name = base::NameOf(store_.cases.collection(), candidate.id);
    LD_ASSIGN_OR_RETURN(const auto missing, store_.cases.Load(tx, {}, name));
    if (!rules::IsWorthALook(missing.message, file.message, candidate.probability)) continue;
    *reply.add_matches() = rules::Explain(name, candidate.score, candidate.probability);
    if (reply.matches_size() == rules::kMostMatches) break;
  }
  return reply;
}

}  // namespace liandong::casefile
