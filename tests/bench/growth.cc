#include "tests/bench/growth.h"

#include <cstdio>
#include <functional>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "liandong/clue/v1/clue_service.pb.h"
#include "liandong/obligation/v1/obligation_service.pb.h"
#include "tests/bench/clue_calls.h"
#include "tests/bench/connect.h"
#include "tests/bench/quiet_streams.h"

namespace liandong::bench {
namespace {

constexpr int kOutstanding = 8;
constexpr char kClues[] = "/liandong.clue.v1.ClueService/ListClues";
constexpr char kCluePurpose[] = "6-9";
constexpr char kObligations[] = "/liandong.obligation.v1.ObligationService/ListObligations";
constexpr char kObligationPurpose[] = "8-3";

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

Load CluesLoad(clue::v1::ClueState state, absl::Duration duration) {
  clue::v1::ListCluesRequest request;
  request.set_state(state);
  return {.method = kClues,
          .purpose = kCluePurpose,
          .request = [text = request.SerializeAsString()](size_t) { return text; },
          .duration = duration};
}

Load ObligationsLoad(absl::Duration duration) {
  return {.method = kObligations,
          .purpose = kObligationPurpose,
          .request = [](size_t) { return obligation::v1::ListObligationsRequest().SerializeAsString(); },
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
  const auto beside_streams = [&setting, &server, &growth](std::function<Measured()> measure) {
    return [&setting, &server, &growth, measure = std::move(measure)] {
      const QuietStreams streams(setting.Pki(), server.called.front().address, growth.streams);
      return measure();
    };
  };
  const absl::Duration duration = growth.duration;
  const auto get = [&calls, duration] { return calls.GetClue(kOutstanding, duration); };
  const auto report = [&calls, duration] { return calls.ReportClue(kOutstanding, duration); };
  const std::string streams = absl::StrCat(", beside ", growth.streams, " quiet streams");
  return {{"ListClues, own clues", list("education-commission", CluesLoad(clue::v1::CLUE_STATE_UNSPECIFIED, duration))},
          {"ListClues, no clues", list("court", CluesLoad(clue::v1::CLUE_STATE_UNSPECIFIED, duration))},
          {"ListClues, a state that none has",
           list("education-commission", CluesLoad(clue::v1::CLUE_STATE_RESOLVED, duration))},
          {"ListObligations, no obligations", list("court", ObligationsLoad(duration))},
          {"GetClue", get},
          {absl::StrCat("GetClue", streams), beside_streams(get)},
          {"ReportClue", report},
          {absl::StrCat("ReportClue", streams), beside_streams(report)}};
}

}  // namespace

int MeasureGrowth(const Growth& growth, const Setting& setting, const eval::Stock& stock) {
  const Server server = ClueServer(setting);
  ClueCalls calls(server, setting, &stock);
  std::vector<Kind> kinds = KindsOf(growth, setting, server, calls);
  bool all_answered = true;
  int stored = 0;
  for (const int records : growth.records) {
    calls.Fill(records - stored);
    stored = records;
    std::printf("\n%d clues%34s %10s %7s\n", records, "", "us a call", "ratio");
    for (Kind& kind : kinds) all_answered = Measure(kind) && all_answered;
  }
  return all_answered ? 0 : 1;
}

}  // namespace liandong::bench
