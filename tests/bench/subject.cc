#include "tests/bench/subject.h"

#include "tests/bench/connect.h"
#include "tests/bench/echo.h"
#include "tests/bench/fill.h"
#include "tests/testing/postgres/server.h"

namespace liandong::bench {
namespace {

constexpr const char* kAgencies[] = {"education-commission", "health-commission", "culture-tourism", "human-resources"};
constexpr uint64_t kSeed = 1;
// Reads jump through the stored clues instead of following the order of their creation.
constexpr size_t kStride = 7919;

}  // namespace

Subject::Subject(const Server& server, const Setting& setting, const eval::Stock* stock)
    : name_(server.name),
      database_(server.database ? testing::PostgresProcess() : 0),
      reports_(stock, kSeed),
      child_(server.command) {
  for (const char* agency : kAgencies) channels_.push_back(ConnectAs(setting.Pki(), agency, server.address));
}

void Subject::Fill(int records) { names_ = bench::Fill(channels_, reports_, records); }

Load Subject::LoadOf(const char* method, int outstanding, absl::Duration duration) const {
  Load load;
  load.method = method;
  load.purpose = kPurpose;
  load.server = child_.pid();
  load.database = database_;
  load.outstanding = outstanding;
  load.duration = duration;
  return load;
}

Measured Subject::Echo(int outstanding, absl::Duration duration) {
  Load load = LoadOf(kEchoMethod, outstanding, duration);
  load.request = [this](size_t) { return NextReport(); };
  return Run(load, channels_);
}

Measured Subject::ReportClue(int outstanding, absl::Duration duration, absl::Duration warm_up) {
  Load load = LoadOf(kReportClue, outstanding, duration);
  load.request = [this](size_t) { return NextReport(); };
  load.warm_up = warm_up;
  return Run(load, channels_);
}

Measured Subject::GetClue(int outstanding, absl::Duration duration) {
  Load load = LoadOf(kGetClue, outstanding, duration);
  load.request = [this](size_t channel) {
    clue::v1::GetClueRequest request;
    request.set_name(NextName(channel));
    return request.SerializeAsString();
  };
  return Run(load, channels_);
}

std::string Subject::NextName(size_t channel) {
  const std::vector<std::string>& names = names_[channel];
  return names[(next_++ * kStride) % names.size()];
}

}  // namespace liandong::bench
