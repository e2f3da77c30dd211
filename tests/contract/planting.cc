#include "tests/contract/planting.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "shared/base/status_macros.h"
#include "shared/records/table.h"
#include "shared/seal/key_store.h"
#include "shared/store/sqlite_database.h"
#include "shared/values/resource_name.h"
#include "tools/contracts/services.h"

namespace liandong::testing {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr char kDivision[] = "500119";
constexpr int kMostDepth = 6;

void Fill(Message& message, int depth);

void FillField(Message& message, const FieldDescriptor& field, int depth) {
  const Reflection& reflection = *message.GetReflection();
  const bool many = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      many ? reflection.AddString(&message, &field, "x") : reflection.SetString(&message, &field, "x");
      return;
    case FieldDescriptor::CPPTYPE_INT32:
      many ? reflection.AddInt32(&message, &field, 1) : reflection.SetInt32(&message, &field, 1);
      return;
    case FieldDescriptor::CPPTYPE_INT64:
      many ? reflection.AddInt64(&message, &field, 1) : reflection.SetInt64(&message, &field, 1);
      return;
    case FieldDescriptor::CPPTYPE_BOOL:
      reflection.SetBool(&message, &field, true);
      return;
    case FieldDescriptor::CPPTYPE_ENUM: {
      const int value = field.enum_type()->value(1)->number();
      many ? reflection.AddEnumValue(&message, &field, value) : reflection.SetEnumValue(&message, &field, value);
      return;
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      Fill(many ? *reflection.AddMessage(&message, &field) : *reflection.MutableMessage(&message, &field), depth + 1);
      return;
    default:
      ADD_FAILURE() << field.full_name() << " is of a type that is not filled";
  }
}

void Fill(Message& message, int depth) {
  if (depth > kMostDepth) return;
  const Descriptor& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) FillField(message, *type.field(i), depth);
}

void PlantOne(store::Tx& tx, const records::SealedTable& table, const Planted& planted, const std::string& owner) {
  records::Columns columns{.id = IdOf(planted, owner),
                           .division = kDivision,
                           .owner = owner,
                           .kind = 1,
                           .state = 1,
                           .create_time = absl::UnixEpoch()};
  const auto message = Full(*RecordType(planted));
  message->GetReflection()->SetString(message.get(), message->GetDescriptor()->FindFieldByName("name"),
                                      values::NameOf(planted.collection, columns.id));
  EXPECT_TRUE(table.Insert(tx, columns, message->SerializeAsString()).ok()) << planted.table;
}

}  // namespace

