#include "shared/contract/handlers/method.h"

#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

namespace liandong::contract {
namespace {

TEST(Method, AMethodWithoutAContractStopsTheStart) {
  // A foreign service, none of whose methods has a contract.
  google::protobuf::FileDescriptorProto file;
  file.set_name("x.proto");
  file.add_message_type()->set_name("M");
  auto* method = file.add_service()->add_method();
  file.mutable_service(0)->set_name("S");
  method->set_name("Do");
  method->set_input_type("M");
  method->set_output_type("M");
  google::protobuf::DescriptorPool pool;
  const auto* service = pool.BuildFile(file)->service(0);
  EXPECT_NE(MethodsOf(*service).status().message().find("S.Do: the method names no callers"), absl::string_view::npos);
}

}  // namespace
}  // namespace liandong::contract
