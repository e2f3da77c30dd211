// match-eval: links records of CSV files without being told who is who, and says how well it did.
#include <getopt.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <regex>

#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "tests/eval/csv.h"
#include "tests/eval/linkage.h"
#include "tests/eval/search_eval.h"

namespace {

constexpr char kUsage[] =
    "match-eval --csv FILE [--csv FILE] --id COLUMN --truth COLUMN[:REGEX] --fields COLUMN:KIND,...\n"
    "  kinds: name, date, number, place, text, category; REGEX's first group is the true entity\n"
    "match-eval --persons N --asked N [--seed N] [--data FOLDER] [--learn FILE]\n"
    "  finds invented persons, badly written down, among so many; --learn learns the model first, from others, and\n"
    "  writes it to FILE\n"
    "  --seed N  of the pairs drawn at random (1)\n"
    "  --bins    prints the calibration too, and what other thresholds than one half would give\n"
    "  --misses  prints the pairs that were taken for what they are not\n";

constexpr size_t kLearnedListed = 60000;
constexpr size_t kLearnedAsked = 20000;
constexpr char kModelHead[] =
    "# What match-eval --learn found of persons. Kinds: listed, level (m, u), rarest, frequency, word.\n";

struct Options {
  std::vector<std::string> files;
  std::string id;
  std::string truth;
  std::string fields;
  uint64_t seed = 1;
  size_t persons = 0;
  size_t asked = 5000;
  std::string data = "tests/eval/data";
  std::string learn;
  bool bins = false;
  bool misses = false;
};

[[noreturn]] void Fail(const std::string& what) {
  std::fprintf(stderr, "match-eval: %s\n%s", what.c_str(), kUsage);
  std::exit(2);
}

Options Parse(int argc, char** argv) {
  static constexpr option kOptions[] = {{"csv", required_argument, nullptr, 'c'},
                                        {"id", required_argument, nullptr, 'i'},
                                        {"truth", required_argument, nullptr, 't'},
                                        {"fields", required_argument, nullptr, 'f'},
                                        {"seed", required_argument, nullptr, 's'},
                                        {"persons", required_argument, nullptr, 'p'},
                                        {"asked", required_argument, nullptr, 'a'},
                                        {"data", required_argument, nullptr, 'd'},
                                        {"learn", required_argument, nullptr, 'l'},
                                        {"bins", no_argument, nullptr, 'b'},
                                        {"misses", no_argument, nullptr, 'm'},
                                        {"help", no_argument, nullptr, 'h'},
                                        {nullptr, 0, nullptr, 0}};
  Options options;
  for (int given = 0; (given = getopt_long(argc, argv, "", kOptions, nullptr)) != -1;) {
    if (given == 'c') options.files.emplace_back(optarg);
    if (given == 'i') options.id = optarg;
    if (given == 't') options.truth = optarg;
    if (given == 'f') options.fields = optarg;
    if (given == 's') options.seed = std::strtoull(optarg, nullptr, 10);
    if (given == 'p') options.persons = std::strtoull(optarg, nullptr, 10);
    if (given == 'a') options.asked = std::strtoull(optarg, nullptr, 10);
    if (given == 'd') options.data = optarg;
    if (given == 'l') options.learn = optarg;
    if (given == 'b') options.bins = true;
    if (given == 'm') options.misses = true;
    if (given == 'h') {
      std::printf("%s", kUsage);
      std::exit(0);
    }
    if (given == '?') std::exit(2);
  }
  if (options.persons > 0) return options;
  if (options.files.empty() || options.truth.empty() || options.fields.empty()) Fail("what to link is not given");
  return options;
}

size_t ColumnOf(const liandong::eval::Table& table, const std::string& name) {
  const int column = table.Column(name);
  if (column < 0) Fail("there is no column " + name);
  return static_cast<size_t>(column);
}

// The records of a file are added to `set`.
void Add(const Options& options, const std::string& file, liandong::eval::LinkageSet& set) {
  const auto table = liandong::eval::ReadCsv(file);
  if (!table.ok()) Fail(std::string(table.status().message()));
  const size_t colon = options.truth.find(':');
  const size_t truth = ColumnOf(*table, options.truth.substr(0, colon));
  if (!options.id.empty()) ColumnOf(*table, options.id);
  const std::regex entity(colon == std::string::npos ? "(.*)" : options.truth.substr(colon + 1));
  std::vector<size_t> columns;
  for (const auto& field : set.fields) columns.push_back(ColumnOf(*table, field.name));
  for (const auto& row : table->rows) {
    std::smatch match;
    const bool known = std::regex_search(row[truth], match, entity) && match.size() > 1;
    set.truth.push_back(known ? match[1].str() : "");
    liandong::matching::Record record;
    for (size_t f = 0; f < columns.size(); ++f)
      record.push_back(liandong::matching::ParseValue(set.fields[f].kind, row[columns[f]]));
    set.records.push_back(std::move(record));
  }
}

void PrintMiss(const liandong::eval::LinkageSet& set, const liandong::eval::Miss& miss) {
  std::printf("%s, log odds %.1f\n", miss.linked ? "wrong" : "missed", miss.score.log_odds);
  for (size_t f = 0; f < set.fields.size(); ++f) {
    std::printf("  %s: %s | %s  %s %.1f\n", set.fields[f].name.c_str(), set.records[miss.pair.first][f].text.c_str(),
                set.records[miss.pair.second][f].text.c_str(), liandong::matching::WordingOf(miss.score.levels[f]).en,
                miss.score.parts[f]);
  }
}

void PrintBins(const std::vector<liandong::eval::Bin>& bins, const std::vector<liandong::eval::Threshold>& thresholds) {
  for (const auto& bin : bins) std::printf("said %.3f found %.3f of %zu pairs\n", bin.said, bin.found, bin.count);
  for (const auto& [from, quality] : thresholds)
    std::printf("from %.2f precision %.5f recall %.5f f1 %.5f\n", from, quality.precision, quality.recall, quality.f1);
}

// At a probability of one half.
const liandong::eval::Quality& AtHalf(const std::vector<liandong::eval::Threshold>& thresholds) {
  return thresholds[thresholds.size() / 2].quality;
}

int SearchPersons(const Options& options) {
  const auto start = std::chrono::steady_clock::now();
  const auto stock = liandong::eval::ReadStock(options.data);
  if (!stock.ok()) Fail(std::string(stock.status().message()));
  liandong::matching::PersonModel persons = liandong::matching::Persons();
  if (!options.learn.empty()) {
    // Other people than those that are searched.
    const auto crowd = liandong::eval::MakeCrowd(*stock, options.seed + 1000, kLearnedListed, kLearnedAsked);
    persons = liandong::eval::LearnPersons(crowd, options.seed);
    std::ofstream(options.learn) << kModelHead << liandong::matching::PrintPersonModel(persons);
  }
  const auto result =
      liandong::eval::Search(persons, liandong::eval::MakeCrowd(*stock, options.seed, options.persons, options.asked));
  if (options.bins) PrintBins(result.bins, result.thresholds);
  const liandong::eval::Quality& half = AtHalf(result.thresholds);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf(
      "{\"persons\": %zu, \"precision\": %.4f, \"recall\": %.4f, \"f1\": %.4f, \"recall_at_1\": %.4f, "
      "\"recall_at_10\": %.4f, \"block_recall\": %.4f, \"compared_recall\": %.4f, \"worst_bin\": %.4f, "
      "\"seconds\": %.2f}\n",
      options.persons, half.precision, half.recall, half.f1, result.recall_at_1, result.recall_at_10,
      result.block_recall, result.compared_recall, liandong::eval::WorstBin(result.bins), seconds);
  return 0;
}

int LinkFiles(const Options& options) {
  const auto start = std::chrono::steady_clock::now();
  liandong::eval::LinkageSet set;
  for (const absl::string_view field : absl::StrSplit(options.fields, ',')) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(field, absl::MaxSplits(':', 1));
    const auto kind = liandong::eval::KindOf(parts.second);
    if (!kind.has_value()) Fail("there is no kind " + parts.second);
    set.fields.push_back({parts.first, *kind});
  }
  try {
    for (const std::string& file : options.files) Add(options, file, set);
  } catch (const std::regex_error& error) {
    Fail(std::string("--truth: ") + error.what());
  }
  const liandong::eval::LinkageResult result = liandong::eval::Link(set, options.seed);
  if (options.bins) PrintBins(result.bins, result.thresholds);
  for (const auto& miss : result.misses) {
    if (options.misses) PrintMiss(set, miss);
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf(
      "{\"precision\": %.5f, \"recall\": %.5f, \"f1\": %.5f, \"clustered_f1\": %.5f, \"block_recall\": %.5f, "
      "\"worst_bin\": %.5f, \"seconds\": %.2f}\n",
      result.links.precision, result.links.recall, result.links.f1, result.clusters.f1, result.block_recall,
      liandong::eval::WorstBin(result.bins), seconds);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = Parse(argc, argv);
  return options.persons > 0 ? SearchPersons(options) : LinkFiles(options);
}
