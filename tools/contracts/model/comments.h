#pragma once

#include <google/protobuf/descriptor.h>

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace liandong::contracts {

// The comments before what proto files declare, or after it on its line. The descriptors that are linked into a program
// have none, so they are read from a descriptor set. Each comment is one line, and empty where the source has none.
class Comments {
 public:
  // From the bytes of a descriptor set with source info of the protos that this program was built from.
  // INVALID_ARGUMENT if it is none, or names a proto file of the suite that it lacks or has in another version.
  static absl::StatusOr<Comments> Parse(const std::string& descriptor_set);

  // For documents without comments.
  Comments() = default;

  // Of a file as a whole: what stands before its first statement.
  std::string Of(const google::protobuf::FileDescriptor& file) const;
  std::string Of(const google::protobuf::ServiceDescriptor& service) const;
  std::string Of(const google::protobuf::MethodDescriptor& method) const;
  std::string Of(const google::protobuf::Descriptor& message) const;
  std::string Of(const google::protobuf::FieldDescriptor& field) const;
  std::string Of(const google::protobuf::EnumDescriptor& type) const;
  std::string Of(const google::protobuf::EnumValueDescriptor& value) const;

 private:
  // Field numbers and indexes that lead to a declaration within a FileDescriptorProto.
  using Path = std::vector<int>;

  static Path PathOf(const google::protobuf::Descriptor& message);
  static Path PathOf(const google::protobuf::EnumDescriptor& type);
  std::string At(const google::protobuf::FileDescriptor* file, const Path& path) const;

  std::map<std::string, std::map<Path, std::string>> by_file_;
};

}  // namespace liandong::contracts
