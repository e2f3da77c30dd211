#include "tools/bulk_import/report.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <vector>

#include "absl/strings/str_cat.h"

namespace liandong::bulk_import {
namespace {

constexpr int kOwnersAlone = 0600;

}  // namespace

absl::StatusOr<std::unique_ptr<Report>> Report::Open(const std::string& path) {
  auto report = std::unique_ptr<Report>(new Report);
  if (path.empty()) return report;
  bool whole = true;
  std::ifstream before(path);
  for (std::string line; std::getline(before, line);) {
    const auto entry = nlohmann::json::parse(line, nullptr, false);
    // A run that was killed may have left an incomplete last line.
    whole = !before.eof();
    if (!entry.is_object() && !whole) break;
    if (!entry.is_object() || !entry.contains("code")) {
      return absl::InvalidArgumentError(absl::StrCat(path, " is not a report of an import"));
    }
    if (entry["code"] == "OK") report->done_.insert(entry.value("request_id", ""));
  }
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, kOwnersAlone);
  report->file_ = descriptor < 0 ? nullptr : fdopen(descriptor, "a");
  if (report->file_ == nullptr) return absl::UnavailableError(absl::StrCat("cannot write ", path));
  if (!whole) std::fputc('\n', report->file_);
  return report;
}

Report::~Report() {
  if (file_ != nullptr) std::fclose(file_);
}

absl::Status Report::Add(const nlohmann::ordered_json& entry) {
  if (file_ == nullptr) return absl::OkStatus();
  const std::string line = entry.dump() + "\n";
  const bool written = std::fputs(line.c_str(), file_) >= 0 && std::fflush(file_) == 0;
  return written ? absl::OkStatus() : absl::UnavailableError("cannot write the report");
}

}  // namespace liandong::bulk_import
