#pragma once

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace liandong::bulk_import {

// How each row ended, one JSON object per line, without any data of the row. A run with an existing report continues
// where the earlier run stopped.
class Report {
 public:
  // Reads an existing report and appends to it. Only the owner may read the file. With an empty path nothing is stored.
  // INVALID_ARGUMENT if the file is not a report.
  static absl::StatusOr<std::unique_ptr<Report>> Open(const std::string& path);
  ~Report();

  // Whether an earlier run completed the row.
  bool IsDone(const std::string& request_id) const { return done_.contains(request_id); }
  // UNAVAILABLE if it cannot be written.
  absl::Status Add(const nlohmann::ordered_json& entry);

 private:
  Report() = default;

  std::FILE* file_ = nullptr;
  std::set<std::string> done_;
};

}  // namespace liandong::bulk_import
