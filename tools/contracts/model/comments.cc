#include "tools/contracts/model/comments.h"

#include <google/protobuf/descriptor.pb.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "shared/descriptors/files.h"

namespace liandong::contracts {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorProto;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumDescriptorProto;
using google::protobuf::FileDescriptor;
using google::protobuf::FileDescriptorProto;
using google::protobuf::ServiceDescriptorProto;

std::string OneLine(const std::string& comment) {
  return absl::StrJoin(absl::StrSplit(comment, absl::ByAnyChar(" \n"), absl::SkipEmpty()), " ");
}

// Whether both declare the same in the same order, so that a comment's path leads to the same declaration in both.
bool DeclareTheSame(const FileDescriptor& linked, FileDescriptorProto file) {
  FileDescriptorProto own;
  linked.CopyTo(&own);
  linked.CopyJsonNameTo(&own);
  file.clear_source_code_info();
  return own.SerializeAsString() == file.SerializeAsString();
}

}  // namespace

absl::StatusOr<Comments> Comments::Parse(const std::string& descriptor_set) {
  google::protobuf::FileDescriptorSet set;
  if (!set.ParseFromString(descriptor_set)) return absl::InvalidArgumentError("this is not a descriptor set");
  std::map<std::string, const FileDescriptorProto*> files;
  for (const FileDescriptorProto& file : set.file()) files[file.name()] = &file;
  Comments comments;
  for (const FileDescriptor* linked : descriptors::AllFiles()) {
    const auto file = files.find(linked->name());
    if (file == files.end() || !DeclareTheSame(*linked, *file->second)) {
      return absl::InvalidArgumentError(absl::StrCat("the descriptor set has no or another ", linked->name()));
    }
    auto& by_path = comments.by_file_[linked->name()];
    for (const auto& location : file->second->source_code_info().location()) {
      const std::string comment =
          OneLine(location.has_leading_comments() ? location.leading_comments() : location.trailing_comments());
      if (!comment.empty()) by_path[Path(location.path().begin(), location.path().end())] = comment;
    }
  }
  return comments;
}

Comments::Path Comments::PathOf(const Descriptor& message) {
  if (message.containing_type() == nullptr) return {FileDescriptorProto::kMessageTypeFieldNumber, message.index()};
  Path path = PathOf(*message.containing_type());
  path.insert(path.end(), {DescriptorProto::kNestedTypeFieldNumber, message.index()});
  return path;
}

Comments::Path Comments::PathOf(const EnumDescriptor& type) {
  if (type.containing_type() == nullptr) return {FileDescriptorProto::kEnumTypeFieldNumber, type.index()};
  Path path = PathOf(*type.containing_type());
  path.insert(path.end(), {DescriptorProto::kEnumTypeFieldNumber, type.index()});
  return path;
}

std::string Comments::At(const FileDescriptor* file, const Path& path) const {
  const auto by_path = by_file_.find(file->name());
  if (by_path == by_file_.end()) return "";
  const auto found = by_path->second.find(path);
  return found == by_path->second.end() ? "" : found->second;
}

std::string Comments::Of(const FileDescriptor& file) const {
  return At(&file, {FileDescriptorProto::kSyntaxFieldNumber});
}

std::string Comments::Of(const google::protobuf::ServiceDescriptor& service) const {
  return At(service.file(), {FileDescriptorProto::kServiceFieldNumber, service.index()});
}

std::string Comments::Of(const google::protobuf::MethodDescriptor& method) const {
  return At(method.service()->file(), {FileDescriptorProto::kServiceFieldNumber, method.service()->index(),
                                       ServiceDescriptorProto::kMethodFieldNumber, method.index()});
}

std::string Comments::Of(const Descriptor& message) const { return At(message.file(), PathOf(message)); }

std::string Comments::Of(const google::protobuf::FieldDescriptor& field) const {
  Path path = PathOf(*field.containing_type());
  path.insert(path.end(), {DescriptorProto::kFieldFieldNumber, field.index()});
  return At(field.file(), path);
}

std::string Comments::Of(const EnumDescriptor& type) const { return At(type.file(), PathOf(type)); }

std::string Comments::Of(const google::protobuf::EnumValueDescriptor& value) const {
  Path path = PathOf(*value.type());
  path.insert(path.end(), {EnumDescriptorProto::kValueFieldNumber, value.index()});
  return At(value.type()->file(), path);
}

}  // namespace liandong::contracts
