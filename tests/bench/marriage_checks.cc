#include "tests/bench/marriage_checks.h"

#include "absl/time/clock.h"
#include "tests/bench/call_many.h"
#include "tests/bench/connect.h"

namespace liandong::bench {
namespace {

constexpr char kCheckMarriage[] = "/liandong.registration.v1.RegistrationService/CheckMarriage";
constexpr char kCheckPurpose[] = "3-3-4";
constexpr char kOpenCase[] = "/liandong.casefile.v1.CasefileService/OpenMissingPersonCase";
constexpr char kCasePurpose[] = "4-4";
constexpr uint64_t kSeed = 1;
constexpr size_t kConnections = 4;

absl::CivilDay Today() { return absl::ToCivilDay(absl::Now(), absl::FixedTimeZone(8 * 3600)); }

}  // namespace

MarriageChecks::MarriageChecks(const Setting& setting, const eval::Stock* stock)
    : MarriageChecks(CheckServers(setting), setting, stock) {}

MarriageChecks::MarriageChecks(const Server& server, const Setting& setting, const eval::Stock* stock)
    : requests_(stock, kSeed, Today()),
      subject_(server, setting, std::vector<std::string>(kConnections, "civil-affairs")) {
  for (size_t i = 0; i < kConnections; ++i)
    police_.push_back(ConnectAs(setting.Pki(), "public-security", server.others.front().address));
}

void MarriageChecks::Fill(int records) {
  CallMany(police_, {kOpenCase, kCasePurpose, [this] { return requests_.NextCase(); }}, records);
}

Measured MarriageChecks::CheckMarriage(int outstanding, absl::Duration duration, absl::Duration warm_up) {
  return subject_.Measure({.method = kCheckMarriage,
                           .purpose = kCheckPurpose,
                           .request = [this](size_t) { return requests_.NextCouple(); },
                           .outstanding = outstanding,
                           .warm_up = warm_up,
                           .duration = duration});
}

}  // namespace liandong::bench
