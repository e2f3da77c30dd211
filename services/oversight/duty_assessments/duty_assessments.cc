#include "services/oversight/duty_assessments/duty_assessments.h"

#include <utility>

#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"
#include "shared/values/dates.h"

namespace liandong::oversight {
namespace {

// The answers of the services, added up.
using Standings = v1::DutyAssessment;

absl::StatusOr<Standings> GatherStandings(const Process& process, const Call& call,
                                          const v1::AssessDutiesRequest& request, const Reader&) {
  const auto begin = [](int year) { return absl::FromCivil(absl::CivilDay(year, 1, 1), values::DistrictTimeZone()); };
  LD_ASSIGN_OR_RETURN(auto said,
                      process.suite.Standings(begin(request.year()), begin(request.year() + 1), call.deadline));
  Standings standings;
  standings.set_year(request.year());
  *standings.mutable_standings() = std::move(*said.mutable_standings());
  *standings.mutable_calls() = std::move(*said.mutable_calls());
  return standings;
}

absl::StatusOr<v1::DutyAssessment> AssessDuties(const Process& process, const Call& call,
                                                const v1::AssessDutiesRequest& request, const Standings& facts,
                                                WriteTx& tx) {
  v1::DutyAssessment assessment = facts;
  *assessment.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(process.duty_assessments, tx, call, std::move(assessment), {.kind = request.year()});
}

absl::StatusOr<v1::DutyAssessment> GetDutyAssessment(const Process& process, const Call& call,
                                                     const v1::GetDutyAssessmentRequest& request, ReadTx& tx) {
  return contract::Get(process.duty_assessments, tx, call, request.name());
}

absl::StatusOr<v1::ListDutyAssessmentsResponse> ListDutyAssessments(const Process& process, const Call& call,
                                                                    const v1::ListDutyAssessmentsRequest& request,
                                                                    ReadTx& tx) {
  return contract::List(process.duty_assessments, tx, {.reach = call.reach}, call, request,
                        &v1::ListDutyAssessmentsResponse::mutable_duty_assessments);
}

}  // namespace

void AddDutyAssessmentHandlers(Handlers& handlers) {
  handlers.GatheredWrite(&GatherStandings, &AssessDuties);
  handlers.Read(&GetDutyAssessment);
  handlers.Read(&ListDutyAssessments);
}

}  // namespace liandong::oversight
