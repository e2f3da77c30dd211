#include "shared/common_services/obligations/obligations.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "liandong/obligation/v1/obligation_service.pb.h"
#include "shared/base/proto_time.h"
#include "shared/base/status_macros.h"
#include "shared/contract/standard_methods/pages.h"
#include "shared/ledger/tally.h"
#include "shared/limits/limits.h"
#include "shared/values/resource_name.h"

namespace liandong::common_services {

using namespace obligation::v1;  // NOLINT(google-build-using-namespace): the messages this file is about

namespace {

absl::StatusOr<ListObligationsResponse> ListObligations(const Process& process, const Call& call,
                                                        const ListObligationsRequest& request, ReadTx& tx) {
  const std::string audience = absl::StrCat(contract::PageAudience(call, {}), request.state(), "/", request.kind());
  LD_ASSIGN_OR_RETURN(const auto after, contract::PositionOf(process.tokens, audience, request.page_token()));
  const int size = contract::PageSize(request.page_size());
  obligations::Listing listing{.after = after.has_value() ? after->id : "", .limit = size + 1};
  if (request.state() != OBLIGATION_STATE_UNSPECIFIED) listing.state = request.state();
  if (request.kind() != OBLIGATION_KIND_UNSPECIFIED) listing.kind = request.kind();
  LD_ASSIGN_OR_RETURN(auto found, process.obligations.List(tx, call.reach, listing));
  ListObligationsResponse reply;
  const bool more = static_cast<int>(found.size()) > size;
  if (more) found.pop_back();
  for (Obligation& one : found) *reply.add_obligations() = std::move(one);
  if (more) {
    reply.set_next_page_token(
        process.tokens.Close(audience, *values::IdIn(reply.obligations().rbegin()->name(), "obligations")));
  }
  return reply;
}

absl::StatusOr<records::EventsRead<ObligationEvent>> WatchObligations(const Process& process, const Call& call,
                                                                      const WatchObligationsRequest&, store::ReadTx& tx,
                                                                      int64_t after) {
  return process.obligations.EventsAfter(tx, call.reach, after, limits::kStreamPage);
}

absl::StatusOr<SummariseObligationsResponse> SummariseObligations(const Process& process, const Call&,
                                                                  const SummariseObligationsRequest& request,
                                                                  ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(auto standings, process.obligations.Standings(tx, base::FromProto(request.from_time()),
                                                                    base::FromProto(request.until_time())));
  SummariseObligationsResponse reply;
  for (Standing& standing : standings) *reply.add_standings() = std::move(standing);
  LD_ASSIGN_OR_RETURN(const auto tallies, ledger::TallyCallers(tx, base::FromProto(request.from_time()),
                                                               base::FromProto(request.until_time())));
  std::map<law::Agency, AgencyCalls> by_agency;
  for (const auto& [uri, tally] : tallies) {
    const auto caller = identity::ParseSpiffe(uri, process.trust_domain);
    if (!caller.has_value() || caller->agency == contract::v1::AGENCY_UNSPECIFIED) continue;
    AgencyCalls& calls = by_agency[caller->agency];
    calls.set_agency(caller->agency);
    calls.set_calls(calls.calls() + tally.calls);
    calls.set_refusals(calls.refusals() + tally.refusals);
  }
  for (auto& [agency, calls] : by_agency) *reply.add_calls() = std::move(calls);
  return reply;
}

}  // namespace

void AddObligationHandlers(Handlers& handlers) {
  handlers.Read(&ListObligations);
  handlers.Watch(&WatchObligations, obligations::Book::kEvents);
  handlers.Read(&SummariseObligations);
}

}  // namespace liandong::common_services
