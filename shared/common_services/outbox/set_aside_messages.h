#pragma once

#include "liandong/outbox/v1/outbox_service.pb.h"
#include "shared/common_services/process.h"

namespace liandong::common_services {

// OutboxService: the messages that the process has set aside.
void AddSetAsideMessageHandlers(Handlers& handlers);

// As callers and the conference office see it.
outbox::v1::SetAsideMessage ToProto(const outbox::SetAsideMessage& message);

}  // namespace liandong::common_services
