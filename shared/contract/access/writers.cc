#include "shared/contract/access/writers.h"

#include <vector>

#include "liandong/contract/v1/disclosure.pb.h"
#include "shared/base/status_macros.h"
#include "shared/contract/access/access.h"
#include "shared/errors/errors.h"

namespace liandong::contract {
namespace {

absl::Status RefuseUnlessIn(const std::vector<v1::Audience>& audiences, v1::Agency agency) {
  for (const v1::Audience audience : audiences) {
    if (ActorsOf(audience).agencies.test(agency)) return absl::OkStatus();
  }
  LD_ASSIGN_OR_RETURN(const std::vector<Grant> grants, GrantsOf(audiences.front()));
  return errors::Refuse(v1::ERROR_REASON_SECTION_OF_ANOTHER_AGENCY,
                        grants.empty() ? v1::CLAUSE_UNSPECIFIED : grants.front().clause);
}

}  // namespace

absl::Status MayWrite(const google::protobuf::FieldDescriptor& field, v1::Agency writer) {
  const std::vector<v1::Audience> writers = AudiencesIn(field.options(), v1::writers);
  if (writers.empty()) {
    return errors::RefuseFields({{"update_mask", "names a field that cannot be updated", "含有不可更新的字段"}},
                                v1::ERROR_REASON_UPDATE_MASK_INVALID);
  }
  return RefuseUnlessIn(writers, writer);
}

absl::Status MayChoose(const google::protobuf::EnumValueDescriptor& value, v1::Agency chooser) {
  const std::vector<v1::Audience> choosers = AudiencesIn(value.options(), v1::choosers);
  return choosers.empty() ? absl::OkStatus() : RefuseUnlessIn(choosers, chooser);
}

}  // namespace liandong::contract
