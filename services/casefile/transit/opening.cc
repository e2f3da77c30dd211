#include "services/casefile/transit/opening.h"

#include <utility>

#include "services/casefile/transit/transit_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"
#include "shared/rule/rule.h"

namespace liandong::casefile {

absl::Status OpenTransitIfFromElsewhere(const Process& process, const Call& call, const v1::VictimFile& file,
                                        WriteTx& tx) {
  const auto kind = rules::TransitKindOf(file);
  return kind.has_value() ? OpenTransitOfKind(process, call, file, *kind, tx).status() : absl::OkStatus();
}

absl::StatusOr<v1::Transit> OpenTransitOfKind(const Process& process, const Call& call, const v1::VictimFile& file,
                                              v1::TransitKind kind, WriteTx& tx) {
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
                      contract::Create(process.store.transits, tx, call, std::move(transit),
                                       {.division = file.division(), .kind = kind, .state = v1::TRANSIT_STATE_OPEN}));
  LD_RULE("7-2.the-foreign-affairs-office-is-told")
  if (kind == v1::TRANSIT_KIND_FOREIGNER) {
    LD_RETURN_IF_ERROR(process.obligations.Open(
        tx, {obligation::v1::OBLIGATION_KIND_RECEIVE_FOREIGN_VICTIM, file.division(), made.name()}, call.now));
  }
  LD_RETURN_IF_ERROR(process.obligations.Open(
      tx, {obligation::v1::OBLIGATION_KIND_RETURN_SAFELY, file.division(), made.name()}, call.now));
  return made;
}

}  // namespace liandong::casefile
