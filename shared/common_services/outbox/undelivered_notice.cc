#include "shared/common_services/outbox/undelivered_notice.h"

#include "liandong/oversight/v1/delivery_service.pb.h"
#include "shared/common_services/outbox/set_aside_messages.h"

namespace liandong::common_services {
namespace {

constexpr char kNoteUndelivered[] = "/liandong.oversight.v1.DeliveryService/NoteUndelivered";

}  // namespace

absl::Status NoteUndelivered(const outbox::Outbox& outbox, store::Tx& tx, const outbox::SetAsideMessage& message,
                             absl::Time now) {
  if (message.method == kNoteUndelivered) return absl::OkStatus();
  oversight::v1::NoteUndeliveredRequest note;
  *note.mutable_message() = ToProto(message);
  return outbox.Add(tx, contract::v1::SERVICE_OVERSIGHT, kNoteUndelivered, note, contract::v1::CLAUSE_2_3, now);
}

}  // namespace liandong::common_services
