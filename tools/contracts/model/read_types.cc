#include "tools/contracts/model/read_types.h"

#include <string>

#include "liandong/contract/v1/disclosure.pb.h"
#include "shared/contract/access/disclosure.h"
#include "shared/contract/validation/validation.h"
#include "shared/descriptors/services.h"

namespace liandong::contracts {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

void AddWithin(const Descriptor& type, TypesInReplies& found) {
  if (!found.insert(&type).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    if (type.field(i)->message_type() != nullptr) AddWithin(*type.field(i)->message_type(), found);
  }
}

std::string TypeOf(const FieldDescriptor& field) {
  if (field.message_type() != nullptr) return field.message_type()->full_name();
  return field.enum_type() != nullptr ? field.enum_type()->full_name() : field.type_name();
}

}  // namespace

TypesInReplies FindTypesInReplies() {
  TypesInReplies found;
  for (const auto* service : descriptors::AllServices()) {
    for (int i = 0; i < service->method_count(); ++i) AddWithin(*service->method(i)->output_type(), found);
  }
  return found;
}

void AddMessage(const Descriptor& message, const Comments& comments, const TypesInReplies& in_replies,
                Package& package) {
  Message read{.name = message.full_name(),
               .comment = comments.Of(message),
               .in_reply = in_replies.count(&message) > 0,
               .fields = {}};
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    read.fields.push_back({.name = field.name(),
                           .type = TypeOf(field),
                           .comment = comments.Of(field),
                           .repeated = field.is_repeated(),
                           .rule = contract::Validation::RuleOf(field),
                           .audiences = contract::Disclosure::AudiencesOf(field),
                           .readers = contract::Disclosure::ReadersOf(field),
                           .writers = contract::AudiencesIn(field.options(), contract::v1::writers)});
  }
  package.messages.push_back(std::move(read));
  for (int i = 0; i < message.nested_type_count(); ++i) {
    AddMessage(*message.nested_type(i), comments, in_replies, package);
  }
  for (int i = 0; i < message.enum_type_count(); ++i) {
    package.enums.push_back(ReadEnum(*message.enum_type(i), comments));
  }
}

Enum ReadEnum(const EnumDescriptor& type, const Comments& comments) {
  Enum read{.name = type.full_name(), .comment = comments.Of(type), .values = {}};
  for (int i = 0; i < type.value_count(); ++i) {
    const auto& value = *type.value(i);
    read.values.push_back({.name = value.name(),
                           .number = value.number(),
                           .comment = comments.Of(value),
                           .choosers = contract::AudiencesIn(value.options(), contract::v1::choosers)});
  }
  return read;
}

}  // namespace liandong::contracts
