#include "tests/bench/clue_calls.h"

#include "tests/bench/call_many.h"
#include "tests/bench/echo.h"

namespace liandong::bench {
namespace {

constexpr char kReportClue[] = "/liandong.clue.v1.ClueService/ReportClue";
constexpr char kGetClue[] = "/liandong.clue.v1.ClueService/GetClue";
// A clause under which every participating agency may report clues and read its own.
constexpr char kPurpose[] = "6-9";
constexpr uint64_t kSeed = 1;
// Reads jump through the stored clues instead of following the order of their creation.
constexpr size_t kStride = 7919;

}  // namespace

ClueCalls::ClueCalls(const Server& server, const Setting& setting, const eval::Stock* stock)
    : reports_(stock, kSeed),
      subject_(server, setting, {"education-commission", "health-commission", "culture-tourism", "human-resources"}) {}

void ClueCalls::Fill(int records) {
  names_.resize(subject_.channels().size());
  const auto keep = [this](size_t channel, const std::string& reply) {
    clue::v1::Clue clue;
    if (clue.ParseFromString(reply)) names_[channel].push_back(clue.name());
  };
  CallMany(subject_.channels(), {kReportClue, kPurpose, [this] { return NextReport(); }, keep}, records);
}

Measured ClueCalls::Echo(int outstanding, absl::Duration duration) {
  return subject_.Measure({.method = kEchoMethod,
                           .purpose = kPurpose,
                           .request = [this](size_t) { return NextReport(); },
                           .outstanding = outstanding,
                           .duration = duration});
}

Measured ClueCalls::ReportClue(int outstanding, absl::Duration duration, absl::Duration warm_up) {
  return subject_.Measure({.method = kReportClue,
                           .purpose = kPurpose,
                           .request = [this](size_t) { return NextReport(); },
                           .outstanding = outstanding,
                           .warm_up = warm_up,
                           .duration = duration});
}

Measured ClueCalls::GetClue(int outstanding, absl::Duration duration) {
  return subject_.Measure({.method = kGetClue,
                           .purpose = kPurpose,
                           .request = [this](size_t channel) { return NextRead(channel); },
                           .outstanding = outstanding,
                           .duration = duration});
}

std::string ClueCalls::NextRead(size_t channel) {
  const std::vector<std::string>& names = names_[channel];
  clue::v1::GetClueRequest request;
  request.set_name(names[(next_++ * kStride) % names.size()]);
  return request.SerializeAsString();
}

}  // namespace liandong::bench
