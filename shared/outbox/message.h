#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/contract/v1/access.pb.h"
#include "liandong/contract/v1/clause.pb.h"

namespace liandong::outbox {

// A message to a service of the suite.
struct Message {
  std::string id;  // UUID; the request_id of the call
  contract::v1::Service target;
  std::string method;   // `/liandong.clue.v1.ClueService/ReportClue`
  std::string request;  // serialized
  contract::v1::Clause purpose;
  int64_t attempts;
  std::string traceparent;  // trace of the call that caused it; empty: none
  absl::Time create_time;
  // When the receiver first refused it.
  std::optional<absl::Time> first_refusal;
  // Why `request` cannot be read from the store, because its row is damaged or its key is not there. OK: it can.
  absl::Status damage;
};

}  // namespace liandong::outbox
