#include <google/protobuf/descriptor.h>

#include <map>
#include <set>
#include <string>

#include "services/casefile/rules.h"
#include "shared/base/errors.h"
#include "shared/rule/rule.h"

namespace liandong::casefile::rules {
namespace {

// 五(四)4: who writes what. The needs may be noted by each lead, since each meets the victim.
const std::map<std::string, std::set<base::Agency>>& WritersByField() {
  using contract::v1::AGENCY_CIVIL_AFFAIRS;
  using contract::v1::AGENCY_HUMAN_RESOURCES;
  using contract::v1::AGENCY_JUSTICE_BUREAU;
  using contract::v1::AGENCY_PUBLIC_SECURITY;
  static const auto* const writers = new std::map<std::string, std::set<base::Agency>>{
      {"person", {AGENCY_PUBLIC_SECURITY}},
      {"appearance", {AGENCY_PUBLIC_SECURITY}},
      {"origin", {AGENCY_PUBLIC_SECURITY}},
      {"buying_family", {AGENCY_PUBLIC_SECURITY}},
      {"police_section", {AGENCY_PUBLIC_SECURITY}},
      {"civil_affairs_section", {AGENCY_CIVIL_AFFAIRS}},
      {"justice_section", {AGENCY_JUSTICE_BUREAU}},
      {"human_resources_section", {AGENCY_HUMAN_RESOURCES}},
      {"needs", {AGENCY_PUBLIC_SECURITY, AGENCY_CIVIL_AFFAIRS, AGENCY_JUSTICE_BUREAU, AGENCY_HUMAN_RESOURCES}}};
  return *writers;
}

void CopyField(const v1::VictimFile& from, v1::VictimFile& to, const std::string& name) {
  const auto* field = v1::VictimFile::descriptor()->FindFieldByName(name);
  v1::VictimFile copy = from;
  to.GetReflection()->ClearField(&to, field);
  to.GetReflection()->SwapFields(&to, &copy, {field});
}

}  // namespace

absl::Status UpdateVictimFile(v1::VictimFile& file, const v1::UpdateVictimFileRequest& request, base::Agency writer) {
  if (request.update_mask().paths().empty()) {
    return base::RefuseFields({{"update_mask", "must name at least one field", "须至少列出一个字段"}},
                              contract::v1::ERROR_REASON_UPDATE_MASK_INVALID);
  }
  for (const std::string& path : request.update_mask().paths()) {
    const auto writers = WritersByField().find(path);
    if (writers == WritersByField().end()) {
      return base::RefuseFields(
          {{"update_mask", "names a field that is not written this way", "含有不可如此更新的字段"}},
          contract::v1::ERROR_REASON_UPDATE_MASK_INVALID);
    }
    LD_RULE("5-4-4.each-agency-writes-its-own-section")
    if (writers->second.count(writer) == 0) {
      return base::Refuse(contract::v1::ERROR_REASON_SECTION_OF_ANOTHER_AGENCY, contract::v1::CLAUSE_5_4_4);
    }
  }
  for (const std::string& path : request.update_mask().paths()) CopyField(request.victim_file(), file, path);
  return absl::OkStatus();
}

}  // namespace liandong::casefile::rules
