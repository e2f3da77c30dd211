#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

// The tables next to this file, written from the text of the rules: who leads and cooperates, who may call, who may
// read. Nothing here reads the protos.
namespace liandong::law {

// Who may do something according to a sentence of the rules. Agencies have their names in the text, services are
// written as `#clue`.
struct Grant {
  std::string clause;  // 三(三)4
  std::set<std::string> who;
};

struct Row {
  bool system = false;  // a system may call without an official
  std::vector<Grant> grants;
};

struct Law {
  // Keys have the form `clue.v1.ClueService/ReportClue`.
  std::map<std::string, Row> methods;
  // Keys have the form `Clue.place`. Every caller may read a field that is not listed.
  std::map<std::string, std::set<std::string>> readers;
};

// Reads clauses.tsv, matrix.tsv and disclosure.tsv of the folder. Aborts on a line that it cannot read.
Law Read(const std::string& folder);

}  // namespace liandong::law
