#include "shared/contract/validation/validation.h"

#include <google/protobuf/unknown_field_set.h>
#include <gtest/gtest.h>

#include "liandong/clue/v1/clue_service.pb.h"
#include "shared/base/proto_time.h"
#include "shared/contract/validation/formats.h"
#include "tests/testing/planted_file.h"

namespace liandong::contract {
namespace {

TEST(Validation, ARuleThatNamesRecordsOfNoDeclaredTypeIsFound) {
  const auto file = testing::Planted(
      R"(message_type { name: "Inner" field { name: "record" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL
                   options { [liandong.contract.v1.rule] { resource: "cleus" } } } }
         message_type { name: "Outer"
           field { name: "inner" number: 1 type: TYPE_MESSAGE type_name: ".liandong.planted.Inner" label: LABEL_OPTIONAL }
           field { name: "part" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL
                   options { [liandong.contract.v1.rule] { resource: "services" } } }
           field { name: "record" number: 3 type: TYPE_STRING label: LABEL_OPTIONAL
                   options { [liandong.contract.v1.rule] { resource: "clues" } } } })");
  google::protobuf::DescriptorPool pool(google::protobuf::DescriptorPool::generated_pool());
  const auto* built = pool.BuildFile(file);
  ASSERT_NE(built, nullptr);
  EXPECT_EQ(Validation::UnknownResources(*built->FindMessageTypeByName("Outer")),
            (std::vector<std::string>{"liandong.planted.Inner.record"}));
}

class ValidationTest : public ::testing::Test {
 protected:
  ValidationTest() {
    validation_.Prepare(*clue::v1::ReportClueRequest::descriptor());
    request_.set_channel(clue::v1::CLUE_CHANNEL_PHONE);
    request_.set_kind(clue::v1::CLUE_KIND_OTHER);
    request_.set_description("线索");
  }
  std::string Fault() { return std::string(validation_.Check(request_, now_).message()); }
  void ExpectFault(const std::string& path) { EXPECT_NE(Fault().find(path + ":"), std::string::npos) << Fault(); }

  Validation validation_;
  clue::v1::ReportClueRequest request_;
  const absl::Time now_ = absl::FromCivil(absl::CivilDay(2026, 11, 24), absl::UTCTimeZone());
};

TEST_F(ValidationTest, TakesAGoodRequest) { EXPECT_EQ(Fault(), ""); }

TEST_F(ValidationTest, NamesWhatIsMissing) {
  request_.clear_channel();
  ExpectFault("channel");
}

TEST_F(ValidationTest, BoundsTextInCharactersNotBytes) {
  std::string text;
  for (int i = 0; i < 4000; ++i) text += "字";
  request_.set_description(text);
  EXPECT_EQ(Fault(), "");
  request_.set_description(text + "字");
  ExpectFault("description");
}

TEST_F(ValidationTest, BoundsTimes) {
  *request_.mutable_occur_time() = base::ToProto(now_ + absl::Hours(1));
  ExpectFault("occur_time");
  request_.mutable_occur_time()->set_seconds(-99999999999);
  ExpectFault("occur_time");
}

TEST_F(ValidationTest, ChecksThatNumberBirthDateAndSexAgree) {
  auto& person = *request_.add_persons();
  person.mutable_document()->set_type(common::v1::DOCUMENT_TYPE_IDENTITY_NUMBER);
  person.mutable_document()->set_number("11010519491231002X");
  EXPECT_EQ(Fault(), "");
  person.set_birth_date("1949-12-30");
  ExpectFault("persons[0].birth_date");
  person.set_birth_date("1949-12-31");
  person.set_sex(common::v1::SEX_MALE);
  ExpectFault("persons[0].sex");
}

TEST_F(ValidationTest, NeverQuotesTheValue) {
  request_.add_persons()->set_birth_date("罗一鸣");
  EXPECT_EQ(Fault().find("罗一鸣"), std::string::npos);
  ExpectFault("persons[0].birth_date");
}

TEST_F(ValidationTest, RefusesUnknownFieldsWhereverTheyAre) {
  auto& person = *request_.add_persons();
  person.GetReflection()->MutableUnknownFields(&person)->AddLengthDelimited(4711, std::string(1000, 'x'));
  ExpectFault("persons[0].4711");
  request_.clear_persons();
  request_.GetReflection()->MutableUnknownFields(&request_)->AddVarint(4712, 1);
  ExpectFault("4712");
}

TEST_F(ValidationTest, BoundsLists) {
  for (int i = 0; i < 21; ++i) request_.add_persons();
  ExpectFault("persons");
}

TEST(Formats, EachFormatAcceptsItsOwnValuesOnly) {
  const absl::Time now = absl::FromCivil(absl::CivilDay(2026, 11, 24), absl::UTCTimeZone());
  const struct {
    v1::Format format;
    const char* good;
    const char* bad;
  } cases[] = {{v1::FORMAT_DIVISION, "500119", "500199"},
               {v1::FORMAT_DATE, "2024-02-29", "2026-11-26"},
               {v1::FORMAT_COUNTRY, "VNM", "vn"},
               {v1::FORMAT_ETHNIC_GROUP, "56", "57"},
               {v1::FORMAT_PHONE, "+86-23-71420110", "x"},
               {v1::FORMAT_REGISTER_NUMBER, "A-1.b_2", "A 1"},
               {v1::FORMAT_UUID, "0190b5f0-0000-7000-8000-000000000000", "0190b5f0000070008000000000000000"}};
  for (const auto& one : cases) {
    EXPECT_FALSE(FormatFault(one.format, one.good, now).has_value()) << one.good;
    EXPECT_TRUE(FormatFault(one.format, one.bad, now).has_value()) << one.bad;
  }
}

}  // namespace
}  // namespace liandong::contract