std::vector<Planted> AllPlanted() {
  using namespace contract::v1;  // NOLINT(google-build-using-namespace): the services
  return {
      {SERVICE_CLUE, "clue", "clues", "clue.v1.ClueService/GetClue"},
      {SERVICE_CLUE, "labour_complaint", "labourComplaints", "clue.v1.LabourService/GetLabourComplaint"},
      {SERVICE_CLUE, "border_finding", "borderFindings", "clue.v1.LabourService/ListBorderFindings"},
      {SERVICE_CLUE, "dropout_file", "dropoutFiles", "clue.v1.SchoolService/GetDropoutFile"},
      {SERVICE_CLUE, "school_report", "schoolReports", "clue.v1.SchoolService/ListSchoolReports"},
      {SERVICE_CLUE, "venue", "venues", "clue.v1.VenueService/ListVenues"},
      {SERVICE_CLUE, "online_report", "onlineReports", "clue.v1.PlatformService/GetOnlineReport"},
      {SERVICE_CLUE, "convict_file", "convictFiles", "clue.v1.ConvictService/GetConvictFile"},
      {SERVICE_CLUE, "export_project", "exportProjects", "clue.v1.LabourExportService/GetExportProject"},
      {SERVICE_CLUE, "volunteer", "volunteers", "clue.v1.PublicService/GetVolunteer"},
      {SERVICE_CLUE, "reward", "rewards", "clue.v1.PublicService/ListRewards"},
      {SERVICE_CASEFILE, "case_file", "cases", "casefile.v1.CasefileService/GetCase"},
      {SERVICE_CASEFILE, "victim_file", "victimFiles", "casefile.v1.CasefileService/GetVictimFile"},
      {SERVICE_CASEFILE, "interview", "interviews", "casefile.v1.CasefileService/GetInterview"},
      {SERVICE_CASEFILE, "notice", "notices", "casefile.v1.CasefileService/ListNotices"},
      {SERVICE_CASEFILE, "disposition", "dispositions", "casefile.v1.DispositionService/ListDispositions"},
      {SERVICE_CASEFILE, "left_behind_person", "leftBehindPersons",
       "casefile.v1.LeftBehindService/GetLeftBehindPerson"},
      {SERVICE_CASEFILE, "match_candidate", "matchCandidates", "casefile.v1.CandidateService/GetMatchCandidate"},
      {SERVICE_CASEFILE, "kin_search", "kinSearches", "casefile.v1.KinService/GetKinSearch"},
      {SERVICE_CASEFILE, "transit", "transits", "casefile.v1.TransitService/GetTransit"},
      {SERVICE_REGISTRATION, "check_record", "checks", "registration.v1.RegistrationService/GetCheck"},
      {SERVICE_REGISTRATION, "adoption", "adoptions", "registration.v1.AdoptionService/GetAdoption"},
      {SERVICE_REGISTRATION, "dishonesty_record", "dishonestyRecords",
       "registration.v1.AdoptionService/ListDishonestyRecords"},
      {SERVICE_REGISTRATION, "marriage", "marriages", "registration.v1.MarriageService/ListMarriages"},
      {SERVICE_PLACEMENT, "placement", "placements", "placement.v1.PlacementService/GetPlacement"},
      {SERVICE_PLACEMENT, "institution", "institutions", "placement.v1.PlacementService/ListInstitutions"},
      {SERVICE_PLACEMENT, "provider", "providers", "placement.v1.ProviderService/ListProviders"},
      {SERVICE_PLACEMENT, "trainee", "trainees", "placement.v1.TraineeService/GetTrainee"},
      {SERVICE_PLACEMENT, "guardianship_help", "guardianshipHelps",
       "placement.v1.GuardianshipService/ListGuardianshipHelps"},
      {SERVICE_OVERSIGHT, "convener", "conveners", "oversight.v1.ConferenceService/ListConveners"},
      {SERVICE_OVERSIGHT, "contact", "contacts", "oversight.v1.ConferenceService/ListContacts"},
      {SERVICE_OVERSIGHT, "plan", "plans", "oversight.v1.ConferenceService/ListPlans"},
      {SERVICE_OVERSIGHT, "matter", "matters", "oversight.v1.ConferenceService/GetMatter"},
      {SERVICE_OVERSIGHT, "meeting", "meetings", "oversight.v1.ConferenceService/ListMeetings"},
      {SERVICE_OVERSIGHT, "supervision", "supervisions", "oversight.v1.ConferenceService/ListSupervisions"},
      {SERVICE_OVERSIGHT, "evaluation", "evaluations", "oversight.v1.ConferenceService/ListEvaluations"},
      {SERVICE_OVERSIGHT, "budget", "budgets", "oversight.v1.ConferenceService/ListBudgets"},
      {SERVICE_OVERSIGHT, "member_report", "memberReports", "oversight.v1.ReportService/ListMemberReports"},
      {SERVICE_OVERSIGHT, "conference_report", "conferenceReports", "oversight.v1.ReportService/ListConferenceReports"},
      {SERVICE_OVERSIGHT, "overdue_notice", "overdueNotices", "oversight.v1.DutyService/ListOverdueNotices"},
      {SERVICE_OVERSIGHT, "duty_assessment", "dutyAssessments", "oversight.v1.DutyService/GetDutyAssessment"},
      {SERVICE_OVERSIGHT, "circular", "circulars", "oversight.v1.DutyService/ListCirculars"},
      {SERVICE_OVERSIGHT, "analysis", "analyses", "oversight.v1.AnalysisService/GetAnalysis"}};
}

const Descriptor* RecordType(const Planted& planted) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(planted.method, '/');
  for (const auto* service : contracts::AllServices()) {
    if (service->full_name() != "liandong." + parts.first) continue;
    const Descriptor* reply = service->FindMethodByName(parts.second)->output_type();
    const FieldDescriptor* first = reply->field(0);
    return first->is_repeated() ? first->message_type() : reply;
  }
  return nullptr;
}

std::unique_ptr<Message> Full(const Descriptor& type) {
  auto message =
      std::unique_ptr<Message>(google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New());
  Fill(*message, 0);
  return message;
}

std::string IdOf(const Planted& planted, const std::string& owner) {
  const auto all = AllPlanted();
  const auto own = std::find_if(all.begin(), all.end(), [&](const Planted& one) { return one.table == planted.table; });
  // As long for each.
  std::string id = absl::StrCat(100 + (own - all.begin()));
  for (const char c : owner) {
    if (absl::ascii_isalnum(c) && id.size() < 26) id += c;
  }
  id.resize(26, '0');
  // Crockford's alphabet has none of these.
  return absl::StrReplaceAll(id, {{"i", "1"}, {"l", "1"}, {"o", "0"}, {"u", "v"}});
}

void Plant(const TestCluster& cluster, law::Service service, const std::vector<std::string>& owners) {
  const auto roots =
      seal::RootKeys::Open(cluster.PkiFile(law::ServiceSlug(service) + ".master"), "", seal::Suite::kStandard);
  ASSERT_TRUE(roots.ok());
  const seal::KeyStore keys(roots->get(), seal::Suite::kStandard);
  auto database = store::OpenSqlite(cluster.DatabasePath(service));
  ASSERT_TRUE(database.ok()) << database.status();
  const auto written = (*database)->WriteAndWait([&](store::Tx& tx) -> absl::Status {
    LD_ASSIGN_OR_RETURN(const auto ring, keys.Load(tx, absl::InfiniteFuture()));
    const seal::Sealer sealer(ring.get());
    const seal::RecordSealer record_sealer(&sealer);
    for (const Planted& planted : AllPlanted()) {
      if (planted.service != service) continue;
      const records::SealedTable table(planted.table, &record_sealer);
      for (const std::string& owner : owners) PlantOne(tx, table, planted, owner);
    }
    return absl::OkStatus();
  });
  EXPECT_TRUE(written.ok()) << written;
}

}  // namespace liandong::testing
