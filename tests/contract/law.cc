#include "tests/contract/law.h"

#include <cstdlib>
#include <fstream>
#include <iostream>

#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace liandong::law {
namespace {

using Names = std::set<std::string>;

struct Clause {
  Names leads;
  Names cooperators;
};
using Clauses = std::map<std::string, Clause>;

constexpr char kEverybody[] = "六(九)";  // 各成员单位

std::vector<std::vector<std::string>> Lines(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::vector<std::string>> lines;
  std::string line;
  while (std::getline(file, line)) {
    if (!line.empty() && line[0] != '#') lines.push_back(absl::StrSplit(line, '\t'));
  }
  if (lines.empty()) {
    std::cerr << "nothing in " << path << "\n";
    std::abort();
  }
  return lines;
}

Clauses ReadClauses(const std::string& path) {
  Clauses clauses;
  for (const auto& line : Lines(path)) {
    Clause& clause = clauses[line.at(0)];
    for (const auto name : absl::StrSplit(line.at(1), "、", absl::SkipEmpty())) clause.leads.emplace(name);
    for (const auto name : absl::StrSplit(line.at(2), "、", absl::SkipEmpty())) clause.cooperators.emplace(name);
  }
  return clauses;
}

void Add(const Names& names, Names& to) { to.insert(names.begin(), names.end()); }

// `三(一):负责配合`, `四(五)@区公安局`, `三(三)4#registration`
Grant Parse(const std::string& text, const Clauses& clauses) {
  const size_t cut = text.find_first_of(":@#");
  if (cut == std::string::npos || clauses.count(text.substr(0, cut)) == 0) {
    std::cerr << "not a grant: " << text << "\n";
    std::abort();
  }
  Grant grant{text.substr(0, cut), {}};
  const std::string who = text.substr(cut + 1);
  const Clause& clause = clauses.at(grant.clause);
  if (text[cut] == '@') grant.who.insert(who);
  if (text[cut] == '#') grant.who.insert("#" + who);
  if (text[cut] == ':' && who == "成员单位") {
    Add(clauses.at(kEverybody).leads, grant.who);
    Add(clauses.at(kEverybody).cooperators, grant.who);
  } else if (text[cut] == ':') {
    Add(clause.leads, grant.who);
    if (who == "负责配合") Add(clause.cooperators, grant.who);
  }
  return grant;
}

}  // namespace

Law Read(const std::string& folder) {
  const Clauses clauses = ReadClauses(folder + "/clauses.tsv");
  Law law;
  for (const auto& line : Lines(folder + "/matrix.tsv")) {
    Row& row = law.methods[line.at(0)];
    row.system = line.at(1) == "系统";
    for (const auto text : absl::StrSplit(line.at(2), ' ')) row.grants.push_back(Parse(std::string(text), clauses));
  }
  for (const auto& line : Lines(folder + "/disclosure.tsv")) {
    Names& readers = law.readers[line.at(0)];
    for (const auto text : absl::StrSplit(line.at(1), ' ')) Add(Parse(std::string(text), clauses).who, readers);
  }
  return law;
}

}  // namespace liandong::law
