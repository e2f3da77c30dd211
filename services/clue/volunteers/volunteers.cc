#include "services/clue/volunteers/volunteers.h"

#include <utility>

#include "services/clue/volunteers/volunteer_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::clue {
namespace {

// 六(九): each volunteer is evaluated within a year of the last evaluation.
absl::Status OweEvaluation(const Process& process, const Call& call, const std::string& name, store::Tx& tx) {
  return process.obligations.Open(tx, {obligation::v1::OBLIGATION_KIND_EVALUATE_VOLUNTEER, call.caller->division, name},
                                  call.now);
}

absl::StatusOr<v1::Volunteer> RegisterVolunteer(const Process& process, const Call& call,
                                                const v1::RegisterVolunteerRequest& request, WriteTx& tx) {
  v1::Volunteer volunteer;
  volunteer.set_state(v1::VOLUNTEER_STATE_ACTIVE);
  *volunteer.mutable_person() = request.person();
  volunteer.set_organisation(request.organisation());
  *volunteer.mutable_create_time() = base::ToProto(call.now);
  LD_ASSIGN_OR_RETURN(v1::Volunteer made, contract::Create(process.volunteers, tx, call, std::move(volunteer),
                                                           {.state = v1::VOLUNTEER_STATE_ACTIVE}));
  LD_RETURN_IF_ERROR(OweEvaluation(process, call, made.name(), tx));
  return made;
}

absl::StatusOr<v1::Volunteer> EvaluateVolunteer(const Process& process, const Call& call,
                                                const v1::EvaluateVolunteerRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(
      process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_EVALUATE_VOLUNTEER, request.name(), call.now));
  auto evaluated = contract::Change<v1::Volunteer>(
      process.volunteers, tx, call, request.name(),
      [&](v1::Volunteer& volunteer) { return rules::Evaluate(volunteer, request); }, request.etag());
  if (evaluated.ok() && evaluated->state() == v1::VOLUNTEER_STATE_ACTIVE) {
    LD_RETURN_IF_ERROR(OweEvaluation(process, call, request.name(), tx));
  }
  return evaluated;
}

absl::StatusOr<v1::Volunteer> GetVolunteer(const Process& process, const Call& call,
                                           const v1::GetVolunteerRequest& request, ReadTx& tx) {
  return contract::Get(process.volunteers, tx, call, request.name());
}

absl::StatusOr<v1::ListVolunteersResponse> ListVolunteers(const Process& process, const Call& call,
                                                          const v1::ListVolunteersRequest& request, ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::IfSet(request.state());
  return contract::List(process.volunteers, tx, filter, call, request, &v1::ListVolunteersResponse::mutable_volunteers);
}

}  // namespace

void AddVolunteerHandlers(Handlers& handlers) {
  handlers.Write(&RegisterVolunteer);
  handlers.Write(&EvaluateVolunteer);
  handlers.Read(&GetVolunteer);
  handlers.Read(&ListVolunteers);
}

}  // namespace liandong::clue
