#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/clue/v1/venue_service.pb.h"
#include "services/clue/store.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::clue {

class VenueService : public runtime::Servant {
 public:
  explicit VenueService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::Venue> RegisterVenue(const Call& call, const v1::RegisterVenueRequest& request, store::Tx& tx);
  absl::StatusOr<v1::ListVenuesResponse> ListVenues(const Call& call, const v1::ListVenuesRequest& request,
                                                    store::ReadTx& tx);
  absl::StatusOr<v1::VenueRoster> FileVenueRoster(const Call& call, const v1::FileVenueRosterRequest& request,
                                                  store::Tx& tx);
  absl::StatusOr<v1::SearchVenueRosterResponse> SearchVenueRoster(const Call& call,
                                                                  const v1::SearchVenueRosterRequest& request,
                                                                  contract::ReadTx& tx);

  ClueStore clues_;
  records::Repository<v1::Venue> venues_;
  records::Repository<v1::VenueRoster> rosters_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::clue
