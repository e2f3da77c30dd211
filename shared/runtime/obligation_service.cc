#include "shared/runtime/obligation_service.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/proto_time.h"
#include "shared/base/status_macros.h"
#include "shared/contract/pages.h"
#include "shared/ledger/tally.h"
#include "shared/limits/limits.h"
#include "shared/values/resource_name.h"

namespace liandong::runtime {

using namespace obligation::v1;  // NOLINT(google-build-using-namespace): the messages this file is about

std::map<std::string, contract::Handler> ObligationService::Handlers() {
  using contract::Bind;
  using Self = ObligationService;
  return {{"ListObligations", Bind(this, &Self::ListObligations)},
          {"WatchObligations", Bind(this, &Self::WatchObligations)},
          {"SummariseObligations", Bind(this, &Self::SummariseObligations)}};
}

absl::StatusOr<ListObligationsResponse> ObligationService::ListObligations(const Call& call,
                                                                           const ListObligationsRequest& request,
                                                                           store::ReadTx& tx) {
  const std::string audience = absl::StrCat(contract::PageAudience(call, {}), request.state(), "/", request.kind());
  LD_ASSIGN_OR_RETURN(const auto after, contract::PositionOf(*tokens_, audience, request.page_token()));
  const int size = contract::PageSize(request.page_size());
  obligations::Listing listing{{}, {}, after.has_value() ? after->id : "", size + 1};
  if (request.state() != OBLIGATION_STATE_UNSPECIFIED) listing.state = request.state();
  if (request.kind() != OBLIGATION_KIND_UNSPECIFIED) listing.kind = request.kind();
  LD_ASSIGN_OR_RETURN(auto found, book_->List(tx, call.reach, listing));
  ListObligationsResponse reply;
  const bool more = static_cast<int>(found.size()) > size;
  if (more) found.pop_back();
  for (Obligation& one : found) *reply.add_obligations() = std::move(one);
  if (more) {
    reply.set_next_page_token(
        tokens_->Close(audience, *values::IdIn(reply.obligations().rbegin()->name(), "obligations")));
  }
  return reply;
}

absl::StatusOr<std::vector<contract::Watched<ObligationEvent>>> ObligationService::WatchObligations(
    const Call& call, const WatchObligationsRequest&, store::ReadTx& tx, int64_t after) {
  LD_ASSIGN_OR_RETURN(auto stored, book_->EventsAfter(tx, call.reach, after, limits::kStreamPage));
  std::vector<contract::Watched<ObligationEvent>> events;
  events.reserve(stored.size());
  for (obligations::StoredEvent& one : stored) events.push_back({one.place, std::move(one.event)});
  return events;
}

absl::StatusOr<SummariseObligationsResponse> ObligationService::SummariseObligations(
    const Call&, const SummariseObligationsRequest& request, store::ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(auto standings, book_->Standings(tx, base::FromProto(request.from_time()),
                                                       base::FromProto(request.until_time())));
  SummariseObligationsResponse reply;
  for (Standing& standing : standings) *reply.add_standings() = std::move(standing);
  LD_ASSIGN_OR_RETURN(const auto tallies, ledger::TallyCallers(tx, base::FromProto(request.from_time()),
                                                               base::FromProto(request.until_time())));
  std::map<law::Agency, AgencyCalls> by_agency;
  for (const auto& [uri, tally] : tallies) {
    const auto caller = identity::ParseSpiffe(uri, trust_domain_);
    if (!caller.has_value() || caller->agency == contract::v1::AGENCY_UNSPECIFIED) continue;
    AgencyCalls& calls = by_agency[caller->agency];
    calls.set_agency(caller->agency);
    calls.set_calls(calls.calls() + tally.calls);
    calls.set_refusals(calls.refusals() + tally.refusals);
  }
  for (auto& [agency, calls] : by_agency) *reply.add_calls() = std::move(calls);
  return reply;
}

}  // namespace liandong::runtime
