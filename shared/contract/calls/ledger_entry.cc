#include "shared/contract/calls/ledger_entry.h"

#include "shared/errors/errors.h"

namespace liandong::contract {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void AddName(const Message& message, std::vector<std::string>& names) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName("name");
  // Only resource names: no field `name` at this level of a reply is a person's name.
  if (field == nullptr || field->type() != FieldDescriptor::TYPE_STRING || field->is_repeated()) return;
  std::string name = message.GetReflection()->GetString(message, field);
  if (name.find('/') != std::string::npos) names.push_back(std::move(name));
}

}  // namespace

std::vector<std::string> RecordsIn(const Message& reply) {
  std::vector<std::string> names;
  AddName(reply, names);
  const bool is_list = names.empty();
  const auto& type = *reply.GetDescriptor();
  for (int i = 0; is_list && i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    if (!field->is_repeated() || field->message_type() == nullptr) continue;
    for (int item = 0; item < reply.GetReflection()->FieldSize(reply, field); ++item) {
      AddName(reply.GetReflection()->GetRepeatedMessage(reply, field, item), names);
    }
  }
  return names;
}

std::string RecordIdIn(const Message& reply) {
  const std::vector<std::string> names = RecordsIn(reply);
  return names.empty() ? "" : names.front().substr(names.front().rfind('/') + 1);
}

ledger::v1::Leaf LeafOf(const std::string& method, const Call& call, const Outcome& outcome) {
  ledger::v1::Leaf leaf;
  const timespec time = absl::ToTimespec(call.now);
  leaf.mutable_time()->set_seconds(time.tv_sec);
  leaf.mutable_time()->set_nanos(static_cast<int32_t>(time.tv_nsec));
  if (call.caller != nullptr) leaf.set_caller(call.caller->uri);
  leaf.set_operator_(call.operator_id);
  leaf.set_method(method);
  leaf.set_purpose(call.purpose);
  leaf.set_case_name(call.case_name);
  for (const std::string& record : outcome.records) leaf.add_records(record);
  leaf.set_code(static_cast<int>(outcome.status.code()));
  leaf.set_reason(errors::ReasonOf(outcome.status));
  leaf.set_clause(errors::ClauseOf(outcome.status));
  leaf.set_request_digest(outcome.request_digest);
  leaf.set_reply_digest(outcome.reply_digest);
  leaf.set_request_id(outcome.request_id);
  leaf.set_repeated_request(outcome.repeated);
  leaf.set_trace_id(call.trace.id);
  return leaf;
}

absl::Status Enter(store::Tx& tx, const Route& route, const Call& call, const Outcome& outcome) {
  return route.environment.ledger->Append(tx, LeafOf(route.method.path, call, outcome), call.now);
}

}  // namespace liandong::contract
