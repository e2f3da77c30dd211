#include "services/casefile/match_rules.h"

#include <gtest/gtest.h>

#include "services/casefile/subjects.h"
#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
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

v1::MatchCandidate Pending() {
  v1::MatchCandidate candidate;
  candidate.set_state(v1::MATCH_CANDIDATE_STATE_PENDING);
  return candidate;
}

TEST(Clause532, ACandidateIsConfirmedOnlyWhereTheDnaWasCompared) {
  v1::DecideMatchCandidateRequest request;
  request.set_confirmed(true);
  request.set_evidence("DNA-7");
  v1::VictimFile victim = Found();
  victim.set_kind(v1::VICTIM_KIND_CHILD);
  victim.set_dna_gate(v1::DNA_GATE_COLLECTED);
  v1::MatchCandidate candidate = Pending();
  EXPECT_EQ(errors::ReasonOf(DecideCandidate(candidate, request, victim, kLost)),
            contract::v1::ERROR_REASON_DNA_GATE_NOT_PASSED);
  EXPECT_EQ(candidate.state(), v1::MATCH_CANDIDATE_STATE_PENDING);
  victim.set_dna_gate(v1::DNA_GATE_COMPARED);
  EXPECT_TRUE(DecideCandidate(candidate, request, victim, kLost).ok());
  EXPECT_EQ(candidate.state(), v1::MATCH_CANDIDATE_STATE_CONFIRMED);
  EXPECT_EQ(candidate.evidence(), "DNA-7");
}

TEST(Clause532, AnAdultIsConfirmedByAFinding) {
  v1::DecideMatchCandidateRequest request;
  request.set_confirmed(true);
  request.set_evidence("F-1");
  v1::VictimFile victim = Found();
  victim.set_kind(v1::VICTIM_KIND_WOMAN);
  v1::MatchCandidate candidate = Pending();
  EXPECT_TRUE(DecideCandidate(candidate, request, victim, kLost).ok());
  EXPECT_EQ(candidate.state(), v1::MATCH_CANDIDATE_STATE_CONFIRMED);
}

TEST(Clause532, ACandidateIsRejectedOnOtherEvidenceTooAndDecidedOnce) {
  v1::DecideMatchCandidateRequest request;
  request.set_evidence("F-1");
  v1::MatchCandidate candidate = Pending();
  EXPECT_TRUE(DecideCandidate(candidate, request, Found(), kLost).ok());
  EXPECT_EQ(candidate.state(), v1::MATCH_CANDIDATE_STATE_REJECTED);
  EXPECT_EQ(errors::ReasonOf(DecideCandidate(candidate, request, Found(), kLost)),
            contract::v1::ERROR_REASON_WRONG_STATE);
}

TEST(Clause532, CalibrationCountsCandidatesByTenths) {
  const auto bin = [](int probability) {
    v1::MatchCandidate candidate;
    candidate.mutable_match()->set_probability(probability);
    return BinOf(candidate);
  };
  EXPECT_EQ(bin(0), 0);
  EXPECT_EQ(bin(99), 0);
  EXPECT_EQ(bin(100), 1);
  EXPECT_EQ(bin(999), 9);
  EXPECT_EQ(bin(1000), 9);
}

}  // namespace
}  // namespace liandong::casefile::rules
