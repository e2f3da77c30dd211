#include "services/casefile/matches/match_rules.h"

#include <gtest/gtest.h>

#include "services/casefile/persons/subjects.h"
#include "shared/base/proto_time.h"
#include "shared/matching/person_model.h"

namespace liandong::casefile::rules {
namespace {

const absl::Time kLost = absl::FromUnixSeconds(1'700'000'000);

v1::Case Missing() {
  v1::Case missing;
  missing.set_name("cases/m");
  missing.set_state(v1::CASE_STATE_OPEN);
  missing.mutable_person()->set_name("骆晓燕");
  missing.mutable_person()->set_birth_date("2020-03-05");
  missing.mutable_lost_place()->set_division("520102");
  *missing.mutable_lost_time() = base::ToProto(kLost);
  return missing;
}

v1::VictimFile Found() {
  v1::VictimFile victim;
  victim.set_name("victimFiles/v");
  victim.mutable_person()->set_name("罗小燕");
  victim.mutable_appearance()->set_birth_year(2021);
  victim.mutable_rescue_place()->set_division("500119");
  *victim.mutable_rescue_time() = base::ToProto(kLost + absl::Hours(24 * 1000));
  return victim;
}

TEST(Clause532, AMatchIsAnOpenCaseOfSomebodyLostBefore) {
  EXPECT_TRUE(MayBeOnePerson(Missing(), Found()));
  v1::Case closed = Missing();
  closed.set_state(v1::CASE_STATE_SOLVED);
  EXPECT_FALSE(MayBeOnePerson(closed, Found()));
  v1::VictimFile earlier = Found();
  *earlier.mutable_rescue_time() = base::ToProto(kLost - absl::Hours(1));
  EXPECT_FALSE(MayBeOnePerson(Missing(), earlier));
  v1::VictimFile at_once = Found();
  *at_once.mutable_rescue_time() = base::ToProto(kLost);
  EXPECT_TRUE(MayBeOnePerson(Missing(), at_once));
  EXPECT_TRUE(IsLikelyEnough(0.01));
  EXPECT_FALSE(IsLikelyEnough(0.0099));
}

TEST(Clause532, AMatchSaysWhatSpeaksForItAndAgainst) {
  const matching::Score score =
      matching::ScorePair(matching::Persons().model, matching::SubjectRecord(SubjectOf(Missing())),
                          matching::SubjectRecord(SubjectOf(Found())));
  const v1::Match match = Explain(Missing(), Found(), score, 0.8765);
  EXPECT_EQ(match.case_(), "cases/m");
  EXPECT_EQ(match.victim_file(), "victimFiles/v");
  EXPECT_EQ(match.probability(), 877);
  ASSERT_GE(match.agreements_size(), 3);
  EXPECT_EQ(match.agreements(0).field(), "name");
  EXPECT_EQ(match.agreements(0).agreement_zh(), "同音");
  EXPECT_GT(match.agreements(0).weight(), 5000);
  for (const v1::FieldAgreement& agreement : match.agreements()) EXPECT_NE(agreement.field(), "document");
}

}  // namespace
}  // namespace liandong::casefile::rules
