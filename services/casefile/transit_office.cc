#include "services/casefile/transit_office.h"

#include <utility>

#include "services/casefile/area_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"
#include "shared/rule/rule.h"

namespace liandong::casefile {

TransitOffice::TransitOffice(const runtime::Parts& parts) : transits_(parts.sealer), obligations_(parts.obligations) {}

absl::Status TransitOffice::OpenIfFromElsewhere(const contract::Call& call, const v1::VictimFile& file,
                                                store::Tx& tx) const {
  const auto kind = rules::TransitKindOf(file);
  return kind.has_value() ? Open(call, file, *kind, tx).status() : absl::OkStatus();
}

absl::StatusOr<v1::Transit> TransitOffice::Open(const contract::Call& call, const v1::VictimFile& file,
                                                v1::TransitKind kind, store::Tx& tx) const {
  v1::Transit transit;
  transit.set_kind(kind);
  transit.set_state(v1::TRANSIT_STATE_OPEN);
  transit.set_victim_file(file.name());
  transit.set_nationality(file.person().nationality());
  if (file.person().document().type() == common::v1::DOCUMENT_TYPE_PASSPORT) {
    transit.set_passport_number(file.person().document().number());
  }
  *transit.mutable_person() = file.person();
  *transit.mutable_create_time() = base::ToProto(call.now);
  LD_ASSIGN_OR_RETURN(v1::Transit made,
                      contract::Create(transits_, tx, call, std::move(transit),
                                       {.division = file.division(), .kind = kind, .state = v1::TRANSIT_STATE_OPEN}));
  LD_RULE("7-2.the-foreign-affairs-office-is-told")
  if (kind == v1::TRANSIT_KIND_FOREIGNER) {
    LD_RETURN_IF_ERROR(obligations_->Open(
        tx, {obligation::v1::OBLIGATION_KIND_RECEIVE_FOREIGN_VICTIM, file.division(), made.name()}, call.now));
  }
  LD_RETURN_IF_ERROR(
      obligations_->Open(tx, {obligation::v1::OBLIGATION_KIND_RETURN_SAFELY, file.division(), made.name()}, call.now));
  return made;
}

}  // namespace liandong::casefile
