#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "liandong/obligation/v1/obligation_service.pb.h"
#include "shared/outbox/outbox.h"

namespace liandong::common_services {

// Informs the conference office, through the oversight service, of obligations that are overdue, 二(三).
absl::Status NoteOverdue(const outbox::Outbox& outbox, store::Tx& tx,
                         absl::Span<const obligation::v1::Obligation> obligations, absl::Time now);

}  // namespace liandong::common_services
