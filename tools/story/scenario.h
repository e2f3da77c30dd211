#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "tools/story/caller.h"

// Scenarios: JSON requests in the form of grpcurl, and the expected result of each. tests/scenario/README.md describes
// the format.
namespace liandong::story {

struct Expectation {
  std::string code = "OK";
  std::string reason;
  std::string clause;
  nlohmann::json reply;             // must be contained in the reply
  std::vector<std::string> absent;  // paths that the reply must not have
};

struct Step {
  std::string scene;
  Request request;
  Expectation expect;
  nlohmann::json save;      // variable → path in the reply
  bool eventually = false;  // the effect of a message in an outbox: repeat until it is there
};

struct Scenario {
  std::string title;
  nlohmann::json people;
  std::vector<Step> steps;
};

absl::StatusOr<Scenario> LoadScenario(const std::string& path);

// The values for `${…}` in a scenario: people, saved names, times.
class Bindings {
 public:
  // `run` determines the people's numbers and birth dates, so that a story can be played again on the same data.
  Bindings(const nlohmann::json& people, int run, absl::Time now);

  absl::StatusOr<nlohmann::json> Fill(const nlohmann::json& value) const;
  void Set(const std::string& name, const std::string& value) { values_[name] = value; }

  // The people with their numbers of this run.
  const nlohmann::json& people() const { return people_; }

 private:
  absl::StatusOr<std::string> FillText(const std::string& text) const;
  absl::StatusOr<std::string> ValueOf(const std::string& name) const;

  absl::Time now_;
  nlohmann::json people_;
  std::map<std::string, std::string> values_;
};

// The value at a path such as `clues.0.name`; null if there is none.
nlohmann::json At(const nlohmann::json& value, const std::string& path);

// Whether `whole` contains all of `part`: members by name, list items in order from the first. The text `*` matches any
// text that is not empty.
bool Contains(const nlohmann::json& whole, const nlohmann::json& part);

}  // namespace liandong::story
