#include "services/registration/hospitals/hospitals.h"

#include <utility>

#include "services/registration/checks/conclusion.h"
#include "services/registration/hospitals/hospital_rules.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::registration {
namespace {

constexpr char kCertificateDomain[] = "birth-certificate";

// The checks, with what the requests contain.
v1::Check CheckOf(const v1::CheckHospitalAdmissionRequest& request) {
  v1::Check check;
  check.set_kind(v1::CHECK_KIND_HOSPITAL_ADMISSION);
  *check.add_parties() = request.patient();
  return check;
}

v1::Check CheckOf(const v1::CheckBirthCertificateRequest& request) {
  v1::Check check;
  check.set_kind(v1::CHECK_KIND_BIRTH_CERTIFICATE);
  *check.add_parties() = request.newborn();
  *check.add_parties() = request.mother();
  check.set_certificate_number(request.certificate_number());
  return check;
}

v1::Check CheckOf(const v1::CheckFosteredMinorRequest& request) {
  v1::Check check;
  check.set_kind(v1::CHECK_KIND_FOSTERED_MINOR);
  *check.add_parties() = request.minor();
  check.mutable_parties()->MergeFrom(request.fosterers());
  return check;
}

absl::StatusOr<CheckFacts> GatherAdmission(const Process& process, const Call& call,
                                           const v1::CheckHospitalAdmissionRequest& request, const Reader& reader) {
  LD_ASSIGN_OR_RETURN(rules::Screenings screenings, process.screener.Admission(call, request));
  return GatherPast(process, std::move(screenings), CheckOf(request), reader);
}

absl::StatusOr<v1::Check> CheckHospitalAdmission(const Process& process, const Call& call,
                                                 const v1::CheckHospitalAdmissionRequest& request,
                                                 const CheckFacts& facts, WriteTx& tx) {
  const auto reasons = rules::AdmissionReasons(request, facts.screenings);
  return Conclude(process, call, CheckOf(request), reasons, facts, request.note(), tx);
}

absl::StatusOr<CheckFacts> GatherBirth(const Process& process, const Call& call,
                                       const v1::CheckBirthCertificateRequest& request, const Reader& reader) {
  LD_ASSIGN_OR_RETURN(rules::Screenings screenings, process.screener.Birth(call, request));
  return GatherPast(process, std::move(screenings), CheckOf(request), reader);
}

absl::StatusOr<v1::Check> CheckBirthCertificate(const Process& process, const Call& call,
                                                const v1::CheckBirthCertificateRequest& request,
                                                const CheckFacts& facts, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto admission, process.store.checks.Load(tx, call.reach, request.admission_check()));
  LD_RETURN_IF_ERROR(rules::CheckBirth(request, admission.message));
  LD_ASSIGN_OR_RETURN(const auto others,
                      process.store.keys->Find(tx, kCertificateDomain, request.certificate_number()));
  const auto reasons = rules::BirthReasons(request, facts.screenings, !others.empty());
  LD_ASSIGN_OR_RETURN(v1::Check concluded,
                      Conclude(process, call, CheckOf(request), reasons, facts, request.note(), tx));
  LD_RETURN_IF_ERROR(process.store.keys->Add(tx, kCertificateDomain, request.certificate_number(),
                                             *values::IdIn(concluded.name(), process.store.checks.collection())));
  return concluded;
}

absl::StatusOr<CheckFacts> GatherFostered(const Process& process, const Call& call,
                                          const v1::CheckFosteredMinorRequest& request, const Reader& reader) {
  LD_ASSIGN_OR_RETURN(rules::Screenings screenings, process.screener.Fostered(call, request));
  return GatherPast(process, std::move(screenings), CheckOf(request), reader);
}

absl::StatusOr<v1::Check> CheckFosteredMinor(const Process& process, const Call& call,
                                             const v1::CheckFosteredMinorRequest& request, const CheckFacts& facts,
                                             WriteTx& tx) {
  return Conclude(process, call, CheckOf(request), rules::FosteredReasons(facts.screenings), facts, request.note(), tx);
}

}  // namespace

void AddHospitalHandlers(Handlers& handlers) {
  handlers.GatheredWrite(&GatherAdmission, &CheckHospitalAdmission);
  handlers.GatheredWrite(&GatherBirth, &CheckBirthCertificate);
  handlers.GatheredWrite(&GatherFostered, &CheckFosteredMinor);
}

}  // namespace liandong::registration
