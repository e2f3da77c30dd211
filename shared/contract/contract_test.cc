#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "liandong/casefile/v1/casefile_service.pb.h"
#include "liandong/casefile/v1/disposition_service.pb.h"
#include "liandong/clue/v1/clue_service.pb.h"
#include "liandong/contract/v1/disclosure.pb.h"
#include "liandong/contract/v1/method.pb.h"
#include "shared/base/proto_time.h"
#include "shared/contract/disclosure.h"
#include "shared/contract/dispatch.h"
#include "shared/contract/formats.h"
#include "shared/contract/validation.h"
#include "shared/contract/writers.h"

namespace liandong::contract {
namespace {

identity::Caller Agency(v1::Agency agency) {
  identity::Caller caller;
  caller.agency = agency;
  caller.division = "500119";
  return caller;
}

identity::Caller Service(v1::Service service) {
  identity::Caller caller;
  caller.service = service;
  return caller;
}

const google::protobuf::MethodOptions& OptionsOf(const char* service, const char* method) {
  return google::protobuf::DescriptorPool::generated_pool()
      ->FindServiceByName(service)
      ->FindMethodByName(method)
      ->options();
}

TEST(Access, SixNineHasAllOtherMembersCooperate) {
  EXPECT_EQ(CooperatorsOf(v1::CLAUSE_6_9).size(), 31u);
  EXPECT_EQ(LeadsOf(v1::CLAUSE_6_9), std::vector{v1::AGENCY_PUBLIC_SECURITY});
}

TEST(Access, DnaIsForThePoliceAloneOfThreeLeads) {
  EXPECT_EQ(LeadsOf(v1::CLAUSE_4_5).size(), 3u);
  casefile::v1::GetCaseRequest::descriptor();
  const auto access = Access::Of(OptionsOf("liandong.casefile.v1.CasefileService", "RegisterDnaSample"));
  ASSERT_TRUE(access.ok());
  EXPECT_TRUE(access->Permit(Agency(v1::AGENCY_PUBLIC_SECURITY), v1::CLAUSE_4_5).ok());
  for (const auto agency : {v1::AGENCY_COURT, v1::AGENCY_PROCURATORATE, v1::AGENCY_CIVIL_AFFAIRS}) {
    const auto refused = access->Permit(Agency(agency), v1::CLAUSE_4_5);
    EXPECT_EQ(errors::ReasonOf(refused.status()), v1::ERROR_REASON_CALLER_NOT_PERMITTED);
    EXPECT_EQ(errors::ClauseOf(refused.status()), v1::CLAUSE_4_5);
  }
}

TEST(Access, ThePurposeCitedBoundsTheReach) {
  const auto access = Access::Of(OptionsOf("liandong.clue.v1.ClueService", "GetClue"));
  ASSERT_TRUE(access.ok());
  const auto police = Agency(v1::AGENCY_PUBLIC_SECURITY);
  EXPECT_EQ(access->Permit(police, v1::CLAUSE_3_1)->owner, "");
  EXPECT_EQ(access->Permit(police, v1::CLAUSE_6_9)->owner, "public-security@500119");
  EXPECT_EQ(access->Permit(Agency(v1::AGENCY_EDUCATION_COMMISSION), v1::CLAUSE_3_1)->owner,
            "education-commission@500119");
  EXPECT_EQ(errors::ReasonOf(access->Permit(police, v1::CLAUSE_4_5).status()), v1::ERROR_REASON_PURPOSE_NOT_PERMITTED);
}

TEST(Access, EveryCallCitesAPurpose) {
  const auto access = Access::Of(OptionsOf("liandong.clue.v1.ClueService", "ReportClue"));
  ASSERT_TRUE(access.ok());
  const auto refused = access->Permit(Agency(v1::AGENCY_EDUCATION_COMMISSION), std::nullopt);
  EXPECT_EQ(errors::ReasonOf(refused.status()), v1::ERROR_REASON_PURPOSE_REQUIRED);
}

TEST(Access, AServiceIsNotAnAgency) {
  const auto access = Access::Of(OptionsOf("liandong.casefile.v1.CasefileService", "ScreenPerson"));
  ASSERT_TRUE(access.ok());
  EXPECT_TRUE(access->Permit(Service(v1::SERVICE_REGISTRATION), v1::CLAUSE_3_3_4).ok());
  EXPECT_FALSE(access->Permit(Service(v1::SERVICE_PLACEMENT), v1::CLAUSE_3_3_4).ok());
  EXPECT_FALSE(access->Permit(Agency(v1::AGENCY_PUBLIC_SECURITY), v1::CLAUSE_3_3_4).ok());
}

google::protobuf::FileDescriptorProto Planted(const std::string& text) {
  google::protobuf::FileDescriptorProto file;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"(name: "planted.proto" package: "liandong.planted" syntax: "proto3" )" + text, &file));
  return file;
}

