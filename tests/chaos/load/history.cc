#include "tests/chaos/load/history.h"

#include "absl/strings/str_cat.h"

namespace liandong::chaos {

absl::StatusOr<std::unique_ptr<History>> History::Open(const std::string& path) {
  std::FILE* const file = std::fopen(path.c_str(), "a");
  if (file == nullptr) return absl::NotFoundError(absl::StrCat("cannot write ", path));
  return std::unique_ptr<History>(new History(file));
}

void History::Add(const nlohmann::json& line) {
  const std::string text = line.dump();
  absl::MutexLock lock(&mutex_);
  std::fprintf(file_.get(), "%s\n", text.c_str());
}

}  // namespace liandong::chaos
