#include "tests/bench/marriage_checks.h"

#include "absl/time/clock.h"
#include "liandong/casefile/v1/casefile_service.pb.h"
#include "liandong/registration/v1/registration_service.pb.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"
#include "tests/bench/call_many.h"
#include "tests/bench/connect.h"

namespace liandong::bench {
namespace {

constexpr char kCheckMarriage[] = "/liandong.registration.v1.RegistrationService/CheckMarriage";
constexpr char kCheckPurpose[] = "3-3-4";
constexpr char kOpenCase[] = "/liandong.casefile.v1.CasefileService/OpenMissingPersonCase";
constexpr char kCasePurpose[] = "4-4";
constexpr char kDistrict[] = "500119";
constexpr uint64_t kSeed = 1;
constexpr size_t kConnections = 4;
constexpr int kYoungestHusband = 22;
constexpr int kYoungestWife = 20;
constexpr int kOldest = 60;

absl::CivilDay Today() { return absl::ToCivilDay(absl::Now(), absl::FixedTimeZone(8 * 3600)); }

}  // namespace

MarriageChecks::MarriageChecks(const Setting& setting, const eval::Stock* stock)
    : MarriageChecks(CheckServers(setting), setting, stock) {}

MarriageChecks::MarriageChecks(const Server& server, const Setting& setting, const eval::Stock* stock)
    : missing_(stock, kSeed),
      people_(kSeed, Today()),
      subject_(server, setting, std::vector<std::string>(kConnections, "civil-affairs")) {
  for (size_t i = 0; i < kConnections; ++i)
    police_.push_back(ConnectAs(setting.Pki(), "public-security", server.others.front().address));
}

void MarriageChecks::Fill(int records) {
  CallMany(police_, {kOpenCase, kCasePurpose, [this] { return NextCase(); }}, records);
}

std::string MarriageChecks::NextCase() {
  absl::MutexLock lock(&mutex_);
  const matching::Subject missing = missing_.Missing();
  casefile::v1::OpenMissingPersonCaseRequest request;
  request.set_request_id(base::NewUuid());
  *request.mutable_person() = missing.person;
  *request.mutable_appearance() = missing.appearance;
  *request.mutable_lost_time() = base::ToProto(absl::FromCivil(*missing.day, absl::UTCTimeZone()));
  request.mutable_lost_place()->set_division(kDistrict);
  return request.SerializeAsString();
}

std::string MarriageChecks::NextCouple() {
  absl::MutexLock lock(&mutex_);
  registration::v1::CheckMarriageRequest request;
  request.set_request_id(base::NewUuid());
  *request.add_parties() = people_.Resident(kYoungestHusband, kOldest, common::v1::SEX_MALE);
  *request.add_parties() = people_.Resident(kYoungestWife, kOldest, common::v1::SEX_FEMALE);
  return request.SerializeAsString();
}

Measured MarriageChecks::CheckMarriage(int outstanding, absl::Duration duration, absl::Duration warm_up) {
  return subject_.Measure({.method = kCheckMarriage,
                           .purpose = kCheckPurpose,
                           .request = [this](size_t) { return NextCouple(); },
                           .outstanding = outstanding,
                           .warm_up = warm_up,
                           .duration = duration});
}

}  // namespace liandong::bench
