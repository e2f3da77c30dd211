#include "shared/law/names.h"

#include <google/protobuf/descriptor.h>

#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

namespace liandong::law {
namespace {

using google::protobuf::EnumDescriptor;

std::string Slug(absl::string_view value_name, absl::string_view prefix) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(absl::StripPrefix(value_name, prefix)), {{"_", "-"}});
}

// Maps slugs to the numbers of all values except the unspecified one.
absl::flat_hash_map<std::string, int> SlugIndex(const EnumDescriptor& type, absl::string_view prefix) {
  absl::flat_hash_map<std::string, int> index;
  for (int i = 0; i < type.value_count(); ++i) {
    const auto* value = type.value(i);
    if (value->number() != 0) index.emplace(Slug(value->name(), prefix), value->number());
  }
  return index;
}

template <typename Enum>
std::optional<Enum> Find(const absl::flat_hash_map<std::string, int>& index, absl::string_view slug) {
  const auto found = index.find(slug);
  if (found == index.end()) return std::nullopt;
  return static_cast<Enum>(found->second);
}

// All values except the unspecified one.
template <typename Enum>
const std::vector<Enum>* ValuesOf(const EnumDescriptor& type) {
  auto* const values = new std::vector<Enum>;
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() != 0) values->push_back(static_cast<Enum>(type.value(i)->number()));
  }
  return values;
}

const contract::v1::AgencyInfo& InfoOf(Agency agency) {
  const auto* value = contract::v1::Agency_descriptor()->FindValueByNumber(agency);
  return value == nullptr ? contract::v1::AgencyInfo::default_instance()
                          : value->options().GetExtension(contract::v1::agency_info);
}

const contract::v1::ClauseInfo& InfoOf(Clause clause) {
  const auto* value = contract::v1::Clause_descriptor()->FindValueByNumber(clause);
  return value == nullptr ? contract::v1::ClauseInfo::default_instance()
                          : value->options().GetExtension(contract::v1::clause_info);
}

absl::flat_hash_map<std::string, int> ClauseIndex() {
  const EnumDescriptor& type = *contract::v1::Clause_descriptor();
  absl::flat_hash_map<std::string, int> index = SlugIndex(type, "CLAUSE_");
  for (int i = 0; i < type.value_count(); ++i) {
    const auto* value = type.value(i);
    if (value->number() == 0) continue;
    index.emplace(value->name(), value->number());
    index.emplace(InfoOf(static_cast<Clause>(value->number())).id(), value->number());
  }
  return index;
}

}  // namespace

std::string AgencySlug(Agency agency) { return Slug(contract::v1::Agency_Name(agency), "AGENCY_"); }

std::optional<Agency> AgencyFromSlug(absl::string_view slug) {
  static const auto* const index =
      new absl::flat_hash_map<std::string, int>(SlugIndex(*contract::v1::Agency_descriptor(), "AGENCY_"));
  return Find<Agency>(*index, slug);
}

std::string AgencyNameZh(Agency agency) { return InfoOf(agency).name_zh(); }

const std::vector<Agency>& Members() {
  static const auto* const members = new std::vector<Agency>([] {
    std::vector<Agency> found;
    const EnumDescriptor& type = *contract::v1::Agency_descriptor();
    for (int i = 0; i < type.value_count(); ++i) {
      const auto agency = static_cast<Agency>(type.value(i)->number());
      if (InfoOf(agency).member()) found.push_back(agency);
    }
    return found;
  }());
  return *members;
}

const std::vector<Agency>& AllAgencies() {
  static const auto* const agencies = ValuesOf<Agency>(*contract::v1::Agency_descriptor());
  return *agencies;
}

std::string ServiceSlug(Service service) { return Slug(contract::v1::Service_Name(service), "SERVICE_"); }

std::optional<Service> ServiceFromSlug(absl::string_view slug) {
  static const auto* const index =
      new absl::flat_hash_map<std::string, int>(SlugIndex(*contract::v1::Service_descriptor(), "SERVICE_"));
  return Find<Service>(*index, slug);
}

const std::vector<Service>& AllServices() {
  static const auto* const services = ValuesOf<Service>(*contract::v1::Service_descriptor());
  return *services;
}

std::string ClauseId(Clause clause) { return InfoOf(clause).id(); }

std::string ClauseSlug(Clause clause) { return Slug(contract::v1::Clause_Name(clause), "CLAUSE_"); }

std::optional<Clause> ClauseFromText(absl::string_view text) {
  static const auto* const index = new absl::flat_hash_map<std::string, int>(ClauseIndex());
  return Find<Clause>(*index, text);
}

}  // namespace liandong::law
