#include "services/clue/labour_export/export_project_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::clue::rules {
namespace {

using errors::ReasonOf;

TEST(Clause71, NobodyDepartsWithoutReviewAndTraining) {
  EXPECT_TRUE(MostlyYoungWomen(20, 11));
  EXPECT_FALSE(MostlyYoungWomen(20, 10));
  v1::ExportProject project;
  project.set_state(v1::EXPORT_STATE_REGISTERED);
  project.set_workers(20);
  project.set_mostly_young_women(true);
  project.set_trained(20);
  EXPECT_EQ(ReasonOf(Depart(project, {})), contract::v1::ERROR_REASON_REVIEW_MISSING);
  v1::ReviewExportProjectRequest review;
  review.set_pass(true);
  EXPECT_TRUE(Review(project, review).ok());
  EXPECT_FALSE(Review(project, review).ok());
  project.set_trained(19);
  EXPECT_EQ(ReasonOf(Depart(project, {})), contract::v1::ERROR_REASON_REVIEW_MISSING);
  EXPECT_FALSE(Monitor(project, "x").ok());
  project.set_trained(20);
  EXPECT_TRUE(Depart(project, {}).ok());
  EXPECT_TRUE(Monitor(project, "x").ok());
}

TEST(Clause71, AllWorkersMayBeYoungWomenAndNoMore) {
  v1::RegisterExportProjectRequest request;
  request.set_workers(20);
  request.set_young_women(20);
  EXPECT_TRUE(CheckProject(request).ok());
  request.set_young_women(21);
  EXPECT_EQ(ReasonOf(CheckProject(request)), contract::v1::ERROR_REASON_REQUEST_INVALID);
}

TEST(Clause71, ARejectedProjectDoesNotDepart) {
  v1::ExportProject project;
  project.set_state(v1::EXPORT_STATE_REJECTED);
  EXPECT_EQ(ReasonOf(Depart(project, {})), contract::v1::ERROR_REASON_WRONG_STATE);
}

}  // namespace
}  // namespace liandong::clue::rules
