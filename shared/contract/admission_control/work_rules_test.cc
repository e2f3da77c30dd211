#include "shared/contract/admission_control/work_rules.h"

#include <gtest/gtest.h>

#include "shared/descriptors/files.h"

namespace liandong::contract {
namespace {

const google::protobuf::MethodDescriptor& Method(const std::string& name) {
  return *google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
}

std::unique_ptr<google::protobuf::Message> RequestOf(const google::protobuf::MethodDescriptor& method) {
  return std::unique_ptr<google::protobuf::Message>(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(method.input_type())->New());
}

// Adds persons to the request's only list of them.
void AddPersons(google::protobuf::Message& request, const std::string& field, int count) {
  for (int i = 0; i < count; ++i) {
    request.GetReflection()->AddMessage(&request, request.GetDescriptor()->FindFieldByName(field));
  }
}

TEST(WorkRules, AReportOfTwentyPersonsCostsTwenty) {
  const auto& method = Method("liandong.clue.v1.ClueService.ReportClue");
  const WorkRules rules(method);
  const auto request = RequestOf(method);
  EXPECT_EQ(rules.Least(), 1);
  EXPECT_EQ(rules.Of(*request), 1);
  AddPersons(*request, "persons", 20);
  EXPECT_EQ(rules.Of(*request), 20);
  EXPECT_EQ(rules.Persons(*request), 20);
}

TEST(WorkRules, ADeclaredCostCountsForEachPerson) {
  const auto& method = Method("liandong.registration.v1.RegistrationService.CheckMarriage");
  const WorkRules rules(method);
  const auto request = RequestOf(method);
  EXPECT_GT(rules.Least(), 1);
  AddPersons(*request, "parties", 2);
  EXPECT_EQ(rules.Of(*request), 2 * rules.Least());
}

TEST(WorkRules, APageCostsAsManyRecordsAsItMayHave) {
  const auto& method = Method("liandong.clue.v1.ClueService.ListClues");
  const WorkRules rules(method);
  const auto request = RequestOf(method);
  EXPECT_EQ(rules.Of(*request), 5) << "the usual page has 50 records";
  request->GetReflection()->SetInt32(request.get(), request->GetDescriptor()->FindFieldByName("page_size"), 1);
  EXPECT_EQ(rules.Of(*request), 1);
  request->GetReflection()->SetInt32(request.get(), request->GetDescriptor()->FindFieldByName("page_size"), 200);
  EXPECT_EQ(rules.Of(*request), 20);
}

TEST(WorkRules, AStreamCostsMoreThanACall) {
  EXPECT_EQ(WorkRules(Method("liandong.clue.v1.ClueService.WatchClues")).Least(), 5);
}

TEST(WorkRules, WhatReadsManyRecordsCostsMore) {
  EXPECT_EQ(WorkRules(Method("liandong.clue.v1.ClueService.GetClue")).Least(), 1);
  for (const char* method :
       {"liandong.oversight.v1.AnalysisService.AnalyseSituation", "liandong.oversight.v1.DutyService.AssessDuties"}) {
    EXPECT_GE(WorkRules(Method(method)).Least(), 100) << method;
  }
}

TEST(WorkRules, TheMethodsWithAUnitOfTheirOwnExist) {
  for (const auto& [method, unit] : WorkRules::Units()) {
    EXPECT_NE(google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(method), nullptr) << method;
    EXPECT_GT(unit, 1) << method;
  }
}

// Persons within other messages count too, and messages that contain themselves end.
TEST(WorkRules, EveryMethodHasACost) {
  int methods = 0;
  for (const auto* file : descriptors::AllFiles()) {
    for (int i = 0; i < file->service_count(); ++i) {
      for (int j = 0; j < file->service(i)->method_count(); ++j, ++methods) {
        const auto& method = *file->service(i)->method(j);
        const WorkRules rules(method);
        EXPECT_GE(rules.Of(*RequestOf(method)), rules.Least()) << method.full_name();
      }
    }
  }
  EXPECT_GT(methods, 100);
}

}  // namespace
}  // namespace liandong::contract
