#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "tests/bench/reports.h"
#include "tests/bench/subject.h"

namespace liandong::bench {

// Calls of several agencies to a server that reports and reads clues. All such servers receive the same reports in the
// same order.
class ClueCalls {
 public:
  // `stock` is not owned.
  ClueCalls(const Server& server, const Setting& setting, const eval::Stock* stock);

  const Subject& subject() const { return subject_; }
  // Name of a stored clue that is read often.
  const std::string& FirstClue() const { return names_.front().front(); }

  // Stores this many reports.
  void Fill(int records);

  Measured Echo(int outstanding, absl::Duration duration);
  Measured ReportClue(int outstanding, absl::Duration duration, absl::Duration warm_up = absl::Seconds(1));
  // Needs stored reports. Each agency reads those that it made.
  Measured GetClue(int outstanding, absl::Duration duration);

 private:
  std::string NextReport() { return reports_.Next().SerializeAsString(); }
  std::string NextRead(size_t channel);

  Reports reports_;
  Subject subject_;
  std::vector<std::vector<std::string>> names_;  // of the stored clues, for each channel
  std::atomic<size_t> next_ = 0;
};

}  // namespace liandong::bench
