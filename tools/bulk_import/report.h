#pragma once

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace liandong::bulk_import {

// What became of each row, a JSON object in each line; nothing of what stands in the rows. A run that is begun again
// with the same report goes on where it was.
class Report {
 public:
  // Reads what is there and goes on after it, the file being its owner's alone; an empty path keeps nothing.
  // INVALID_ARGUMENT if the file is no report.
  static absl::StatusOr<std::unique_ptr<Report>> Open(const std::string& path);
  ~Report();

  // Whether an earlier run had it done.
  bool IsDone(const std::string& request_id) const { return done_.contains(request_id); }
  // UNAVAILABLE if it cannot be written.
  absl::Status Add(const nlohmann::ordered_json& entry);

 private:
  Report() = default;

  std::FILE* file_ = nullptr;
  std::set<std::string> done_;
};

}  // namespace liandong::bulk_import
