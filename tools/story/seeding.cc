#include "tools/story/seeding.h"

#include <google/protobuf/util/json_util.h>
#include <unistd.h>

#include <cstdio>
#include <deque>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "shared/base/ids.h"
#include "shared/base/status_macros.h"
#include "shared/values/dates.h"
#include "tools/population/population.h"

namespace liandong::story {
namespace {

using nlohmann::json;

constexpr int kOutstanding = 32;
constexpr absl::Duration kTimeout = absl::Seconds(30);
constexpr int kProgressEvery = 250;

json ToJson(const common::v1::Person& person) {
  std::string text;
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  if (!google::protobuf::util::MessageToJsonString(person, &text, options).ok()) return {};
  return json::parse(text);
}

// Sends requests, a limited number at once, and remembers the first failure. A request whose caller has used up its
// share is sent again when the share has grown back.
class Sender {
 public:
  Sender(Caller& caller, int total) : caller_(caller), total_(total) {}

  absl::Status Send(Request request) {
    {
      const absl::MutexLock lock(&mutex_);
      waiting_.push_back(std::move(request));
    }
    return SendWaiting();
  }

  absl::StatusOr<int> Finish() {
    while (true) {
      LD_RETURN_IF_ERROR(SendWaiting());
      const absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(this, &Sender::HasChanged));
      if (!failure_.ok()) return failure_;
      if (waiting_.empty()) return done_;
    }
  }

 private:
  bool HasRoom() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return open_ < kOutstanding; }
  bool HasChanged() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return open_ == 0 || !waiting_.empty(); }

  absl::Status SendWaiting() {
    while (true) {
      absl::Time resume;
      {
        const absl::MutexLock lock(&mutex_);
        resume = resume_;
      }
      absl::SleepFor(resume - absl::Now());
      Request request;
      {
        const absl::MutexLock lock(&mutex_);
        mutex_.Await(absl::Condition(this, &Sender::HasRoom));
        if (!failure_.ok() || waiting_.empty()) return failure_;
        request = std::move(waiting_.front());
        waiting_.pop_front();
        ++open_;
      }
      LD_RETURN_IF_ERROR(Start(request));
    }
  }

  absl::Status Start(const Request& request) {
    absl::Status started =
        caller_.Start(request, kTimeout, [this, request](const Outcome& outcome) { Done(request, outcome); });
    if (started.ok()) return started;
    const absl::MutexLock lock(&mutex_);
    --open_;
    return started;
  }

  void Done(const Request& request, const Outcome& outcome) {
    const absl::MutexLock lock(&mutex_);
    --open_;
    if (IsTurnedAway(outcome)) {
      resume_ = absl::Now() + outcome.retry_delay;
      waiting_.push_back(request);
      return;
    }
    ++done_;
    if (outcome.code != 0 && failure_.ok()) {
      failure_ = absl::UnavailableError(
          absl::StrCat("a seeding call failed: ", CodeName(outcome.code), " ", outcome.reason, " ", outcome.message));
    }
    const bool show = terminal_ && (done_ % kProgressEvery == 0 || done_ == total_);
    if (show) std::fprintf(stderr, "\rseeding: %d of %d calls%s", done_, total_, done_ == total_ ? "\n" : "");
  }

  Caller& caller_;
  const int total_;
  const bool terminal_ = isatty(STDERR_FILENO) == 1;
  absl::Mutex mutex_;
  std::deque<Request> waiting_ ABSL_GUARDED_BY(mutex_);
  absl::Time resume_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  int open_ ABSL_GUARDED_BY(mutex_) = 0;
  int done_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);
};

// Creates the requests. Of ten persons four marry, one crosses the border, three appear in clues, one is missing and
// one is born.
class Business {
 public:
  Business(uint64_t seed, absl::CivilDay today) : seed_(seed), today_(today), people_(seed, today) {}

