#pragma once

#include <google/protobuf/message.h>

#include <string>

#include "shared/contract/route.h"

namespace liandong::contract {

// What a call leaves in the ledger beside its Call.
struct Outcome {
  absl::Status status;
  std::string request_digest;
  std::string reply_digest;
  std::string request_id;
  bool repeated = false;
  std::vector<std::string> records;
};

// The names of the records in a reply: its own, and those of the items of its lists. They are random and tell nothing.
std::vector<std::string> RecordsIn(const google::protobuf::Message& reply);

// The id of the record that a reply shows first; empty if it shows none.
std::string RecordIdIn(const google::protobuf::Message& reply);

absl::Status Enter(store::Tx& tx, const Route& route, const Call& call, const Outcome& outcome);

}  // namespace liandong::contract
