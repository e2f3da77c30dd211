#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

// The tables beside this file, written from the rules' text: who leads and cooperates, who may call, who reads. Nothing
// here looks at the protos.
namespace liandong::law {

// Who a sentence of the rules lets do something. Agencies by the text's names, services as `#clue`.
struct Grant {
  std::string clause;  // 三(三)4
  std::set<std::string> who;
};

struct Row {
  bool system = false;  // a system may call without an official
  std::vector<Grant> grants;
};

struct Law {
  // By `clue.v1.ClueService/ReportClue`.
  std::map<std::string, Row> methods;
  // By `Clue.place`; a field that is not there is read by every caller.
  std::map<std::string, std::set<std::string>> readers;
};

// Reads clauses.tsv, matrix.tsv and disclosure.tsv of the folder. Dies on a line it cannot read.
Law Read(const std::string& folder);

}  // namespace liandong::law
