#include "tests/bench/growth.h"

#include <cstdio>
#include <functional>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "liandong/clue/v1/clue_service.pb.h"
#include "liandong/ledger/v1/ledger_service.pb.h"
#include "liandong/obligation/v1/obligation_service.pb.h"
#include "shared/base/proto_time.h"
#include "tests/bench/clue_calls.h"
#include "tests/bench/connect.h"
#include "tests/bench/marriage_checks.h"
#include "tests/bench/quiet_streams.h"

namespace liandong::bench {
namespace {

constexpr int kOutstanding = 8;
constexpr char kClues[] = "/liandong.clue.v1.ClueService/ListClues";
constexpr char kCluePurpose[] = "6-9";
constexpr char kPolicePurpose[] = "3-1";
constexpr char kObligations[] = "/liandong.obligation.v1.ObligationService/ListObligations";
constexpr char kObligationPurpose[] = "8-3";
constexpr char kAccesses[] = "/liandong.ledger.v1.LedgerService/ListAccesses";
constexpr char kAccessPurpose[] = "8-3";
// As many as one agency may have in progress, so that the reads that only fill the ledger take little time.
constexpr int kFilling = 64;

// One kind of call, measured at each number of records.
struct Kind {
  std::string name;
  std::function<Measured()> measure;
  double first_micros = 0;
};

// A list by an agency. The request is the same each time.
std::function<Measured()> ListBy(const Setting& setting, const Server& server, const Subject& subject,
                                 const std::string& agency, Load load) {
  load.servers = {subject.pid()};
  load.outstanding = kOutstanding;
  return [channel = ConnectAs(setting.Pki(), agency, server.called.front().address), load = std::move(load)] {
    return Run(load, {channel});
  };
}

Load CluesLoad(const char* purpose, clue::v1::ClueState state, absl::Duration duration) {
  clue::v1::ListCluesRequest request;
  request.set_state(state);
  return {.method = kClues,
          .purpose = purpose,
          .request = [text = request.SerializeAsString()](size_t) { return text; },
          .duration = duration};
}

Load ObligationsLoad(absl::Duration duration) {
  return {.method = kObligations,
          .purpose = kObligationPurpose,
          .request = [](size_t) { return obligation::v1::ListObligationsRequest().SerializeAsString(); },
          .duration = duration};
}

// Who accessed a clue in the last hour.
Load AccessesLoad(const std::string& clue, absl::Duration duration) {
  ledger::v1::ListAccessesRequest request;
  request.set_record(clue);
  request.set_division("500119");
  *request.mutable_from_time() = base::ToProto(absl::Now() - absl::Hours(1));
  *request.mutable_until_time() = base::ToProto(absl::Now());
  return {.method = kAccesses,
          .purpose = kAccessPurpose,
          .request = [text = request.SerializeAsString()](size_t) { return text; },
          .duration = duration};
}

// Measures one kind and prints its row. False if calls failed.
bool Measure(Kind& kind) {
  const Measured measured = kind.measure();
  if (kind.first_micros == 0) kind.first_micros = measured.AllMicros();
  std::printf("%-44s %10.0f %7.2f\n", kind.name.c_str(), measured.AllMicros(),
              measured.AllMicros() / kind.first_micros);
  std::fflush(stdout);
  return measured.failures == 0 && measured.calls > 0;
}

std::vector<Kind> KindsOf(const Growth& growth, const Setting& setting, const Server& server, ClueCalls& calls) {
  const Subject& subject = calls.subject();
  const auto list = [&](const std::string& agency, Load load) {
    return ListBy(setting, server, subject, agency, std::move(load));
  };
  const auto clues = [&](clue::v1::ClueState state) { return CluesLoad(kCluePurpose, state, growth.duration); };
  const auto beside_streams = [&setting, &server, &growth](std::function<Measured()> measure) {
    return [&setting, &server, &growth, measure = std::move(measure)] {
      const QuietStreams streams(setting.Pki(), server.called.front().address, growth.streams);
      return measure();
    };
  };
  const absl::Duration duration = growth.duration;
  const auto get = [&calls, duration] { return calls.GetClue(kOutstanding, duration); };
  const auto report = [&calls, duration] { return calls.ReportClue(kOutstanding, duration); };
  const auto accesses = [&setting, &server, &calls, duration] {
    return ListBy(setting, server, calls.subject(), "oversight", AccessesLoad(calls.FirstClue(), duration))();
  };
  const std::string streams = absl::StrCat(", beside ", growth.streams, " quiet streams");
  return {
      {"ListClues, own clues", list("education-commission", clues(clue::v1::CLUE_STATE_UNSPECIFIED))},
      {"ListClues, own clues in the usual state", list("education-commission", clues(clue::v1::CLUE_STATE_REPORTED))},
      {"ListClues, all of the district",
       list("public-security", CluesLoad(kPolicePurpose, clue::v1::CLUE_STATE_UNSPECIFIED, growth.duration))},
      {"ListClues, no clues", list("court", clues(clue::v1::CLUE_STATE_UNSPECIFIED))},
      {"ListClues, a state that none has", list("education-commission", clues(clue::v1::CLUE_STATE_RESOLVED))},
      {"ListObligations, no obligations", list("court", ObligationsLoad(duration))},
      {"ListObligations, all of the police", list("public-security", ObligationsLoad(duration))},
      {"ListAccesses of a clue", accesses},
      {"GetClue", get},
      {absl::StrCat("GetClue", streams), beside_streams(get)},
      {"ReportClue", report},
      {absl::StrCat("ReportClue", streams), beside_streams(report)}};
}

void PrintHeadingOf(int records, const char* what) {
  std::printf("\n%-44s %10s %7s\n", absl::StrCat(records, " ", what).c_str(), "us a call", "ratio");
}

// False if calls failed.
bool MeasureClues(const Growth& growth, const Setting& setting, const eval::Stock& stock) {
  const Server server = ClueServer(setting);
  ClueCalls calls(server, setting, &stock);
  std::vector<Kind> kinds = KindsOf(growth, setting, server, calls);
  bool all_answered = true;
  int64_t stored = 0;
  for (const int records : growth.records) {
    calls.Fill(records - static_cast<int>(stored));
    stored = records;
    PrintHeadingOf(records, "clues");
    for (Kind& kind : kinds) all_answered = Measure(kind) && all_answered;
  }
  if (growth.entries <= stored) return all_answered;
  // Each read makes an entry.
  for (int64_t entries = stored; entries < growth.entries;) {
    const Measured read = calls.GetClue(kFilling, absl::Seconds(20));
    all_answered = all_answered && read.failures == 0;
    entries += read.calls;
    std::fprintf(stderr, "\r%lld entries", static_cast<long long>(entries));
  }
  PrintHeadingOf(growth.records.back(), absl::StrCat("clues, ", growth.entries, " entries").c_str());
  for (Kind& kind : kinds) all_answered = Measure(kind) && all_answered;
  return all_answered;
}

bool MeasureChecks(const Growth& growth, const Setting& setting, const eval::Stock& stock) {
  MarriageChecks checks(setting, &stock);
  Kind kind{"CheckMarriage", [&] { return checks.CheckMarriage(kOutstanding, growth.duration); }};
  bool all_answered = true;
  int stored = 0;
  for (const int listed : {growth.listed / 10, growth.listed}) {
    checks.Fill(listed - stored);
    stored = listed;
    PrintHeadingOf(listed, "missing persons");
    all_answered = Measure(kind) && all_answered;
  }
  return all_answered;
}

}  // namespace

int MeasureGrowth(const Growth& growth, const Setting& setting, const eval::Stock& stock) {
  bool all_answered = MeasureClues(growth, setting, stock);
  if (growth.listed > 0) all_answered = MeasureChecks(growth, setting, stock) && all_answered;
  return all_answered ? 0 : 1;
}

}  // namespace liandong::bench
