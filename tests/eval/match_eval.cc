// match-eval: links the records of CSV files without labels, and measures how well.
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <regex>

#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "tests/eval/csv.h"
#include "tests/eval/linkage.h"
#include "tests/eval/options.h"
#include "tests/eval/search_eval.h"

namespace {

using liandong::eval::Fail;
using liandong::eval::Options;

constexpr size_t kLearnedListed = 60000;
constexpr size_t kLearnedAsked = 20000;
constexpr size_t kShownEvery = 1000;
constexpr char kModelHead[] =
    "# The model of persons that match-eval --learn learned. Kinds: listed, level (m, u), rarest, frequency, word.\n";

size_t ColumnOf(const liandong::eval::Table& table, const std::string& name) {
  const int column = table.Column(name);
  if (column < 0) Fail("there is no column " + name);
  return static_cast<size_t>(column);
}

// Adds the records of a file to `set`.
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

void ShowProgress(size_t asked, size_t all) {
  if (asked % kShownEvery == 0 && isatty(STDERR_FILENO) == 1)
    std::fprintf(stderr, "\r%zu of %zu asked about%s", asked, all, asked + kShownEvery < all ? "" : "\r\33[K");
}

int SearchPersons(const Options& options) {
  const auto start = std::chrono::steady_clock::now();
  const auto stock = liandong::eval::ReadStock(options.data);
  if (!stock.ok()) Fail(std::string(stock.status().message()));
  liandong::matching::PersonModel persons = liandong::matching::Persons();
  if (!options.learn.empty()) {
    // Not the people that are searched for.
    const auto crowd = liandong::eval::MakeCrowd(*stock, options.seed + 1000, kLearnedListed, kLearnedAsked);
    persons = liandong::eval::LearnPersons(crowd, options.seed);
    std::ofstream(options.learn) << kModelHead << liandong::matching::PrintPersonModel(persons);
  }
  const auto crowd = liandong::eval::MakeCrowd(*stock, options.seed, options.persons, options.asked);
  const auto result =
      liandong::eval::Search(persons, crowd, [&](size_t asked) { ShowProgress(asked, crowd.asked.size()); });
  if (options.bins) PrintBins(result.bins, result.thresholds);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf(
      "{\"persons\": %zu, \"precision\": %.4f, \"recall\": %.4f, \"f1\": %.4f, \"recall_at_1\": %.4f, "
      "\"recall_at_10\": %.4f, \"block_recall\": %.4f, \"compared_recall\": %.4f, \"worst_bin\": %.4f, "
      "\"seconds\": %.2f}\n",
      options.persons, result.at_half.precision, result.at_half.recall, result.at_half.f1, result.recall_at_1,
      result.recall_at_10, result.block_recall, result.compared_recall, liandong::eval::WorstBin(result.bins), seconds);
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
  const Options options = liandong::eval::ParseOptions(argc, argv);
  return options.persons > 0 ? SearchPersons(options) : LinkFiles(options);
}
