#include "tools/contracts/model/comments.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include "liandong/clue/v1/clue_service.pb.h"
#include "shared/descriptors/files.h"

namespace liandong::contracts {
namespace {

using google::protobuf::FileDescriptorSet;

// What protoc writes, without comments.
FileDescriptorSet LinkedFiles() {
  FileDescriptorSet set;
  for (const auto* file : descriptors::AllFiles()) {
    file->CopyTo(set.add_file());
    file->CopyJsonNameTo(set.mutable_file(set.file_size() - 1));
  }
  return set;
}

google::protobuf::FileDescriptorProto& FileIn(FileDescriptorSet& set, const std::string& name) {
  for (auto& file : *set.mutable_file()) {
    if (file.name() == name) return file;
  }
  ADD_FAILURE() << name;
  return *set.add_file();
}

TEST(CommentsTest, ACommentIsOneLine) {
  FileDescriptorSet set = LinkedFiles();
  const auto& service = *clue::v1::ReportClueRequest::descriptor()->file()->service(0);
  auto& location = *FileIn(set, service.file()->name()).mutable_source_code_info()->add_location();
  // The second method of the first service, as descriptor.proto numbers them.
  for (const int step : {6, 0, 2, 1}) location.add_path(step);
  location.set_leading_comments(" Says what\n it does.\n");
  auto& behind = *FileIn(set, service.file()->name()).mutable_source_code_info()->add_location();
  for (const int step : {6, 0, 2, 0}) behind.add_path(step);
  behind.set_trailing_comments(" Stands behind.\n");
  const auto comments = Comments::Parse(set.SerializeAsString());
  ASSERT_TRUE(comments.ok()) << comments.status();
  EXPECT_EQ(comments->Of(*service.method(1)), "Says what it does.");
  EXPECT_EQ(comments->Of(*service.method(0)), "Stands behind.");
  EXPECT_EQ(comments->Of(service), "");
}

TEST(CommentsTest, ADescriptorSetOfOtherProtosIsRefused) {
  FileDescriptorSet set = LinkedFiles();
  FileIn(set, clue::v1::ReportClueRequest::descriptor()->file()->name()).mutable_message_type()->DeleteSubrange(0, 1);
  EXPECT_EQ(Comments::Parse(set.SerializeAsString()).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Comments::Parse("").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Comments::Parse("\xff").status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace liandong::contracts
