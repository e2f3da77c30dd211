#include "shared/records/record_type.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include "liandong/casefile/v1/casefile_service.pb.h"
#include "liandong/contract/v1/record.pb.h"
#include "shared/descriptors/files.h"

namespace liandong::records {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::DescriptorProto;
using google::protobuf::FieldDescriptorProto;
using google::protobuf::FileDescriptorProto;
using testing::HasSubstr;

DescriptorProto& AddRecord(FileDescriptorProto& file, const std::string& name, const std::string& collection) {
  DescriptorProto& message = *file.add_message_type();
  message.set_name(name);
  message.mutable_options()->SetExtension(contract::v1::collection, collection);
  FieldDescriptorProto& field = *message.add_field();
  field.set_name("name");
  field.set_number(1);
  field.set_type(FieldDescriptorProto::TYPE_STRING);
  field.set_label(FieldDescriptorProto::LABEL_OPTIONAL);
  return message;
}

void AddStates(FileDescriptorProto& file, const std::string& name) {
  auto& states = *file.add_enum_type();
  states.set_name(name);
  for (const int number : {0, 1}) {
    auto& value = *states.add_value();
    value.set_name(name + std::to_string(number));
    value.set_number(number);
    if (number == 1) value.mutable_options()->SetExtension(contract::v1::open, true);
  }
}

// Reads the types of a single file.
class ReadRecordTypesTest : public testing::Test {
 protected:
  ReadRecordTypesTest() {
    file_.set_name("things.proto");
    file_.set_package("test");
    file_.set_syntax("proto3");
  }
  absl::StatusOr<std::vector<RecordType>> Read() { return ReadRecordTypes({pool_.BuildFile(file_)}); }

  FileDescriptorProto file_;
  DescriptorPool pool_;
};

TEST_F(ReadRecordTypesTest, TheTableIsTheMessagesNameUnlessItSaysAnother) {
  AddRecord(file_, "OldThing", "oldThings");
  AddRecord(file_, "Case", "cases").mutable_options()->SetExtension(contract::v1::table, "case_file");
  const auto types = Read();
  ASSERT_TRUE(types.ok()) << types.status();
  EXPECT_EQ(types->at(0).table, "old_thing");
  EXPECT_EQ(types->at(1).table, "case_file");
  EXPECT_FALSE(types->at(1).counted);
}

TEST_F(ReadRecordTypesTest, APartOfARecordIsNoRecordType) {
  AddRecord(file_, "Thing", "things");
  AddRecord(file_, "Screw", "screws").mutable_options()->SetExtension(contract::v1::part_of, "things");
  const auto types = Read();
  ASSERT_TRUE(types.ok()) << types.status();
  EXPECT_EQ(types->size(), 1U);
}

TEST_F(ReadRecordTypesTest, TwoTypesOfOneCollectionAreAFault) {
  AddRecord(file_, "Thing", "things");
  AddRecord(file_, "Other", "things");
  EXPECT_THAT(Read().status().message(), HasSubstr("test.Other: has the collection things as test.Thing"));
}

TEST_F(ReadRecordTypesTest, TwoTypesOfOneTableAreAFault) {
  AddRecord(file_, "Thing", "things");
  AddRecord(file_, "Other", "others").mutable_options()->SetExtension(contract::v1::table, "thing");
  EXPECT_THAT(Read().status().message(), HasSubstr("test.Other: has the table thing of test as test.Thing"));
}

TEST_F(ReadRecordTypesTest, ARecordWithoutANameIsAFault) {
  AddRecord(file_, "Thing", "things").clear_field();
  EXPECT_THAT(Read().status().message(), HasSubstr("a record has a name"));
}

TEST_F(ReadRecordTypesTest, OpenStatesAreThoseOfTheFieldState) {
  AddStates(file_, "ThingState");
  FieldDescriptorProto& state = *AddRecord(file_, "Thing", "things").add_field();
  state.set_name("state");
  state.set_number(2);
  state.set_type(FieldDescriptorProto::TYPE_ENUM);
  state.set_type_name(".test.ThingState");
  state.set_label(FieldDescriptorProto::LABEL_OPTIONAL);
  const auto types = Read();
  ASSERT_TRUE(types.ok()) << types.status();
  EXPECT_THAT(types->at(0).open, testing::ElementsAre(1));
}

TEST_F(ReadRecordTypesTest, OpenStatesOfNoRecordAreAFault) {
  AddStates(file_, "ThingState");
  EXPECT_THAT(Read().status().message(), HasSubstr("test.ThingState: has open states"));
}

TEST(RecordTypeTest, TheSuitesDeclarationsHaveNoFault) { EXPECT_TRUE(ReadRecordTypes(descriptors::AllFiles()).ok()); }

TEST(RecordTypeTest, ATypeIsFoundByItsMessageAndAmongThoseOfItsService) {
  const RecordType& type = RecordTypeOf(*casefile::v1::Case::descriptor());
  EXPECT_EQ(type.table, "case_file");
  EXPECT_EQ(type.collection, "cases");
  EXPECT_TRUE(type.counted);
  EXPECT_THAT(type.open, testing::ElementsAre(casefile::v1::CASE_STATE_OPEN));
  EXPECT_THAT(RecordTypesOf(contract::v1::SERVICE_CASEFILE), testing::Contains(&type));
  EXPECT_THAT(RecordTypesOf(contract::v1::SERVICE_CLUE), testing::Not(testing::Contains(&type)));
}

TEST(RecordTypeTest, RecordsAndTheirPartsHaveCollections) {
  EXPECT_TRUE(IsCollection("placements"));
  EXPECT_TRUE(IsCollection("services"));
  EXPECT_FALSE(IsCollection("placement"));
  EXPECT_FALSE(IsCollection(""));
  EXPECT_EQ(CollectionOf<casefile::v1::VictimFile>(), "victimFiles");
  EXPECT_EQ(CollectionOf<casefile::v1::GetCaseRequest>(), "");
}

}  // namespace
}  // namespace liandong::records
