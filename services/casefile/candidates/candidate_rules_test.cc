#include "services/casefile/candidates/candidate_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::casefile::rules {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'700'000'000);

v1::MatchCandidate Pending() {
  v1::MatchCandidate candidate;
  candidate.set_state(v1::MATCH_CANDIDATE_STATE_PENDING);
  return candidate;
}

TEST(Clause532, ACandidateIsConfirmedOnlyWhereTheDnaWasCompared) {
  v1::DecideMatchCandidateRequest request;
  request.set_confirmed(true);
  request.set_evidence("DNA-7");
  v1::VictimFile victim;
  victim.set_kind(v1::VICTIM_KIND_CHILD);
  victim.set_dna_gate(v1::DNA_GATE_COLLECTED);
  v1::MatchCandidate candidate = Pending();
  EXPECT_EQ(errors::ReasonOf(DecideCandidate(candidate, request, victim, kNow)),
            contract::v1::ERROR_REASON_DNA_GATE_NOT_PASSED);
  EXPECT_EQ(candidate.state(), v1::MATCH_CANDIDATE_STATE_PENDING);
  victim.set_dna_gate(v1::DNA_GATE_COMPARED);
  EXPECT_TRUE(DecideCandidate(candidate, request, victim, kNow).ok());
  EXPECT_EQ(candidate.state(), v1::MATCH_CANDIDATE_STATE_CONFIRMED);
  EXPECT_EQ(candidate.evidence(), "DNA-7");
}

TEST(Clause532, AnAdultIsConfirmedByAFinding) {
  v1::DecideMatchCandidateRequest request;
  request.set_confirmed(true);
  request.set_evidence("F-1");
  v1::VictimFile victim;
  victim.set_kind(v1::VICTIM_KIND_WOMAN);
  v1::MatchCandidate candidate = Pending();
  EXPECT_TRUE(DecideCandidate(candidate, request, victim, kNow).ok());
  EXPECT_EQ(candidate.state(), v1::MATCH_CANDIDATE_STATE_CONFIRMED);
}

TEST(Clause532, ACandidateIsRejectedOnOtherEvidenceTooAndDecidedOnce) {
  v1::DecideMatchCandidateRequest request;
  request.set_evidence("F-1");
  v1::MatchCandidate candidate = Pending();
  EXPECT_TRUE(DecideCandidate(candidate, request, {}, kNow).ok());
  EXPECT_EQ(candidate.state(), v1::MATCH_CANDIDATE_STATE_REJECTED);
  EXPECT_EQ(errors::ReasonOf(DecideCandidate(candidate, request, {}, kNow)), contract::v1::ERROR_REASON_WRONG_STATE);
}

TEST(Clause532, APairThatIsOnePersonInOneOfTenCasesWaitsForADecision) {
  v1::Match match;
  match.set_probability(100);
  EXPECT_TRUE(IsWorthDeciding(match));
  match.set_probability(99);
  EXPECT_FALSE(IsWorthDeciding(match));
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
  EXPECT_EQ(LowerBoundOf(0), 0);
  EXPECT_EQ(LowerBoundOf(9), 900);
}

}  // namespace
}  // namespace liandong::casefile::rules
