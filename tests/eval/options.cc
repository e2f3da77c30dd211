#include "tests/eval/options.h"

#include <getopt.h>

#include <cstdio>
#include <cstdlib>

#include "shared/base/version.h"

namespace liandong::eval {
namespace {

constexpr char kUsage[] =
    "match-eval --csv FILE [--csv FILE] --id COLUMN --truth COLUMN[:REGEX] --fields COLUMN:KIND,...\n"
    "  kinds: name, date, number, place, text, category; REGEX's first group is the true entity\n"
    "match-eval --persons N --asked N [--seed N] [--data FOLDER] [--learn FILE]\n"
    "  finds invented persons, recorded with mistakes, in a list of N; --learn first learns the model from others and\n"
    "  writes it to FILE\n"
    "  --seed N  random seed of the pairs (1)\n"
    "  --bins    also prints the calibration, and the results with thresholds other than 0.5\n"
    "  --misses  prints the pairs with a wrong result\n";

}  // namespace

void Fail(const std::string& what) {
  std::fprintf(stderr, "match-eval: %s\n%s", what.c_str(), kUsage);
  std::exit(2);
}

Options ParseOptions(int argc, char** argv) {
  static constexpr option kOptions[] = {
      {"csv", required_argument, nullptr, 'c'},   {"id", required_argument, nullptr, 'i'},
      {"truth", required_argument, nullptr, 't'}, {"fields", required_argument, nullptr, 'f'},
      {"seed", required_argument, nullptr, 's'},  {"persons", required_argument, nullptr, 'p'},
      {"asked", required_argument, nullptr, 'a'}, {"data", required_argument, nullptr, 'd'},
      {"learn", required_argument, nullptr, 'l'}, {"bins", no_argument, nullptr, 'b'},
      {"misses", no_argument, nullptr, 'm'},      {"help", no_argument, nullptr, 'h'},
      {"version", no_argument, nullptr, 'v'},     {nullptr, 0, nullptr, 0}};
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
    if (given == 'v') {
      std::printf("%s", base::VersionOf(argv[0]).c_str());
      std::exit(0);
    }
    if (given == '?') std::exit(2);
  }
  if (options.persons > 0) return options;
  if (options.files.empty() || options.truth.empty() || options.fields.empty()) Fail("give either --csv or --persons");
  return options;
}

}  // namespace liandong::eval
