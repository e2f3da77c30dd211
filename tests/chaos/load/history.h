#pragma once

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"

namespace liandong::chaos {

// What callers saw, one JSON object per line. Thread-safe.
class History {
 public:
  static absl::StatusOr<std::unique_ptr<History>> Open(const std::string& path);
  void Add(const nlohmann::json& line);

 private:
  explicit History(std::FILE* file) : file_(file, std::fclose) {}

  absl::Mutex mutex_;
  std::unique_ptr<std::FILE, decltype(&std::fclose)> file_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace liandong::chaos
