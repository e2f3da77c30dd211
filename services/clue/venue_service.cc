#include "services/clue/venue_service.h"

#include <utility>

#include "services/clue/area_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"
#include "shared/limits/limits.h"

namespace liandong::clue {

VenueService::VenueService(const runtime::Parts& parts)
    : clues_(parts.sealer, parts.keys, parts.events),
      venues_(parts.sealer),
      rosters_(parts.sealer),
      tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> VenueService::Handlers() {
  using contract::Bind;
  using Self = VenueService;
  return {
      {"RegisterVenue", Bind(this, &Self::RegisterVenue)},
      {"ListVenues", Bind(this, &Self::ListVenues)},
      {"FileVenueRoster", Bind(this, &Self::FileVenueRoster)},
      {"SearchVenueRoster", Bind(this, &Self::SearchVenueRoster)},
  };
}

absl::StatusOr<v1::Venue> VenueService::RegisterVenue(const Call& call, const v1::RegisterVenueRequest& request,
                                                      store::Tx& tx) {
  v1::Venue venue;
  venue.set_display_name(request.display_name());
  *venue.mutable_place() = request.place();
  venue.set_licence_number(request.licence_number());
  *venue.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(venues_, tx, call, std::move(venue));
}

absl::StatusOr<v1::ListVenuesResponse> VenueService::ListVenues(const Call& call, const v1::ListVenuesRequest& request,
                                                                store::ReadTx& tx) {
  return contract::List(venues_, tx, {.reach = call.reach}, call, request, *tokens_,
                        &v1::ListVenuesResponse::mutable_venues);
}

absl::StatusOr<v1::VenueRoster> VenueService::FileVenueRoster(const Call& call,
                                                              const v1::FileVenueRosterRequest& request,
                                                              store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const auto venue, venues_.Load(tx, call.reach, request.venue()));
  v1::VenueRoster roster;
  roster.set_venue(request.venue());
  roster.set_day(request.day());
  *roster.mutable_workers() = request.workers();
  roster.set_log(request.log());
  *roster.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(rosters_, tx, call, std::move(roster), {.parent = venue.columns.id});
}

absl::StatusOr<v1::SearchVenueRosterResponse> VenueService::SearchVenueRoster(
    const Call& call, const v1::SearchVenueRosterRequest& request, contract::ReadTx& tx) {
  // Limited by the caller's division, not by who reported the clue.
  LD_ASSIGN_OR_RETURN(const auto clue, clues_.clues().Load(tx, call.reach, request.clue()));
  LD_RETURN_IF_ERROR(rules::CheckSearch(clue.message));
  LD_ASSIGN_OR_RETURN(const auto venue, venues_.Load(tx, call.reach, request.venue()));
  tx.Touch(request.clue());
  LD_ASSIGN_OR_RETURN(auto rosters, rosters_.List(tx, {.reach = call.reach, .parent = venue.columns.id}, std::nullopt,
                                                  limits::kMaxPageSize));
  v1::SearchVenueRosterResponse reply;
  for (auto& roster : rosters) *reply.add_venue_rosters() = std::move(roster.message);
  return reply;
}

}  // namespace liandong::clue
