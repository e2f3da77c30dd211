#pragma once

#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

#include "shared/records/record_type.h"
#include "tests/testing/cluster.h"

// Writes records with every field set into a service's database, bypassing its handlers. What a reply shows of them
// then depends only on the disclosure rules.
namespace liandong::testing {

// A type of records and how to read one of them.
struct Planted {
  law::Service service;
  const records::RecordType* type;
  const google::protobuf::MethodDescriptor* method;  // a List method shows its first item
};

// All record types that a method gets or lists.
const std::vector<Planted>& AllPlanted();

// Collections of the record types that no method gets or lists.
std::vector<std::string> NeverShown();

// A message of the type with every field set, also in the messages within it.
std::unique_ptr<google::protobuf::Message> Full(const google::protobuf::Descriptor& type);

// The id of the record of that type and owner (`court@500119`).
std::string IdOf(const Planted& planted, const std::string& owner);

// Writes a full record for each owner into each table of the service, which must be stopped.
void Plant(const TestCluster& cluster, law::Service service, const std::vector<std::string>& owners);

}  // namespace liandong::testing
