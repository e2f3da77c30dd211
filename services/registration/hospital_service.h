#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/registration/v1/hospital_service.pb.h"
#include "services/registration/check_desk.h"
#include "services/registration/screener.h"
#include "shared/runtime/servant.h"

namespace liandong::registration {

// The handlers of HospitalService.
class HospitalService : public runtime::Servant {
 public:
  explicit HospitalService(const runtime::Parts& parts);

  static std::vector<store::Migration> Migrations();

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<CheckFacts> GatherAdmission(const Call& call, const v1::CheckHospitalAdmissionRequest& request,
                                             const contract::Reader& reader);
  absl::StatusOr<v1::Check> CheckHospitalAdmission(const Call& call, const v1::CheckHospitalAdmissionRequest& request,
                                                   const CheckFacts& facts, contract::WriteTx& tx);
  absl::StatusOr<CheckFacts> GatherBirth(const Call& call, const v1::CheckBirthCertificateRequest& request,
                                         const contract::Reader& reader);
  absl::StatusOr<v1::Check> CheckBirthCertificate(const Call& call, const v1::CheckBirthCertificateRequest& request,
                                                  const CheckFacts& facts, contract::WriteTx& tx);
  absl::StatusOr<CheckFacts> GatherFostered(const Call& call, const v1::CheckFosteredMinorRequest& request,
                                            const contract::Reader& reader);
  absl::StatusOr<v1::Check> CheckFosteredMinor(const Call& call, const v1::CheckFosteredMinorRequest& request,
                                               const CheckFacts& facts, contract::WriteTx& tx);

  CheckDesk desk_;
  Screener screener_;
  const records::KeyIndex* keys_;
};

}  // namespace liandong::registration
