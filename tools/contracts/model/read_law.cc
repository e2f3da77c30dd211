#include "tools/contracts/model/read_law.h"

#include <google/protobuf/descriptor.h>

#include "absl/strings/strip.h"
#include "liandong/contract/v1/error_reason.pb.h"
#include "liandong/obligation/v1/obligation.pb.h"
#include "shared/base/status_macros.h"
#include "tools/contracts/model/rules.h"

namespace liandong::contracts {
namespace {

using google::protobuf::EnumValueDescriptor;

// All values except the unspecified one.
template <typename Enum>
std::vector<const EnumValueDescriptor*> ValuesOf() {
  std::vector<const EnumValueDescriptor*> values;
  const auto* type = google::protobuf::GetEnumDescriptor<Enum>();
  for (int i = 0; i < type->value_count(); ++i) {
    if (type->value(i)->number() != 0) values.push_back(type->value(i));
  }
  return values;
}

template <typename Enum>
const EnumValueDescriptor& ValueOf(Enum number) {
  return *google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(number);
}

std::vector<Obligation> ObligationsOf(law::Clause clause) {
  std::vector<Obligation> obligations;
  for (const auto* value : ValuesOf<obligation::v1::ObligationKind>()) {
    const auto& info = value->options().GetExtension(obligation::v1::obligation_info);
    if (info.clause() != clause) continue;
    const bool named = info.owner() != law::Agency::AGENCY_UNSPECIFIED;
    obligations.push_back({.title_zh = info.title_zh(),
                           .title_en = info.title_en(),
                           .owner = named ? std::optional(info.owner()) : std::nullopt,
                           .hours = info.hours(),
                           .days = info.days(),
                           .months = info.months()});
  }
  return obligations;
}

// Collects whom an audience admits, list by list, as AudienceInfo orders them.
class AdmissionList {
 public:
  void AddAudience(AudienceId audience) {
    const auto& info = ValueOf(audience).options().GetExtension(contract::v1::audience);
    Add(info.leads(), {.role = Role::kLeads});
    Add(info.participants(), {.role = Role::kParticipants});
    Add(info.members(), {.role = Role::kMembers});
    Add(info.police(), {.role = Role::kAgency, .agency = law::Agency::AGENCY_PUBLIC_SECURITY});
    Add(info.civil_affairs(), {.role = Role::kAgency, .agency = law::Agency::AGENCY_CIVIL_AFFAIRS});
    Add(info.conference(), {.role = Role::kAgency, .agency = law::Agency::AGENCY_JOINT_CONFERENCE});
    Add(info.conference_office(), {.role = Role::kAgency, .agency = law::Agency::AGENCY_JOINT_CONFERENCE_OFFICE});
    Add(info.suite(), {.role = Role::kEveryService});
    for (const int clause : info.clauses()) AddNamed(static_cast<law::Clause>(clause), info);
    for (const int included : info.includes()) AddAudience(static_cast<AudienceId>(included));
  }

  std::vector<Admission> Take() && { return std::move(admissions_); }

 private:
  void Add(const google::protobuf::RepeatedField<int>& clauses, Admission admission) {
    for (const int clause : clauses) {
      admission.clause = static_cast<law::Clause>(clause);
      admissions_.push_back(admission);
    }
  }

  void AddNamed(law::Clause clause, const contract::v1::AudienceInfo& info) {
    for (const int agency : info.agencies()) {
      admissions_.push_back({.clause = clause, .role = Role::kAgency, .agency = static_cast<law::Agency>(agency)});
    }
    for (const int service : info.services()) {
      admissions_.push_back({.clause = clause, .role = Role::kService, .service = static_cast<law::Service>(service)});
    }
  }

  std::vector<Admission> admissions_;
};

}  // namespace

std::vector<Agency> ReadAgencies() {
  std::vector<Agency> agencies;
  for (const auto* value : ValuesOf<law::Agency>()) {
    const auto& info = value->options().GetExtension(contract::v1::agency_info);
    agencies.push_back({.agency = static_cast<law::Agency>(value->number()),
                        .name_zh = info.name_zh(),
                        .name_en = info.name_en(),
                        .member = info.member()});
  }
  return agencies;
}

std::vector<Process> ReadProcesses() {
  std::vector<Process> processes;
  for (const auto* value : ValuesOf<law::Service>()) {
    const auto& info = value->options().GetExtension(contract::v1::service_info);
    processes.push_back({.service = static_cast<law::Service>(value->number()),
                         .title_zh = info.title_zh(),
                         .purpose_en = info.purpose_en(),
                         .purpose_zh = info.purpose_zh(),
                         .port = info.port()});
  }
  return processes;
}

std::vector<Clause> ReadClauses() {
  std::vector<Clause> clauses;
  for (const auto* value : ValuesOf<law::Clause>()) {
    const auto clause = static_cast<law::Clause>(value->number());
    const std::string id = law::ClauseId(clause);
    clauses.push_back({.clause = clause,
                       .title = value->options().GetExtension(contract::v1::clause_info).title(),
                       .leads = contract::LeadsOf(clause),
                       .cooperators = contract::CooperatorsOf(clause),
                       .obligations = ObligationsOf(clause),
                       .rules = RulesOf(id),
                       .nothing_to_enforce = ReasonForNoRules(id)});
  }
  return clauses;
}

std::vector<Refusal> ReadRefusals() {
  std::vector<Refusal> refusals;
  for (const auto* value : ValuesOf<contract::v1::ErrorReason>()) {
    const auto& text = value->options().GetExtension(contract::v1::error_text);
    refusals.push_back({.reason = std::string(absl::StripPrefix(value->name(), "ERROR_REASON_")),
                        .code = text.code(),
                        .en = text.en(),
                        .zh = text.zh()});
  }
  return refusals;
}

absl::StatusOr<std::vector<Audience>> ReadAudiences() {
  std::vector<Audience> audiences;
  for (const auto* value : ValuesOf<AudienceId>()) {
    const auto audience = static_cast<AudienceId>(value->number());
    if (audience == AudienceId::AUDIENCE_CALLERS) continue;
    // First, because it ends for an audience that includes itself.
    LD_ASSIGN_OR_RETURN(std::vector<Grant> grants, contract::GrantsOf(audience));
    AdmissionList list;
    list.AddAudience(audience);
    audiences.push_back({.audience = audience, .admissions = std::move(list).Take(), .grants = std::move(grants)});
  }
  return audiences;
}

}  // namespace liandong::contracts
