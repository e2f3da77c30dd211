#include "shared/matching/pair_scorer.h"

#include <gtest/gtest.h>

#include "shared/matching/person_model.h"
#include "shared/matching/subject.h"

namespace liandong::matching {
namespace {

Subject Make(const char* name, const char* birth, const char* number, const char* division) {
  Subject subject;
  subject.person.set_name(name);
  subject.person.set_birth_date(birth);
  subject.person.mutable_document()->set_number(number);
  subject.person.set_division(division);
  subject.person.set_sex(common::v1::SEX_FEMALE);
  subject.person.set_nationality("CN");
  subject.person.set_ethnic_group("01");
  subject.appearance.set_marks("左手有疤");
  return subject;
}

// Of all combinations of values that agree in different ways.
std::vector<Record> Records() {
  std::vector<Record> records;
  for (const char* name : {"", "陈晓梅", "陈小梅", "陈晓", "晓梅陈", "Chen Xiaomei", "王丽"}) {
    for (const char* birth : {"", "1990-05-28", "1990-05-29", "1990-28-05", "1971-01-02"}) {
      for (const char* number : {"", "11010519491231002X", "110105194912310029", "E12345678"}) {
        for (const char* division : {"", "500119", "500101", "110105"})
          records.push_back(SubjectRecord(Make(name, birth, number, division)));
      }
    }
  }
  return records;
}

TEST(PairScorer, ScoresLikeTheFullComparisonOrStops) {
  const Model& model = Persons().model;
  const PairScorer scorer(&model);
  const std::vector<Record> records = Records();
  int reached = 0;
  for (size_t i = 0; i < records.size(); ++i) {
    for (size_t j = i % 7; j < records.size(); j += 7) {
      const double full = ScorePair(model, records[i], records[j]).log_odds;
      for (const double least : {-30.0, -2.0, 8.0}) {
        const auto scored = scorer.LogOdds(records[i], records[j], least);
        ASSERT_EQ(scored.has_value(), full >= least) << full;
        if (!scored.has_value()) continue;
        ++reached;
        ASSERT_NEAR(*scored, full, 1e-9);
      }
    }
  }
  EXPECT_GT(reached, 0);
}

}  // namespace
}  // namespace liandong::matching
