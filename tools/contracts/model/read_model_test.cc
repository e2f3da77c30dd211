#include "tools/contracts/model/read_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace liandong::contracts {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::SizeIs;

class ReadModelTest : public testing::Test {
 protected:
  static const Model& TheModel() {
    static const auto* const model = new Model(ReadModel(Comments()).value());
    return *model;
  }

  static const Method& MethodAt(const std::string& path) {
    for (const Method* method : MethodsOf(TheModel())) {
      if (method->path == path) return *method;
    }
    ADD_FAILURE() << path;
    static const auto* const none = new Method;
    return *none;
  }

  static const contracts::Field& FieldOf(const std::string& message, const std::string& name) {
    for (const Package& package : TheModel().packages) {
      for (const Message& one : package.messages) {
        if (one.name != message) continue;
        for (const contracts::Field& field : one.fields) {
          if (field.name == name) return field;
        }
      }
    }
    ADD_FAILURE() << message << "." << name;
    static const auto* const none = new contracts::Field;
    return *none;
  }
};

TEST_F(ReadModelTest, AMethodNamesItsAudienceAndWhoThatIs) {
  const Method& method = MethodAt("/liandong.casefile.v1.CasefileService/RegisterDnaSample");
  EXPECT_TRUE(method.writes);
  EXPECT_TRUE(method.operator_required);
  EXPECT_THAT(method.audiences, ElementsAre(AudienceId::AUDIENCE_DNA_POLICE));
  EXPECT_THAT(ClausesOf(method), ElementsAre(law::Clause::CLAUSE_4_5));
  EXPECT_EQ(method.callers.agencies.count(), 1U);
  EXPECT_TRUE(method.callers.agencies.test(law::Agency::AGENCY_PUBLIC_SECURITY));
  EXPECT_THAT(FindAudience(TheModel(), AudienceId::AUDIENCE_DNA_POLICE)->admissions,
              ElementsAre(Admission{.clause = law::Clause::CLAUSE_4_5,
                                    .role = contract::Role::kAgencies,
                                    .agencies = {law::Agency::AGENCY_PUBLIC_SECURITY}}));
}

TEST_F(ReadModelTest, AnAudienceAdmitsTheSameByRoleAndByName) {
  for (const Audience& audience : TheModel().audiences) {
    std::vector<law::Clause> by_role;
    for (const Admission& admission : audience.admissions) by_role.push_back(admission.clause);
    for (const Grant& grant : audience.grants) EXPECT_THAT(by_role, Contains(grant.clause));
  }
}

TEST_F(ReadModelTest, AFieldHasItsRuleReadersAndWriters) {
  const contracts::Field& request_id = FieldOf("liandong.clue.v1.ReportClueRequest", "request_id");
  EXPECT_EQ(request_id.rule.format(), contract::v1::FORMAT_UUID) << "a standard field needs no rule of its own";
  EXPECT_THAT(request_id.audiences, IsEmpty());
  const contracts::Field& name = FieldOf("liandong.clue.v1.AcknowledgeClueRequest", "name");
  EXPECT_TRUE(name.rule.required()) << "the name of a record is required";
  EXPECT_EQ(name.rule.resource(), "clues");

  const contracts::Field& note = FieldOf("liandong.casefile.v1.TaskForceDutyRecord", "note");
  EXPECT_THAT(note.audiences, ElementsAre(AudienceId::AUDIENCE_TASK_FORCE_POLICE));
  EXPECT_TRUE(note.readers.has_value() && note.readers->agencies.test(law::Agency::AGENCY_PUBLIC_SECURITY));
  const contracts::Field& duty = FieldOf("liandong.casefile.v1.TaskForceDutyRecord", "duty");
  EXPECT_FALSE(duty.readers.has_value()) << "everybody who may call";
  EXPECT_THAT(FieldOf("liandong.casefile.v1.VictimFile", "needs").writers,
              ElementsAre(AudienceId::AUDIENCE_VICTIM_FILE_LEADS));
}

TEST_F(ReadModelTest, EachCallerHasOneView) {
  for (const Method* method : MethodsOf(TheModel())) {
    if (method->views.empty()) continue;
    Actors readers;
    size_t count = 0;
    for (const View& view : method->views) {
      count += view.readers.size();
      for (const law::Agency agency : view.readers) readers.agencies.set(agency);
    }
    EXPECT_EQ(readers.agencies, method->callers.agencies) << method->path;
    EXPECT_EQ(readers.agencies.count(), count) << method->path;
  }
}

TEST_F(ReadModelTest, ARecordTypeHasItsCollectionAndOpenStates) {
  EXPECT_THAT(TheModel().record_types,
              Contains(testing::AllOf(Field(&RecordType::message, "liandong.clue.v1.Clue"),
                                      Field(&RecordType::collection, "clues"), Field(&RecordType::table, "clue"),
                                      Field(&RecordType::open_states, testing::Not(IsEmpty())))));
}

TEST_F(ReadModelTest, AnObligationStandsWithItsClause) {
  const auto clause = std::find_if(TheModel().clauses.begin(), TheModel().clauses.end(),
                                   [](const Clause& one) { return one.clause == law::Clause::CLAUSE_3_1; });
  ASSERT_NE(clause, TheModel().clauses.end());
  EXPECT_THAT(clause->obligations,
              Contains(testing::AllOf(Field(&Obligation::title_en, "Acknowledge a clue"), Field(&Obligation::hours, 24),
                                      Field(&Obligation::owner, law::Agency::AGENCY_PUBLIC_SECURITY))));
}

TEST_F(ReadModelTest, TheServicesOfEachProcessComeFirst) {
  const auto services = ServicesOf(TheModel());
  EXPECT_EQ(services.front()->servers, std::vector<law::Service>{law::Service::SERVICE_CLUE});
  EXPECT_THAT(services.back()->servers, SizeIs(TheModel().processes.size()));
}

}  // namespace
}  // namespace liandong::contracts
