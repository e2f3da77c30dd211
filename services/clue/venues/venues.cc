#include "services/clue/venues/venues.h"

#include <utility>

#include "services/clue/venues/venue_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"
#include "shared/limits/limits.h"

namespace liandong::clue {
namespace {

absl::StatusOr<v1::Venue> RegisterVenue(const Process& process, const Call& call,
                                        const v1::RegisterVenueRequest& request, WriteTx& tx) {
  v1::Venue venue;
  venue.set_display_name(request.display_name());
  *venue.mutable_place() = request.place();
  venue.set_licence_number(request.licence_number());
  *venue.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(process.venues, tx, call, std::move(venue));
}

absl::StatusOr<v1::ListVenuesResponse> ListVenues(const Process& process, const Call& call,
                                                  const v1::ListVenuesRequest& request, ReadTx& tx) {
  return contract::List(process.venues, tx, {.reach = call.reach}, call, request,
                        &v1::ListVenuesResponse::mutable_venues);
}

absl::StatusOr<v1::VenueRoster> FileVenueRoster(const Process& process, const Call& call,
                                                const v1::FileVenueRosterRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto venue, process.venues.Load(tx, call.reach, request.venue()));
  v1::VenueRoster roster;
  roster.set_venue(request.venue());
  roster.set_day(request.day());
  *roster.mutable_workers() = request.workers();
  roster.set_log(request.log());
  *roster.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(process.venue_rosters, tx, call, std::move(roster), {.parent = venue.columns.id});
}

absl::StatusOr<v1::SearchVenueRosterResponse> SearchVenueRoster(const Process& process, const Call& call,
                                                                const v1::SearchVenueRosterRequest& request,
                                                                ReadTx& tx) {
  // Limited by the caller's division, not by who reported the clue.
  LD_ASSIGN_OR_RETURN(const auto clue, process.clues.records().Load(tx, call.reach, request.clue()));
  LD_RETURN_IF_ERROR(rules::CheckSearch(clue.message));
  LD_ASSIGN_OR_RETURN(const auto venue, process.venues.Load(tx, call.reach, request.venue()));
  tx.Touch(request.clue());
  LD_ASSIGN_OR_RETURN(auto rosters, process.venue_rosters.List(tx, {.reach = call.reach, .parent = venue.columns.id},
                                                               std::nullopt, limits::kMaxPageSize));
  v1::SearchVenueRosterResponse reply;
  for (auto& roster : rosters) *reply.add_venue_rosters() = std::move(roster.message);
  return reply;
}

}  // namespace

void AddVenueHandlers(Handlers& handlers) {
  handlers.Write(&RegisterVenue);
  handlers.Read(&ListVenues);
  handlers.Write(&FileVenueRoster);
  handlers.Read(&SearchVenueRoster);
}

}  // namespace liandong::clue
