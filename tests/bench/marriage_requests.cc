#include "tests/bench/marriage_requests.h"

#include "liandong/registration/v1/registration_service.pb.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"

namespace liandong::bench {
namespace {

constexpr char kDistrict[] = "500119";
constexpr int kYoungestHusband = 22;
constexpr int kYoungestWife = 20;
constexpr int kOldest = 60;

}  // namespace

MarriageRequests::MarriageRequests(const eval::Stock* stock, uint64_t seed, absl::CivilDay today)
    : missing_(stock, seed), people_(seed, today) {}

std::string MarriageRequests::NextCase() {
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

std::string MarriageRequests::NextCouple() {
  absl::MutexLock lock(&mutex_);
  registration::v1::CheckMarriageRequest request;
  request.set_request_id(base::NewUuid());
  *request.add_parties() = people_.Resident(kYoungestHusband, kOldest, common::v1::SEX_MALE);
  *request.add_parties() = people_.Resident(kYoungestWife, kOldest, common::v1::SEX_FEMALE);
  return request.SerializeAsString();
}

casefile::v1::OpenVictimFileRequest MarriageRequests::NextVictim() {
  absl::MutexLock lock(&mutex_);
  const matching::Subject found = missing_.Found(missing_.Missing());
  casefile::v1::OpenVictimFileRequest request;
  request.set_request_id(base::NewUuid());
  request.set_kind(casefile::v1::VICTIM_KIND_OTHER);
  request.set_origin(casefile::v1::ORIGIN_UNKNOWN);
  *request.mutable_person() = found.person;
  // Mistakes in these are refused.
  request.mutable_person()->clear_document();
  request.mutable_person()->clear_division();
  *request.mutable_appearance() = found.appearance;
  request.mutable_rescue_place()->set_division(kDistrict);
  return request;
}

}  // namespace liandong::bench
