#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "shared/outbox/outbox.h"

namespace liandong::common_services {

// Informs the conference office, through the oversight service, of a message that was set aside, 二(三). If it is
// itself such a report, nothing is sent, because it would be rejected as well: only the alert and the list show it.
absl::Status NoteUndelivered(const outbox::Outbox& outbox, store::Tx& tx, const outbox::SetAsideMessage& message,
                             absl::Time now);

}  // namespace liandong::common_services
