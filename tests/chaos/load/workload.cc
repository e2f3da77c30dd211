#include "tests/chaos/load/workload.h"

#include <google/protobuf/util/json_util.h>

#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/ids.h"

namespace liandong::chaos {
namespace {

using nlohmann::json;

constexpr size_t kMostNames = 500;
constexpr int kAssigned = 3;
constexpr int kResolved = 4;

struct Source {
  const char* agency;
  const char* channel;
  const char* purpose;
};
constexpr std::array<Source, 5> kSources = {{{"education-commission", "CLUE_CHANNEL_MANDATORY_REPORT", "3-3-2-p1"},
                                             {"health-commission", "CLUE_CHANNEL_MANDATORY_REPORT", "3-3-3"},
                                             {"culture-tourism", "CLUE_CHANNEL_ON_SITE", "6-5"},
                                             {"human-resources", "CLUE_CHANNEL_PHONE", "3-3-1-p1"},
                                             {"urban-management", "CLUE_CHANNEL_PATROL", "6-9"}}};

json ToJson(const common::v1::Person& person) {
  std::string text;
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  if (!google::protobuf::util::MessageToJsonString(person, &text, options).ok()) return {};
  return json::parse(text);
}

}  // namespace

void SharedNames::Add(std::string name) {
  absl::MutexLock lock(&mutex_);
  if (names_.size() < kMostNames) names_.push_back(std::move(name));
}

std::string SharedNames::Any(std::mt19937_64& random) const {
  absl::MutexLock lock(&mutex_);
  return names_.empty() ? "" : names_[random() % names_.size()];
}

Workload::Workload(Session* session, SharedNames* clues, uint64_t seed, const std::string& name, absl::CivilDay today)
    : session_(*session), clues_(*clues), random_(seed), name_(name), people_(seed, today) {}

void Workload::Step() {
  const auto draw = random_() % 100;
  if (draw < 35) return Report();
  if (draw < 60) return FollowUp();
  if (draw < 85) return ReadClue();
  if (draw < 95) return HoldMarriage();
  Forbidden();
}

json Workload::Body(json fields) {
  fields["request_id"] = base::NewUuid();
  return fields;
}

void Workload::Report() {
  const Source& source = kSources[random_() % kSources.size()];
  const std::string description = absl::StrCat("排查线索 ", name_, "-", ++next_);
  const auto outcome =
      session_.Call("report",
                    {source.agency, "clue/ReportClue",
                     Body({{"channel", source.channel}, {"kind", "CLUE_KIND_OTHER"}, {"description", description}}),
                     source.purpose, ""},
                    {{"subject", description}});
  if (outcome.code != 0) return;
  clues_.Add(outcome.reply["name"]);
  open_.push_back({outcome.reply["name"], 1});
}

// The steps of the police with a clue, in order.
void Workload::FollowUp() {
  if (open_.empty()) return Report();
  OpenClue& clue = open_[random_() % open_.size()];
  const int next = clue.state + 1;
  json body = {{"name", clue.name}};
  const char* method = "clue/AcknowledgeClue";
  if (next == kAssigned) {
    method = "clue/AssignClue";
    body["unit"] = "刑侦支队";
  } else if (next == kResolved) {
    method = "clue/ResolveClue";
    body["outcome"] = "CLUE_OUTCOME_VERIFIED";
    body["resolution"] = "查证属实";
  }
  const auto outcome = session_.Call("advance", {"public-security", method, Body(std::move(body)), "3-1", ""},
                                     {{"subject", clue.name}, {"to", next}});
  if (outcome.code == 0) clue.state = next;
  if (clue.state == kResolved) {
    clue = open_.back();
    open_.pop_back();
  }
}

void Workload::ReadClue() {
  const std::string name = clues_.Any(random_);
  if (name.empty()) return Report();
  session_.Call("read", {"public-security", "clue/GetClue", {{"name", name}}, "3-1", ""}, {{"subject", name}});
}

// The registration of a missing person must be held, and the police must be told once.
void Workload::HoldMarriage() {
  const json person = ToJson(people_.Resident(25, 40, common::v1::SEX_FEMALE));
  const auto missing = session_.Call("missing", {"public-security", "casefile/OpenMissingPersonCase",
                                                 Body({{"person", person},
                                                       {"lost_time", "2026-01-02T03:04:05Z"},
                                                       {"lost_place", {{"division", "500119"}}},
                                                       {"circumstances", "外出未归"},
                                                       {"homicide_mechanism", true}}),
                                                 "4-4", ""});
  if (missing.code != 0) return;
  const json groom = ToJson(people_.Resident(25, 40, common::v1::SEX_MALE));
  session_.Call("hold", {"civil-affairs", "registration/CheckMarriage",
                         Body({{"parties", json::array({person, groom})}}), "3-3-4", ""});
}

// Only the police hold DNA data, 四(五), and only the police acknowledge a clue, 三(一).
void Workload::Forbidden() {
  if (random_() % 2 == 0) {
    session_.Call("forbidden", {"court", "casefile/RegisterDnaSample",
                                Body({{"role", "DNA_ROLE_SUSPECTED_CHILD"},
                                      {"subject", "victimFiles/00000000000000000000000000"},
                                      {"kit_number", "K-1"},
                                      {"collect_time", "2026-01-01T00:00:00Z"}}),
                                "4-5", ""});
    return;
  }
  const std::string name = clues_.Any(random_);
  if (name.empty()) return;
  session_.Call("forbidden", {"education-commission", "clue/AcknowledgeClue", Body({{"name", name}}), "3-1", ""});
}

}  // namespace liandong::chaos
