#pragma once

#include <google/protobuf/descriptor.h>

#include <set>

#include "tools/contracts/model/comments.h"
#include "tools/contracts/model/model.h"

namespace liandong::contracts {

// The messages that are a method's reply or are within one.
using TypesInReplies = std::set<const google::protobuf::Descriptor*>;
TypesInReplies FindTypesInReplies();

// Adds a message and what is declared within it.
void AddMessage(const google::protobuf::Descriptor& message, const Comments& comments, const TypesInReplies& in_replies,
                Package& package);

Enum ReadEnum(const google::protobuf::EnumDescriptor& type, const Comments& comments);

}  // namespace liandong::contracts
