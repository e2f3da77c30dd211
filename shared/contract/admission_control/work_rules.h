#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <cstdint>
#include <map>
#include <string>

#include "absl/container/flat_hash_set.h"

namespace liandong::contract {

// What the calls of one method cost. This is the only place that decides it. A unit of work is about as much as to read
// a record. A call costs the unit of its method for each person whom its request describes, or for each ten records of
// the page that it asks for, and at least once.
class WorkRules {
 public:
  explicit WorkRules(const google::protobuf::MethodDescriptor& method);

  // The methods whose unit is more than 1, by full name (`liandong.clue.v1.ClueService.ReportClue`): they compare
  // records, ask other services, or read many records.
  static const std::map<std::string, int64_t>& Units();

  // The cost of any call, which is charged before its request is read.
  int64_t Least() const { return unit_; }
  // The whole cost of a call with this request.
  int64_t Of(const google::protobuf::Message& request) const;
  // How many persons the request describes, at least one. A transaction's length depends on them.
  int64_t Persons(const google::protobuf::Message& request) const;

 private:
  int64_t CountPersons(const google::protobuf::Message& message) const;

  int64_t unit_;
  const google::protobuf::FieldDescriptor* page_size_;  // null: the method returns no pages
  // The types of the request's messages that contain persons.
  absl::flat_hash_set<const google::protobuf::Descriptor*> with_persons_;
};

}  // namespace liandong::contract
