#include "shared/common_services/obligations/overdue_notice.h"

#include "liandong/oversight/v1/duty_service.pb.h"

namespace liandong::common_services {
namespace {

constexpr char kNoteOverdue[] = "/liandong.oversight.v1.DutyService/NoteOverdue";

}  // namespace

absl::Status NoteOverdue(const outbox::Outbox& outbox, store::Tx& tx, const obligation::v1::Obligation& obligation,
                         absl::Time now) {
  oversight::v1::NoteOverdueRequest note;
  *note.mutable_obligation() = obligation;
  return outbox.Add(tx, contract::v1::SERVICE_OVERSIGHT, kNoteOverdue, note, contract::v1::CLAUSE_2_3, now);
}

}  // namespace liandong::common_services
