#include "services/registration/past_checks/trace_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace liandong::registration::rules {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::SizeIs;

common::v1::Person Person(const std::string& name, const std::string& birth, const std::string& number) {
  common::v1::Person person;
  person.set_name(name);
  person.set_birth_date(birth);
  person.mutable_document()->set_type(common::v1::DOCUMENT_TYPE_PASSPORT);
  person.mutable_document()->set_number(number);
  return person;
}

// A foreign marriage of the couple with this number, arranged by one agent.
v1::Check Marriage(int couple) {
  v1::Check check;
  check.set_kind(v1::CHECK_KIND_MARRIAGE);
  check.set_foreign_related(true);
  *check.add_parties() = Person("李大山", absl::StrCat("198", couple, "-01-01"), absl::StrCat("H", couple));
  *check.add_parties() = Person("NGUYEN THI HOA", absl::StrCat("199", couple, "-02-02"), absl::StrCat("W", couple));
  v1::Intermediary& agent = *check.add_intermediaries();
  agent.set_role(v1::INTERMEDIARY_ROLE_AGENT);
  *agent.mutable_person() = Person("周四", "1970-03-03", "A1");
  agent.mutable_person()->set_phone("138 1234 5678");
  return check;
}

TEST(Clause334, ForeignMarriagesAndAdoptionsLeaveTracesAndOthersDoNot) {
  v1::Check check = Marriage(1);
  check.mutable_parties(0)->set_address("重庆市南川区 东城街道１号");
  check.mutable_parties(1)->set_address("重庆市南川区东城街道1号");
  check.mutable_parties(1)->set_phone("110");
  EXPECT_THAT(TracesOf(check), SizeIs(5));
  EXPECT_THAT(TracesOf(check), Contains("phone|13812345678"));
  EXPECT_THAT(TracesOf(check), Contains("address|重庆市南川区东城街道1号"));
  EXPECT_THAT(DocumentsOf(check), SizeIs(3));
  check.set_foreign_related(false);
  EXPECT_THAT(TracesOf(check), IsEmpty());
}

TEST(Clause334, OneTelephoneIsOneTraceHoweverItIsDialled) {
  const auto with = [](const char* phone) {
    v1::Check check = Marriage(1);
    check.mutable_intermediaries(0)->mutable_person()->set_phone(phone);
    return TracesOf(check);
  };
  for (const char* phone : {"13812345678", "+8613812345678", "+86-138-1234-5678", "008613812345678"})
    EXPECT_THAT(with(phone), Contains("phone|13812345678")) << phone;
  for (const char* phone : {"023-71420110", "+86-23-71420110"})
    EXPECT_THAT(with(phone), Contains("phone|2371420110")) << phone;
  EXPECT_THAT(with("+84 912345678"), Contains("phone|84912345678"));
}

TEST(Clause334, AShortNumberOrAddressIsNotATrace) {
  v1::Check check = Marriage(1);
  v1::Intermediary& agent = *check.mutable_intermediaries(0);
  agent.mutable_person()->set_phone("714201");
  agent.mutable_person()->set_address("东城街道1");
  EXPECT_THAT(TracesOf(check), SizeIs(3)) << "the documents";
  agent.mutable_person()->set_phone("7142011");
  agent.mutable_person()->set_address("东城街道11");
  EXPECT_THAT(TracesOf(check), SizeIs(5));
  EXPECT_THAT(TracesOf(check), Contains("phone|7142011"));
  EXPECT_THAT(TracesOf(check), Contains("address|东城街道11"));
}

TEST(Clause362, AnAdoptedChildsHomeIsNotATrace) {
  v1::Check check = Marriage(1);
  check.set_kind(v1::CHECK_KIND_ADOPTION);
  check.mutable_parties(0)->set_address("重庆市南川区儿童福利院");
  EXPECT_THAT(TracesOf(check), SizeIs(3));
  EXPECT_THAT(DocumentsOf(check), SizeIs(3));
}

TEST(Clause334, OneAgentBehindSeveralOthersMarriagesIsAPattern) {
  const v1::Check now = Marriage(9);
  EXPECT_FALSE(IsPattern(now, {Marriage(1), Marriage(2)}));
  EXPECT_TRUE(IsPattern(now, {Marriage(1), Marriage(2), Marriage(3)}));
}

TEST(Clause334, WhoIsCheckedOftenIsNoPattern) {
  const v1::Check now = Marriage(9);
  EXPECT_FALSE(IsPattern(now, {Marriage(9), Marriage(9), Marriage(9)}));
  EXPECT_FALSE(IsPattern(now, {Marriage(1), Marriage(1), Marriage(1), Marriage(2)}));
}

TEST(Clause334, OneHusbandOfSeveralWivesIsAPattern) {
  const auto with = [](int wife) {
    v1::Check check = Marriage(wife);
    *check.mutable_parties(0) = Person("李大山", "1980-01-01", "H");
    return check;
  };
  EXPECT_TRUE(IsPattern(with(9), {with(1), with(2), with(3)}));
}

TEST(Clause334, ADocumentIsReusedWhereNeitherNameNorBirthAgree) {
  v1::Check check;
  *check.add_parties() = Person("陈晓梅", "1990-05-28", "E1");
  EXPECT_TRUE(IsReused(check, {Person("王丽华", "1985-01-01", "E1")}));
  EXPECT_FALSE(IsReused(check, {Person("王丽华", "1985-01-01", "E2")}));
  // The name written in another way, or changed.
  EXPECT_FALSE(IsReused(check, {Person("陈小梅", "1990-05-12", "e 1")}));
  EXPECT_FALSE(IsReused(check, {Person("王丽华", "1990-05-28", "E1")}));
  common::v1::Person foreigner = Person("王丽华", "1985-01-01", "E1");
  foreigner.set_nationality("VNM");
  EXPECT_FALSE(IsReused(check, {foreigner}));
  *check.add_parties() = Person("王丽华", "1985-01-01", "E1");
  EXPECT_TRUE(IsReused(check, {}));
}

}  // namespace
}  // namespace liandong::registration::rules
