#include "services/registration/households/households.h"

#include <utility>

#include "services/registration/checks/conclusion.h"
#include "services/registration/households/household_rules.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::registration {
namespace {

// The check, with what the request contains.
v1::Check CheckOf(const v1::CheckHouseholdRegistrationRequest& request) {
  v1::Check check;
  check.set_kind(v1::CHECK_KIND_HOUSEHOLD);
  *check.add_parties() = request.person();
  check.set_victim_file(request.victim_file());
  return check;
}

absl::StatusOr<CheckFacts> GatherHousehold(const Process& process, const Call& call,
                                           const v1::CheckHouseholdRegistrationRequest& request, const Reader& reader) {
  LD_ASSIGN_OR_RETURN(rules::Screenings screenings, process.screener.Household(call, request));
  return GatherPast(process, std::move(screenings), CheckOf(request), reader);
}

absl::StatusOr<v1::Check> CheckHouseholdRegistration(const Process& process, const Call& call,
                                                     const v1::CheckHouseholdRegistrationRequest& request,
                                                     const CheckFacts& facts, WriteTx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckHouseholdBasis(request, facts.screenings));
  return Conclude(process, call, CheckOf(request), rules::HouseholdReasons(request, facts.screenings), facts,
                  request.note(), tx);
}

}  // namespace

void AddHouseholdHandlers(Handlers& handlers) { handlers.GatheredWrite(&GatherHousehold, &CheckHouseholdRegistration); }

}  // namespace liandong::registration
