#pragma once

#include <grpcpp/channel.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/child.h"
#include "tests/bench/load.h"
#include "tests/bench/reports.h"
#include "tests/bench/servers.h"

namespace liandong::bench {

// A running server with the connections of several agencies. All subjects receive the same reports in the same order.
class Subject {
 public:
  // `stock` is not owned.
  Subject(const Server& server, const Setting& setting, const eval::Stock* stock);

  const std::string& name() const { return name_; }
  bool has_database() const { return database_ != 0; }
  int pid() const { return child_.pid(); }

  // Stores this many reports.
  void Fill(int records);

  Measured Echo(int outstanding, absl::Duration duration);
  Measured ReportClue(int outstanding, absl::Duration duration, absl::Duration warm_up = absl::Seconds(1));
  // Needs stored reports.
  Measured GetClue(int outstanding, absl::Duration duration);

 private:
  Load LoadOf(const char* method, int outstanding, absl::Duration duration) const;
  std::string NextReport() { return reports_.Next().SerializeAsString(); }
  std::string NextName(size_t channel);

  const std::string name_;
  const int database_;
  Reports reports_;
  Child child_;
  std::vector<std::shared_ptr<grpc::Channel>> channels_;
  std::vector<std::vector<std::string>> names_;  // of the stored clues, for each channel
  std::atomic<size_t> next_ = 0;
};

}  // namespace liandong::bench
