#include "shared/contract/access/admissions.h"

#include <utility>

namespace liandong::contract {
namespace {

using Numbers = google::protobuf::RepeatedField<int>;

template <typename Enum>
std::vector<Enum> Values(const Numbers& numbers) {
  std::vector<Enum> values;
  for (const int number : numbers) values.push_back(static_cast<Enum>(number));
  return values;
}

void Add(std::vector<Admission>& admissions, const Numbers& clauses, const Admission& under_each) {
  for (const v1::Clause clause : Values<v1::Clause>(clauses)) admissions.emplace_back(under_each).clause = clause;
}

Admission Only(v1::Agency agency) { return {.role = Role::kAgencies, .agencies = {agency}}; }

}  // namespace

std::vector<Admission> AdmissionsOf(const v1::AudienceInfo& info) {
  std::vector<Admission> admissions;
  Add(admissions, info.leads(), {.role = Role::kLeads});
  Add(admissions, info.participants(), {.role = Role::kParticipants});
  Add(admissions, info.members(), {.role = Role::kMembers});
  Add(admissions, info.police(), Only(v1::AGENCY_PUBLIC_SECURITY));
  Add(admissions, info.civil_affairs(), Only(v1::AGENCY_CIVIL_AFFAIRS));
  Add(admissions, info.conference(), Only(v1::AGENCY_JOINT_CONFERENCE));
  Add(admissions, info.conference_office(), Only(v1::AGENCY_JOINT_CONFERENCE_OFFICE));
  Add(admissions, info.suite(), {.role = Role::kEveryService});
  auto agencies = Values<v1::Agency>(info.agencies());
  if (!agencies.empty()) {
    Add(admissions, info.clauses(), {.role = Role::kAgencies, .agencies = std::move(agencies)});
  }
  auto services = Values<v1::Service>(info.services());
  if (!services.empty()) {
    Add(admissions, info.clauses(), {.role = Role::kServices, .services = std::move(services)});
  }
  return admissions;
}

}  // namespace liandong::contract
