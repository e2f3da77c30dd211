#include "tools/contracts/render/api_reference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liandong::contracts {
namespace {

using testing::HasSubstr;

// The generated documents show the rest; these are the cases that are easily broken unnoticed.
Model WithField(Field field) {
  return {.audiences = {{.audience = AudienceId::AUDIENCE_CLUE_POLICE,
                         .admissions = {{.clause = law::Clause::CLAUSE_3_1,
                                         .role = contract::Role::kAgencies,
                                         .agencies = {law::Agency::AGENCY_PUBLIC_SECURITY}}}},
                        {.audience = AudienceId::AUDIENCE_CLUE_REPORTERS,
                         .admissions = {{.clause = law::Clause::CLAUSE_3_1, .role = contract::Role::kParticipants},
                                        {.clause = law::Clause::CLAUSE_3_1,
                                         .role = contract::Role::kAgencies,
                                         .agencies = {law::Agency::AGENCY_PUBLIC_SECURITY}}}}},
          .packages = {{.name = "liandong.clue.v1",
                        .messages = {{.name = "liandong.clue.v1.Clue", .fields = {std::move(field)}}}}}};
}

TEST(ApiReferenceTest, NamesEachReaderOnce) {
  const Model model = WithField({.name = "state",
                                 .type = "string",
                                 .audiences = {AudienceId::AUDIENCE_CLUE_POLICE, AudienceId::AUDIENCE_CLUE_REPORTERS}});
  EXPECT_THAT(ApiReference(model)["clue.md"],
              HasSubstr("| `state` | `string` |  | 三(一) 区公安局; 三(一) 负责、配合 |  |\n"));
}

TEST(ApiReferenceTest, TablesSurviveCommentsWithBars) {
  const Model model = WithField(
      {.name = "kind", .type = "liandong.clue.v1.Kind", .comment = "a|b", .audiences = {AudienceId::AUDIENCE_CALLERS}});
  EXPECT_THAT(ApiReference(model)["clue.md"], HasSubstr("| `kind` | `clue.v1.Kind` |  | callers | a\\|b |\n"));
}

TEST(ApiReferenceTest, SaysWhoMayCallSetAndChoose) {
  Model model = WithField({.name = "needs", .type = "string", .writers = {AudienceId::AUDIENCE_CLUE_POLICE}});
  Package& package = model.packages.front();
  package.enums = {{.name = "liandong.clue.v1.Kind",
                    .values = {{.name = "KIND_HELD", .number = 1, .choosers = {AudienceId::AUDIENCE_CLUE_POLICE}}}}};
  package.services = {{.methods = {{.name = "ReportClue", .audiences = {AudienceId::AUDIENCE_CLUE_REPORTERS}}}}};
  const std::string page = ApiReference(model)["clue.md"];
  EXPECT_THAT(page, HasSubstr("| `needs` | `string` | set in an update by 三(一) 区公安局 |  |  |\n"));
  EXPECT_THAT(page, HasSubstr("| `KIND_HELD` | 1 | Chosen only by 三(一) 区公安局. |\n"));
  EXPECT_THAT(page, HasSubstr("\nCallers: 三(一) 负责、配合; 三(一) 区公安局\n"));
}

TEST(ApiReferenceTest, TheIndexLinksEachPackage) {
  EXPECT_THAT(ApiReference(WithField({}))["README.md"], HasSubstr("| [liandong.clue.v1](clue.md) |  |\n"));
}

}  // namespace
}  // namespace liandong::contracts