TEST(Disclosure, AFieldThatNobodyDecidedIsFound) {
  const auto file = Planted(
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

TEST(Validation, ARuleThatNamesRecordsOfNoDeclaredTypeIsFound) {
  const auto file = Planted(
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

TEST(Disclosure, AFieldWithoutReadersHasThoseOfItsMessage) {
  const auto file = Planted(
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

TEST(Access, AMethodThatAdmitsNobodyIsRefused) {
  google::protobuf::MethodOptions options;
  EXPECT_FALSE(Access::Of(options).ok());
  options.AddExtension(v1::callers, v1::AUDIENCE_CALLERS);
  EXPECT_FALSE(Access::Of(options).ok());
  options.AddExtension(v1::callers, v1::AUDIENCE_CLUE_POLICE);
  EXPECT_TRUE(Access::Of(options).ok());
}

TEST(Access, EveryAudienceAdmitsSomebody) {
  const auto* audiences = v1::Audience_descriptor();
  for (int i = 0; i < audiences->value_count(); ++i) {
    const auto audience = static_cast<v1::Audience>(audiences->value(i)->number());
    if (audience == v1::AUDIENCE_UNSPECIFIED || audience == v1::AUDIENCE_CALLERS) continue;
    const auto grants = GrantsOf(audience);
    EXPECT_TRUE(grants.ok()) << grants.status();
  }
}

TEST(Access, AnAudienceHasTheGrantsOfThoseThatItIncludes) {
  const auto grants = GrantsOf(v1::AUDIENCE_PLACEMENT_CARERS);
  ASSERT_TRUE(grants.ok());
  EXPECT_EQ(grants->front().clause, v1::CLAUSE_5_1_P1);
  const Actors carers = ActorsOf(v1::AUDIENCE_PLACEMENT_CARERS);
  for (const auto agency : {v1::AGENCY_CIVIL_AFFAIRS, v1::AGENCY_RESCUE_STATION, v1::AGENCY_CHILD_WELFARE}) {
    EXPECT_TRUE(carers.Contains(Agency(agency)));
  }
  EXPECT_FALSE(carers.Contains(Agency(v1::AGENCY_COURT)));
}

TEST(Writers, TheProtosSayWhoSetsAField) {
  const auto& file = *casefile::v1::VictimFile::descriptor();
  const auto& police_section = *file.FindFieldByName("police_section");
  EXPECT_TRUE(MayWrite(police_section, v1::AGENCY_PUBLIC_SECURITY).ok());
  const absl::Status refused = MayWrite(police_section, v1::AGENCY_CIVIL_AFFAIRS);
  EXPECT_EQ(errors::ReasonOf(refused), v1::ERROR_REASON_SECTION_OF_ANOTHER_AGENCY);
  EXPECT_EQ(errors::ClauseOf(refused), v1::CLAUSE_5_4_4);
  EXPECT_EQ(errors::ReasonOf(MayWrite(*file.FindFieldByName("case"), v1::AGENCY_PUBLIC_SECURITY)),
            v1::ERROR_REASON_UPDATE_MASK_INVALID);
}

TEST(Writers, TheProtosSayWhoChoosesAValue) {
  const auto& kinds = *casefile::v1::DispositionKind_descriptor();
  const auto& convicted = *kinds.FindValueByName("DISPOSITION_KIND_CONVICTED");
  EXPECT_TRUE(MayChoose(convicted, v1::AGENCY_COURT).ok());
  EXPECT_EQ(errors::ClauseOf(MayChoose(convicted, v1::AGENCY_PROCURATORATE)), v1::CLAUSE_4_8_1);
  EXPECT_TRUE(MayChoose(*kinds.value(0), v1::AGENCY_TRADE_UNION).ok());
}

TEST(Dispatch, AMethodWithoutAContractStopsTheStart) {
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

TEST(Disclosure, TheSameFileReadsDifferentlyForEachAgency) {
  Disclosure disclosure;
  disclosure.Prepare(*casefile::v1::VictimFile::descriptor());
  casefile::v1::VictimFile file;
  file.mutable_person()->set_name("罗一鸣");
  file.mutable_person()->mutable_document()->set_number("1");
  file.add_buying_family()->set_name("仇万财");
  file.add_needs(casefile::v1::SERVICE_NEED_SCHOOL);

  auto police = file;
  EXPECT_TRUE(disclosure.Cut(police, Agency(v1::AGENCY_PUBLIC_SECURITY)).empty());
  EXPECT_EQ(police.buying_family_size(), 1);

  auto justice = file;
  const auto withheld = disclosure.Cut(justice, Agency(v1::AGENCY_JUSTICE_BUREAU));
  EXPECT_EQ(justice.person().name(), "罗一鸣");
  EXPECT_FALSE(justice.person().has_document());
  EXPECT_EQ(withheld, (std::vector<std::string>{"person.document", "buying_family"}));

  auto women = file;
  disclosure.Cut(women, Agency(v1::AGENCY_WOMENS_FEDERATION));
  EXPECT_FALSE(women.has_person());
  EXPECT_EQ(women.needs_size(), 1);
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
