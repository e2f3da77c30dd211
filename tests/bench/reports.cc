#include "tests/bench/reports.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"

namespace liandong::bench {
namespace {

constexpr char kDistrict[] = "500119";
constexpr size_t kTowns = 34;
// How often a caller names the district and not a town.
constexpr double kDistrictOnly = 0.3;
// How often a matter was reported before, and how often a person of a new matter was.
constexpr double kMatterAgain = 0.04;
constexpr double kPersonAgain = 0.12;
constexpr double kSecondPerson = 0.3;
constexpr double kThirdPerson = 0.3;  // if there is a second
constexpr double kNamedReporter = 0.4;
constexpr double kKnownTime = 0.8;
constexpr double kDroppedField = 0.3;
// As many persons and matters are remembered for being told again.
constexpr size_t kKept = 20000;
constexpr size_t kMostHoursAgo = 24 * 30;
constexpr size_t kMostHouse = 300;

constexpr clue::v1::ClueChannel kChannels[] = {clue::v1::CLUE_CHANNEL_ON_SITE, clue::v1::CLUE_CHANNEL_ONLINE,
                                               clue::v1::CLUE_CHANNEL_PHONE, clue::v1::CLUE_CHANNEL_MANDATORY_REPORT,
                                               clue::v1::CLUE_CHANNEL_PATROL};
constexpr clue::v1::ClueKind kKinds[] = {
    clue::v1::CLUE_KIND_CHILD_TRAFFICKING,       clue::v1::CLUE_KIND_WOMAN_TRAFFICKING,
    clue::v1::CLUE_KIND_ILLEGAL_ADOPTION,        clue::v1::CLUE_KIND_FORCED_LABOUR,
    clue::v1::CLUE_KIND_MISSING_PERSON,          clue::v1::CLUE_KIND_MISSING_PERSON,
    clue::v1::CLUE_KIND_CHILD_OF_UNKNOWN_ORIGIN, clue::v1::CLUE_KIND_OTHER};
constexpr const char* kStreets[] = {"人民路", "解放路", "滨江路", "建设街", "文化街", "工业园一路", "车站路", "东街"};
constexpr const char* kWho[] = {"群众来电称", "学校老师发现", "医院接诊时发现", "网格员走访时得知",
                                "巡查中发现", "邻居反映",     "用人单位报告",   "民宿前台反映"};
constexpr const char* kWhere[] = {"在客运站候车室", "在出租屋内", "在村口小卖部附近", "在镇卫生院门口",
                                  "在网吧门前",     "在砖厂宿舍", "在小学校门外",     "在农贸市场"};
constexpr const char* kWhat[] = {"一名男子携带一名哭闹的儿童，称是亲戚，但说不出孩子的姓名和年龄",
                                 "一名年轻女子不会讲本地话，身边总有人看守，不许她与旁人交谈",
                                 "有人打听收养婴儿，愿意付钱，并要求不办手续",
                                 "几名工人被扣押身份证件，多月未领工资，不得离开厂区",
                                 "一名少女失联数日，家人只收到一条内容异常的短信",
                                 "一名儿童随人乞讨，对自己的来历说法前后不一",
                                 "一名外国女子称被介绍来结婚，护照由他人保管",
                                 "孩子长期无人接送，自称父母不在身边，户口情况不明"};
constexpr const char* kThen[] = {"请核实。",
                                 "已记录车牌，请尽快处理。",
                                 "当事人仍在原处，请派员查看。",
                                 "反映人愿意配合调查。",
                                 "现场照片可另行提供。",
                                 "目前去向不明。"};

template <typename T, size_t N>
constexpr size_t Size(const T (&)[N]) {
  return N;
}

}  // namespace

Reports::Reports(const eval::Stock* stock, uint64_t seed, std::optional<absl::Time> now)
    : now_(now), random_(seed), people_(stock, seed) {}

clue::v1::ReportClueRequest Reports::Next() {
  absl::MutexLock lock(&mutex_);
  auto request = !matters_.empty() && Happens(kMatterAgain) ? OldMatter() : NewMatter();
  request.set_request_id(base::NewUuid());
  return request;
}

size_t Reports::PickLate(size_t size) { return std::max(Pick(size), Pick(size)); }

clue::v1::ReportClueRequest Reports::NewMatter() {
  clue::v1::ReportClueRequest request;
  request.set_channel(kChannels[Pick(Size(kChannels))]);
  request.set_kind(kKinds[Pick(Size(kKinds))]);
  request.set_division(Division());
  request.mutable_place()->set_division(request.division());
  request.mutable_place()->set_address(absl::StrCat(kStreets[Pick(Size(kStreets))], 1 + Pick(kMostHouse), "号"));
  if (Happens(kKnownTime)) {
    const absl::Duration ago = absl::Hours(1 + static_cast<int64_t>(Pick(kMostHoursAgo)));
    *request.mutable_occur_time() = base::ToProto(now_.value_or(absl::Now()) - ago);
  }
  request.set_description(Description());
  *request.add_persons() = NextPerson();
  if (Happens(kSecondPerson)) *request.add_persons() = NextPerson();
  if (request.persons_size() > 1 && Happens(kThirdPerson)) *request.add_persons() = NextPerson();
  if (Happens(kNamedReporter)) *request.mutable_reporter() = Retold(people_.Missing().person);
  Keep(matters_, request);
  return request;
}

// What another caller tells about a matter.
clue::v1::ReportClueRequest Reports::OldMatter() {
  clue::v1::ReportClueRequest request = matters_[PickLate(matters_.size())];
  request.set_channel(kChannels[Pick(Size(kChannels))]);
  request.set_description(Description());
  for (auto& person : *request.mutable_persons()) person = Retold(person);
  request.clear_reporter();
  return request;
}

common::v1::Person Reports::NextPerson() {
  if (!persons_.empty() && Happens(kPersonAgain)) return Retold(persons_[PickLate(persons_.size())]);
  common::v1::Person person = people_.Missing().person;
  Keep(persons_, person);
  return person;
}

common::v1::Person Reports::Retold(common::v1::Person person) {
  if (Happens(kDroppedField)) person.clear_document();
  if (Happens(kDroppedField)) person.clear_phone();
  if (Happens(kDroppedField)) person.clear_birth_date();
  if (Happens(kDroppedField)) person.clear_ethnic_group();
  return person;
}

std::string Reports::Description() {
  return absl::StrCat(kWho[Pick(Size(kWho))], "，", kWhere[Pick(Size(kWhere))], "，", kWhat[Pick(Size(kWhat))], "。",
                      kThen[Pick(Size(kThen))]);
}

std::string Reports::Division() {
  if (Happens(kDistrictOnly)) return kDistrict;
  return absl::StrFormat("%s%03d", kDistrict, 101 + Pick(kTowns));
}

template <typename T>
void Reports::Keep(std::vector<T>& kept, const T& one) {
  if (kept.size() < kKept) {
    kept.push_back(one);
  } else {
    kept[Pick(kKept)] = one;
  }
}

}  // namespace liandong::bench
