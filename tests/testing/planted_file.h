#pragma once

#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>

namespace liandong::testing {

// A file of protos for a test, from the text of its messages.
inline google::protobuf::FileDescriptorProto Planted(const std::string& text) {
  google::protobuf::FileDescriptorProto file;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"(name: "planted.proto" package: "liandong.planted" syntax: "proto3" )" + text, &file));
  return file;
}

}  // namespace liandong::testing
