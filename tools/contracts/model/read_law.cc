#include "tools/contracts/model/read_law.h"

#include <google/protobuf/descriptor.h>

#include <utility>

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

// Those of the audience, then those of the audiences that it includes.
std::vector<Admission> AllAdmissionsOf(AudienceId audience) {
  const auto& info = ValueOf(audience).options().GetExtension(contract::v1::audience);
  std::vector<Admission> admissions = contract::AdmissionsOf(info);
  for (const int included : info.includes()) {
    for (Admission& admission : AllAdmissionsOf(static_cast<AudienceId>(included))) {
      admissions.push_back(std::move(admission));
    }
  }
  return admissions;
}

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
    audiences.push_back({.audience = audience, .admissions = AllAdmissionsOf(audience), .grants = std::move(grants)});
  }
  return audiences;
}

}  // namespace liandong::contracts
