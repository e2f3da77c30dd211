#include "services/casefile/victims/victim_file_rules.h"

#include <google/protobuf/descriptor.h>

#include <string>

#include "shared/contract/access/writers.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::casefile::rules {
namespace {

void CopyField(const v1::VictimFile& from, v1::VictimFile& to, const std::string& name) {
  const auto* field = v1::VictimFile::descriptor()->FindFieldByName(name);
  v1::VictimFile copy = from;
  to.GetReflection()->ClearField(&to, field);
  to.GetReflection()->SwapFields(&to, &copy, {field});
}

}  // namespace

absl::Status UpdateVictimFile(v1::VictimFile& file, const v1::UpdateVictimFileRequest& request, law::Agency writer) {
  if (request.update_mask().paths().empty()) {
    return errors::RefuseFields({{"update_mask", "must name at least one field", "须至少列出一个字段"}},
                                contract::v1::ERROR_REASON_UPDATE_MASK_INVALID);
  }
  for (const std::string& path : request.update_mask().paths()) {
    const auto* field = v1::VictimFile::descriptor()->FindFieldByName(path);
    if (field == nullptr) {
      return errors::RefuseFields({{"update_mask", "names a field that does not exist", "含有不存在的字段"}},
                                  contract::v1::ERROR_REASON_UPDATE_MASK_INVALID);
    }
    // 五(四)4: the protos declare who may fill in which section.
    LD_RULE("5-4-4.each-agency-writes-its-own-section")
    if (auto allowed = contract::MayWrite(*field, writer); !allowed.ok()) return allowed;
  }
  for (const std::string& path : request.update_mask().paths()) CopyField(request.victim_file(), file, path);
  return absl::OkStatus();
}

}  // namespace liandong::casefile::rules
