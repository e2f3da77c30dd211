#pragma once

#include "absl/status/status.h"
#include "liandong/placement/v1/trainee_service.pb.h"

// Trainings, 三(三)1. Pure.
namespace liandong::placement::rules {

// The first training is free.
absl::Status RecordTraining(v1::Trainee& trainee, const v1::RecordTrainingRequest& request);

}  // namespace liandong::placement::rules
