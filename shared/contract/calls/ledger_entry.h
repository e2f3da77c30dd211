#pragma once

#include <google/protobuf/message.h>

#include <string>

#include "liandong/ledger/v1/leaf.pb.h"
#include "shared/contract/calls/route.h"

namespace liandong::contract {

// The content of a ledger entry that does not come from Call.
struct Outcome {
  absl::Status status;
  std::string request_digest;
  std::string reply_digest;
  std::string request_id;
  bool repeated = false;
  std::vector<std::string> records;
};

// The names of the records in a reply: its own, and those of the items of its lists. They are random and reveal
// nothing.
std::vector<std::string> RecordsIn(const google::protobuf::Message& reply);

// The id of the first record that a reply shows; empty if it shows none.
std::string RecordIdIn(const google::protobuf::Message& reply);

// The entry of a call of this method.
ledger::v1::Leaf LeafOf(const std::string& method, const Call& call, const Outcome& outcome);

absl::Status Enter(store::Tx& tx, const Route& route, const Call& call, const Outcome& outcome);

}  // namespace liandong::contract
