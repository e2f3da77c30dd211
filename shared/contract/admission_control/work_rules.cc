#include "shared/contract/admission_control/work_rules.h"

#include <algorithm>

#include "liandong/common/v1/person.pb.h"
#include "shared/limits/limits.h"

namespace liandong::contract {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int64_t kWorkOfStream = 5;
// A page costs one unit for each of so many records.
constexpr int64_t kRecordsPerUnit = 10;

bool IsPerson(const Descriptor& type) { return &type == common::v1::Person::descriptor(); }

// Adds the types from which a field leads to a person. Returns whether `type` is one of them.
bool FindPersons(const Descriptor& type, absl::flat_hash_set<const Descriptor*>& seen,
                 absl::flat_hash_set<const Descriptor*>& found) {
  if (!seen.insert(&type).second) return found.contains(&type);
  bool leads = IsPerson(type);
  for (int i = 0; i < type.field_count(); ++i) {
    const Descriptor* inner = type.field(i)->message_type();
    if (inner != nullptr && FindPersons(*inner, seen, found)) leads = true;
  }
  if (leads) found.insert(&type);
  return leads;
}

int64_t UnitOf(const google::protobuf::MethodDescriptor& method) {
  const auto unit = WorkRules::Units().find(method.full_name());
  if (unit != WorkRules::Units().end()) return unit->second;
  return method.server_streaming() ? kWorkOfStream : 1;
}

}  // namespace

const std::map<std::string, int64_t>& WorkRules::Units() {
  static const auto* const units = new std::map<std::string, int64_t>{
      {"liandong.casefile.v1.CasefileService.ScreenCarers", 5},
      {"liandong.casefile.v1.CasefileService.ScreenPersons", 5},
      {"liandong.casefile.v1.MatchService.FindMatches", 20},
      {"liandong.casefile.v1.MatchService.FindMatchesOfCase", 20},
      {"liandong.clue.v1.VenueService.SearchVenueRoster", 10},
      {"liandong.ledger.v1.LedgerService.ListAccesses", 20},
      {"liandong.oversight.v1.AccountabilityService.ListDataAccesses", 20},
      {"liandong.oversight.v1.AnalysisService.AnalyseSituation", 100},
      {"liandong.oversight.v1.ConferenceService.ListForSupervision", 20},
      {"liandong.oversight.v1.DutyService.AssessDuties", 100},
      {"liandong.registration.v1.HospitalService.CheckBirthCertificate", 10},
      {"liandong.registration.v1.HospitalService.CheckFosteredMinor", 10},
      {"liandong.registration.v1.HospitalService.CheckHospitalAdmission", 10},
      {"liandong.registration.v1.RegistrationService.CheckAdoption", 10},
      {"liandong.registration.v1.RegistrationService.CheckHouseholdRegistration", 10},
      {"liandong.registration.v1.RegistrationService.CheckMarriage", 10}};
  return *units;
}

WorkRules::WorkRules(const google::protobuf::MethodDescriptor& method)
    : unit_(UnitOf(method)), page_size_(method.input_type()->FindFieldByName("page_size")) {
  absl::flat_hash_set<const Descriptor*> seen;
  FindPersons(*method.input_type(), seen, with_persons_);
}

int64_t WorkRules::Of(const Message& request) const {
  int64_t times = Persons(request);
  if (page_size_ != nullptr) {
    const int64_t asked = request.GetReflection()->GetInt32(request, page_size_);
    const int64_t records = asked > 0 ? asked : limits::kDefaultPageSize;
    times = std::max(times, (records + kRecordsPerUnit - 1) / kRecordsPerUnit);
  }
  return unit_ * times;
}

int64_t WorkRules::Persons(const Message& request) const {
  return with_persons_.empty() ? 1 : std::max<int64_t>(1, CountPersons(request));
}

int64_t WorkRules::CountPersons(const Message& message) const {
  if (IsPerson(*message.GetDescriptor())) return 1;
  const auto& reflection = *message.GetReflection();
  int64_t count = 0;
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message.GetDescriptor()->field(i);
    if (field->message_type() == nullptr || !with_persons_.contains(field->message_type())) continue;
    if (!field->is_repeated()) {
      count += reflection.HasField(message, field) ? CountPersons(reflection.GetMessage(message, field)) : 0;
      continue;
    }
    for (int item = 0; item < reflection.FieldSize(message, field); ++item)
      count += CountPersons(reflection.GetRepeatedMessage(message, field, item));
  }
  return count;
}

}  // namespace liandong::contract
