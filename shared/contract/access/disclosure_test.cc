#include "shared/contract/access/disclosure.h"

#include <google/protobuf/unknown_field_set.h>
#include <gtest/gtest.h>

#include "liandong/casefile/v1/casefile_service.pb.h"
#include "liandong/contract/v1/disclosure.pb.h"
#include "tests/testing/planted_file.h"

namespace liandong::contract {
namespace {

identity::Caller Agency(v1::Agency agency) {
  identity::Caller caller;
  caller.agency = agency;
  caller.division = "500119";
  return caller;
}

TEST(Disclosure, AFieldThatNobodyDecidedIsFound) {
  const auto file = testing::Planted(
      R"(message_type { name: "Inner" field { name: "said" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL } }
         message_type { name: "Outer"
           field { name: "inner" number: 1 type: TYPE_MESSAGE type_name: ".liandong.planted.Inner" label: LABEL_OPTIONAL }
           field { name: "both" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL
                   options { [liandong.contract.v1.readers]: AUDIENCE_CALLERS
                             [liandong.contract.v1.readers]: AUDIENCE_CLUE_POLICE } }
           field { name: "next_page_token" number: 3 type: TYPE_STRING label: LABEL_OPTIONAL } })");
  google::protobuf::DescriptorPool pool(google::protobuf::DescriptorPool::generated_pool());
  const auto* built = pool.BuildFile(file);
  ASSERT_NE(built, nullptr);
  EXPECT_EQ(Disclosure::Undecided(*built->FindMessageTypeByName("Outer")),
            (std::vector<std::string>{"Inner.said", "Outer.both"}));
}

TEST(Disclosure, AFieldWithoutReadersHasThoseOfItsMessage) {
  const auto file = testing::Planted(
      R"(message_type { name: "Outer" options { [liandong.contract.v1.message_readers]: AUDIENCE_CLUE_POLICE }
           field { name: "plain" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
           field { name: "open" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL
                   options { [liandong.contract.v1.readers]: AUDIENCE_CALLERS } } })");
  google::protobuf::DescriptorPool pool(google::protobuf::DescriptorPool::generated_pool());
  const auto* built = pool.BuildFile(file);
  ASSERT_NE(built, nullptr);
  const auto& outer = *built->FindMessageTypeByName("Outer");
  EXPECT_TRUE(Disclosure::Undecided(outer).empty());
  ASSERT_TRUE(Disclosure::ReadersOf(*outer.field(0)).has_value());
  EXPECT_TRUE(Disclosure::ReadersOf(*outer.field(0))->Contains(Agency(v1::AGENCY_PUBLIC_SECURITY)));
  EXPECT_FALSE(Disclosure::ReadersOf(*outer.field(0))->Contains(Agency(v1::AGENCY_COURT)));
  EXPECT_FALSE(Disclosure::ReadersOf(*outer.field(1)).has_value());
}

TEST(Disclosure, TheSameFileReadsDifferentlyForEachAgency) {
  Disclosure disclosure;
  disclosure.Prepare(*casefile::v1::VictimFile::descriptor());
  casefile::v1::VictimFile file;
  file.mutable_person()->set_name("罗一鸣");
  file.mutable_person()->mutable_document()->set_number("1");
  file.add_buying_family()->set_name("仇万财");
  file.add_needs(casefile::v1::SERVICE_NEED_SCHOOL);

  auto police = file;
  EXPECT_TRUE(disclosure.Redact(police, Agency(v1::AGENCY_PUBLIC_SECURITY)).empty());
  EXPECT_EQ(police.buying_family_size(), 1);

  auto justice = file;
  const auto withheld = disclosure.Redact(justice, Agency(v1::AGENCY_JUSTICE_BUREAU));
  EXPECT_EQ(justice.person().name(), "罗一鸣");
  EXPECT_FALSE(justice.person().has_document());
  EXPECT_EQ(withheld, (std::vector<std::string>{"person.document", "buying_family"}));

  auto women = file;
  disclosure.Redact(women, Agency(v1::AGENCY_WOMENS_FEDERATION));
  EXPECT_FALSE(women.has_person());
  EXPECT_EQ(women.needs_size(), 1);
}

TEST(Disclosure, AFieldThatThisVersionDoesNotKnowIsNotShown) {
  Disclosure disclosure;
  disclosure.Prepare(*casefile::v1::VictimFile::descriptor());
  casefile::v1::VictimFile file;
  file.GetReflection()->MutableUnknownFields(&file)->AddLengthDelimited(4711, "罗一鸣");
  auto& person = *file.mutable_person();
  person.GetReflection()->MutableUnknownFields(&person)->AddLengthDelimited(4712, "罗一鸣");
  disclosure.Redact(file, Agency(v1::AGENCY_PUBLIC_SECURITY));
  EXPECT_EQ(file.SerializeAsString().find("罗一鸣"), std::string::npos);
}

}  // namespace
}  // namespace liandong::contract
