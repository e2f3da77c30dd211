#pragma once

#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/testing/cluster.h"

// Records with every field set, put into a service's database beside its handlers: what a reply shows of them is then
// up to the disclosure alone.
namespace liandong::testing {

// A table of records and how to read one of them.
struct Planted {
  law::Service service;
  std::string table;
  std::string collection;
  std::string method;  // `clue.v1.ClueService/GetClue`; a List method shows its first item
};
std::vector<Planted> AllPlanted();

// The type of the records that the method shows.
const google::protobuf::Descriptor* RecordType(const Planted& planted);

// A message of the type with every field set, also of the messages within.
std::unique_ptr<google::protobuf::Message> Full(const google::protobuf::Descriptor& type);

// The id of the record of an owner (`court@500119`) in a table.
std::string IdOf(const Planted& planted, const std::string& owner);

// Puts a full record for each owner into each table of the service, which must be stopped.
void Plant(const TestCluster& cluster, law::Service service, const std::vector<std::string>& owners);

}  // namespace liandong::testing
