#include "tests/bench/budget/casefile_kinds.h"

#include "liandong/casefile/v1/casefile_service.grpc.pb.h"
#include "liandong/casefile/v1/match_service.grpc.pb.h"
#include "liandong/registration/v1/registration_service.grpc.pb.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"
#include "shared/values/dates.h"
#include "tests/bench/call_many.h"

namespace liandong::budget {
namespace {

using casefile::v1::CasefileService;
using casefile::v1::MatchService;
using registration::v1::RegistrationService;

constexpr char kOpenMissing[] = "/liandong.casefile.v1.CasefileService/OpenMissingPersonCase";
constexpr char kMissingPurpose[] = "4-4";
constexpr char kCasePurpose[] = "4-2";
constexpr char kVictimPurpose[] = "5-4-4";
constexpr char kMatchPurpose[] = "5-3-2";
constexpr char kCheckPurpose[] = "3-3-4";
constexpr uint64_t kSeed = 1;
constexpr int kVictims = 50;
// Ids are in the order of time, so time passes.
constexpr absl::Duration kBetweenCases = absl::Milliseconds(10);

}  // namespace

CasefileKinds::CasefileKinds(testing::TestCluster* cluster, const eval::Stock* stock)
    : cluster_(cluster),
      requests_(stock, kSeed, values::DayOf(cluster->clock().Now())),
      police_(cluster->ChannelTo(contract::v1::SERVICE_CASEFILE, "public-security")) {}

void CasefileKinds::Fill(int records) {
  const auto next = [this] {
    cluster_->clock().Advance(kBetweenCases);
    return requests_.NextCase();
  };
  bench::CallMany({police_}, {kOpenMissing, kMissingPurpose, next}, records);
  const auto stub = CasefileService::NewStub(police_);
  casefile::v1::OpenTraffickingCaseRequest of;
  of.set_request_id(base::NewUuid());
  of.set_kind(casefile::v1::CASE_KIND_WOMAN_TRAFFICKING);
  of.set_circumstances("解救");
  const std::string of_case = Make(*stub, &CasefileService::Stub::OpenTraffickingCase, kCasePurpose, of).name();
  for (int i = 0; i < kVictims; ++i) {
    auto request = requests_.NextVictim();
    request.set_case_(of_case);
    *request.mutable_rescue_time() = base::ToProto(cluster_->clock().Now());
    victim_files_.push_back(Make(*stub, &CasefileService::Stub::OpenVictimFile, kVictimPurpose, request).name());
  }
}

std::vector<Kind> CasefileKinds::All() { return {CheckMarriage(), FindMatches()}; }

Kind CasefileKinds::CheckMarriage() {
  return {"CheckMarriage", [this] {
            const std::shared_ptr<RegistrationService::Stub> stub =
                RegistrationService::NewStub(cluster_->ChannelTo(contract::v1::SERVICE_REGISTRATION, "civil-affairs"));
            return [this, stub] {
              registration::v1::CheckMarriageRequest request;
              request.ParseFromString(requests_.NextCouple());
              Make(*stub, &RegistrationService::Stub::CheckMarriage, kCheckPurpose, request);
            };
          }};
}

Kind CasefileKinds::FindMatches() {
  return {"FindMatches", [this] {
            return [this, stub = std::shared_ptr<MatchService::Stub>(MatchService::NewStub(police_)),
                    next = size_t{0}]() mutable {
              casefile::v1::FindMatchesRequest request;
              request.set_victim_file(victim_files_[next++ % victim_files_.size()]);
              Make(*stub, &MatchService::Stub::FindMatches, kMatchPurpose, request);
            };
          }};
}

}  // namespace liandong::budget
