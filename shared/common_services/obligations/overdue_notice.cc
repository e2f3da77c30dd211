#include "shared/common_services/obligations/overdue_notice.h"

#include <map>

#include "liandong/oversight/v1/duty_service.pb.h"
#include "shared/base/status_macros.h"

namespace liandong::common_services {
namespace {

constexpr char kNoteOverdue[] = "/liandong.oversight.v1.DutyService/NoteOverdue";
// As many as a message may have.
constexpr int kAtOnce = 50;

}  // namespace

absl::Status NoteOverdue(const outbox::Outbox& outbox, store::Tx& tx,
                         absl::Span<const obligation::v1::Obligation> obligations, absl::Time now) {
  // A message for each kind: a receiver that does not know one yet refuses only that one.
  std::map<obligation::v1::ObligationKind, oversight::v1::NoteOverdueRequest> notes;
  const auto send = [&](oversight::v1::NoteOverdueRequest& note) {
    return outbox.Add(tx, contract::v1::SERVICE_OVERSIGHT, kNoteOverdue, note, contract::v1::CLAUSE_2_3, now);
  };
  for (const obligation::v1::Obligation& one : obligations) {
    oversight::v1::NoteOverdueRequest& note = notes[one.kind()];
    *note.add_obligations() = one;
    if (note.obligations_size() < kAtOnce) continue;
    LD_RETURN_IF_ERROR(send(note));
    notes.erase(one.kind());
  }
  for (auto& [kind, note] : notes) LD_RETURN_IF_ERROR(send(note));
  return absl::OkStatus();
}

}  // namespace liandong::common_services
