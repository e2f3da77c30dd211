#include "shared/common_services/obligations/overdue_notice.h"

#include "liandong/oversight/v1/duty_service.pb.h"
#include "shared/base/status_macros.h"

namespace liandong::common_services {
namespace {

constexpr char kNoteOverdue[] = "/liandong.oversight.v1.DutyService/NoteOverdue";
// As many as a message may have.
constexpr size_t kAtOnce = 50;

}  // namespace

absl::Status NoteOverdue(const outbox::Outbox& outbox, store::Tx& tx,
                         absl::Span<const obligation::v1::Obligation> obligations, absl::Time now) {
  for (size_t first = 0; first < obligations.size(); first += kAtOnce) {
    oversight::v1::NoteOverdueRequest note;
    for (const obligation::v1::Obligation& one : obligations.subspan(first, kAtOnce)) *note.add_obligations() = one;
    LD_RETURN_IF_ERROR(
        outbox.Add(tx, contract::v1::SERVICE_OVERSIGHT, kNoteOverdue, note, contract::v1::CLAUSE_2_3, now));
  }
  return absl::OkStatus();
}

}  // namespace liandong::common_services