  Request Marriage() {
    const json parties = {ToJson(people_.Resident(24, 60, common::v1::SEX_MALE)),
                          ToJson(people_.Resident(22, 60, common::v1::SEX_FEMALE))};
    return Make("civil-affairs", "registration/CheckMarriage", "3-3-4", {{"parties", parties}});
  }

  Request Crossing() {
    const auto sex = next_ % 2 == 0 ? common::v1::SEX_MALE : common::v1::SEX_FEMALE;
    return Make("public-security", "registration/RecordEntryExit", "3-3-4",
                {{"person", ToJson(people_.Foreigner(20, 50, sex))},
                 {"direction", "DIRECTION_ENTRY"},
                 {"cross_time", Time(next_ % 400)},
                 {"port", "重庆江北机场"}});
  }

  Request Clue() {
    struct Source {
      const char* agency;
      const char* channel;
      const char* clause;
    };
    static constexpr Source kSources[] = {{"education-commission", "CLUE_CHANNEL_MANDATORY_REPORT", "3-3-2-p1"},
                                          {"health-commission", "CLUE_CHANNEL_MANDATORY_REPORT", "3-3-3"},
                                          {"culture-tourism", "CLUE_CHANNEL_ON_SITE", "6-5"},
                                          {"human-resources", "CLUE_CHANNEL_PHONE", "3-3-1-p1"},
                                          {"cyberspace-affairs", "CLUE_CHANNEL_ONLINE", "3-4-2"},
                                          {"urban-management", "CLUE_CHANNEL_PATROL", "6-9"}};
    const Source& source = kSources[static_cast<size_t>(next_) % std::size(kSources)];
    return Make(source.agency, "clue/ReportClue", source.clause,
                {{"channel", source.channel},
                 {"kind", "CLUE_KIND_OTHER"},
                 {"description", absl::StrCat("日常排查线索 ", next_)},
                 {"occur_time", Time(next_ % 300)},
                 {"persons", json::array({ToJson(people_.Resident(1, 70))})}});
  }

  Request Missing() {
    return Make("public-security", "casefile/OpenMissingPersonCase", "4-4",
                {{"person", ToJson(people_.Resident(3, 80))},
                 {"lost_time", Time(1 + next_ % 700)},
                 {"lost_place", {{"division", "500119"}}}});
  }

  Request Birth() {
    return Make("public-security", "registration/CheckHouseholdRegistration", "4-5",
                {{"basis", "HOUSEHOLD_BASIS_BIRTH"},
                 {"person", ToJson(people_.Resident(0, 1))},
                 {"birth_certificate_number", absl::StrCat("W5001", 10000 + next_)}});
  }

 private:
  Request Make(const std::string& agency, const std::string& method, const std::string& purpose, json body) {
    body["request_id"] = base::UuidOf(absl::StrCat("seed/", seed_, "/", values::FormatDay(today_), "/", next_++));
    return {agency, method, std::move(body), purpose, "SEED-1"};
  }

  std::string Time(int days_ago) const { return values::FormatDay(today_ - 1 - days_ago) + "T08:00:00Z"; }

  uint64_t seed_;
  absl::CivilDay today_;
  population::Generator people_;
  int next_ = 0;
};

}  // namespace

absl::StatusOr<int> Seed(Caller& caller, int persons, uint64_t seed, absl::CivilDay today) {
  constexpr int kCallsOfTen = 8;
  Business business(seed, today);
  Sender sender(caller, persons / 10 * kCallsOfTen);
  absl::Status status;
  for (int ten = 0; ten < persons / 10 && status.ok(); ++ten) {
    const Request requests[] = {business.Marriage(), business.Marriage(), business.Crossing(), business.Clue(),
                                business.Clue(),     business.Clue(),     business.Missing(),  business.Birth()};
    for (const Request& request : requests) {
      if (status.ok()) status = sender.Send(request);
    }
  }
  auto finished = sender.Finish();
  LD_RETURN_IF_ERROR(status);
  return finished;
}

}  // namespace liandong::story
