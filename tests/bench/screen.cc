// screen-bench: measures what finding a person costs as the list grows, on both engines, compared with pg_trgm on the
// same people.
#include <algorithm>
#include <cstdio>
#include <memory>

#include "absl/flags/flag.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "shared/command_line/command_line.h"
#include "shared/store/postgres_database.h"
#include "shared/store/sqlite_database.h"
#include "tests/bench/screen_listing.h"
#include "tests/bench/screen_trigrams.h"
#include "tests/testing/postgres/server.h"
#include "tests/testing/temporary_directory.h"

ABSL_FLAG(std::string, persons, "10000,100000,1000000", "Numbers of listed persons, in increasing order.");
ABSL_FLAG(int, asked, 5000, "Number of questions at each size.");
ABSL_FLAG(std::vector<std::string>, engines, (std::vector<std::string>{"sqlite", "postgres", "pg_trgm"}),
          "What to measure. pg_trgm is only measured at the last size.");
ABSL_FLAG(std::string, data, "tests/eval/data", "Directory with the data from which people are invented.");

namespace liandong::bench {
namespace {

void Print(const char* engine, size_t persons, const Timing& timing, const Timing& least) {
  std::printf("%-22s %8zu listed: p50 %.3f ms (%.2f of the least), p99 %.3f ms (%.2f), recall@10 %.4f\n", engine,
              persons, timing.p50, timing.p50 / least.p50, timing.p99, timing.p99 / least.p99, timing.recall);
  std::fflush(stdout);
}

// Questions about persons who are listed at this size.
eval::Crowd QuestionsAbout(const eval::Stock& stock, const std::vector<matching::Subject>& listed, size_t size) {
  eval::People writers(&stock, size);
  eval::Crowd crowd;
  const auto asked = static_cast<size_t>(absl::GetFlag(FLAGS_asked));
  for (size_t i = 0; i < asked; ++i) {
    const size_t target = i * 7919 % size;
    crowd.asked.push_back(writers.Found(listed[target]));
    crowd.truth.push_back(static_cast<int64_t>(target));
  }
  return crowd;
}

std::vector<size_t> Sizes() {
  std::vector<size_t> sizes;
  for (const absl::string_view text : absl::StrSplit(absl::GetFlag(FLAGS_persons), ',')) {
    sizes.push_back(0);
    if (!absl::SimpleAtoi(text, &sizes.back()) || sizes.back() == 0)
      Must(absl::InvalidArgumentError("--persons: sizes"));
  }
  return sizes;
}

bool Measures(const std::string& engine) {
  const auto engines = absl::GetFlag(FLAGS_engines);
  return std::count(engines.begin(), engines.end(), engine) > 0;
}

// As warm as a service that has run for long: each connection of the pool maps pages for itself and has used nearly
// every page. Of the repetitions after the first, the fastest counts, because other work on the machine only adds time.
constexpr int kTimes = 12;
// A single connection, which is slow.
constexpr int kTimesOfTrigrams = 3;

template <typename Finder>
Timing AskWarm(const eval::Crowd& crowd, Finder& finder, int times = kTimes) {
  const auto find = [&finder](const matching::Subject& asked, int64_t truth) { return finder.Finds(asked, truth); };
  Ask(crowd, find);
  Timing quietest = Ask(crowd, find);
  for (int i = 2; i < times; ++i) {
    const Timing timing = Ask(crowd, find);
    if (timing.p99 < quietest.p99) quietest = timing;
  }
  return quietest;
}

// Measured at the last size.
Timing Grow(const char* engine, store::Database* database, const eval::Stock& stock,
            const std::vector<matching::Subject>& listed, const std::vector<size_t>& sizes,
            absl::FunctionRef<void()> settle) {
  Listing listing(database);
  Timing least;
  Timing last;
  for (const size_t size : sizes) {
    listing.Grow(listed, size);
    settle();
    last = AskWarm(QuestionsAbout(stock, listed, size), listing);
    if (size == sizes.front()) least = last;
    Print(engine, size, last, least);
  }
  database->Stop();
  return last;
}

void CompareWithTrigrams(const eval::Stock& stock, const std::vector<matching::Subject>& listed, double own_p99) {
  Trigrams trigrams(testing::NewPostgresDatabase(), listed);
  const eval::Crowd crowd = QuestionsAbout(stock, listed, listed.size());
  const Timing alone = AskWarm(crowd, trigrams, kTimesOfTrigrams);
  Print("pg_trgm", listed.size(), alone, alone);
  trigrams.IndexBirths();
  const Timing with_births = AskWarm(crowd, trigrams, kTimesOfTrigrams);
  Print("pg_trgm, births indexed", listed.size(), with_births, alone);
  if (own_p99 > 0)
    std::printf("p99 of pg_trgm is %.1f times ours, with births indexed %.1f times\n", alone.p99 / own_p99,
                with_births.p99 / own_p99);
}

void Run() {
  const auto stock = eval::ReadStock(absl::GetFlag(FLAGS_data));
  Must(stock.status());
  const std::vector<size_t> sizes = Sizes();
  eval::People people(&*stock, 1);
  std::vector<matching::Subject> listed;
  while (listed.size() < sizes.back()) listed.push_back(people.Missing());
  double slower = 0;  // p99 of the slower engine
  if (Measures("sqlite")) {
    const testing::TemporaryDirectory directory;
    auto database = store::OpenSqlite(directory.path() + "/persons.db");
    Must(database.status());
    slower = Grow("sqlite", database->get(), *stock, listed, sizes, [] {}).p99;
  }
  if (Measures("postgres")) {
    const std::string conninfo = testing::NewPostgresDatabase();
    auto database = store::OpenPostgres(conninfo);
    Must(database.status());
    const auto settle = [&] { VacuumAndAnalyze(conninfo); };
    slower = std::max(slower, Grow("postgres", database->get(), *stock, listed, sizes, settle).p99);
  }
  if (Measures("pg_trgm")) CompareWithTrigrams(*stock, listed, slower);
}

}  // namespace
}  // namespace liandong::bench

int main(int argc, char** argv) {
  liandong::command_line::ParseCommandLine(argc, argv, "Measures what finding a person costs as the list grows.");
  liandong::bench::Run();
  return 0;
}
