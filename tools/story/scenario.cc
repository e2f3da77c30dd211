#include "tools/story/scenario.h"

#include <fstream>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "shared/base/status_macros.h"
#include "shared/values/dates.h"
#include "tools/population/population.h"

namespace liandong::story {
namespace {

using nlohmann::json;

// In an expected reply: any text.
constexpr char kAnything[] = "*";

std::string TextOr(const json& value, const char* key, const std::string& otherwise) {
  return value.contains(key) ? value.at(key).get<std::string>() : otherwise;
}

Step ReadStep(const json& value) {
  Step step;
  step.scene = TextOr(value, "scene", "");
  step.request = {value.at("as"), value.at("call"), value.value("request", json::object()),
                  TextOr(value, "purpose", ""), TextOr(value, "operator", "")};
  const json expect = value.value("expect", json::object());
  step.expect = {TextOr(expect, "code", "OK"), TextOr(expect, "reason", ""), TextOr(expect, "clause", ""),
                 expect.value("reply", json()), expect.value("absent", std::vector<std::string>())};
  step.save = value.value("save", json::object());
  step.eventually = value.value("eventually", false);
  return step;
}

// Parses `-30d`, `-100d`, `-2h`; empty means zero.
absl::StatusOr<absl::Duration> Offset(absl::string_view text) {
  if (text.empty()) return absl::ZeroDuration();
  int amount = 0;
  if (text.size() < 2 || !absl::SimpleAtoi(text.substr(0, text.size() - 1), &amount)) {
    return absl::InvalidArgumentError(absl::StrCat("not a time offset: ", text));
  }
  return text.back() == 'h' ? absl::Hours(amount) : absl::Hours(24 * amount);
}

// A person of the scenario in the form of a request.
json MakePerson(const json& wanted, int run, int index, absl::CivilDay today) {
  // Each run moves the birthday, and each person gets a new number.
  constexpr int kDaysOfRuns = 300;
  absl::CivilDay day = today - (10 + run % kDaysOfRuns);
  if (day.month() == 2 && day.day() == 29) day -= 1;
  const absl::CivilDay birth(day.year() - wanted.at("age").get<int>(), day.month(), day.day());
  const bool male = wanted.at("sex") == "male";
  json person = {{"name", wanted.at("name")}, {"sex", male ? "SEX_MALE" : "SEX_FEMALE"}};
  if (!wanted.value("birth_unknown", false)) person["birth_date"] = values::FormatDay(birth);
  if (wanted.contains("passport")) {
    person["nationality"] = wanted.at("nationality");
    person["document"] = {{"type", "DOCUMENT_TYPE_PASSPORT"},
                          {"number", absl::StrCat(wanted.at("passport").get<std::string>(), 1000 + run)}};
  } else if (!wanted.value("undocumented", false)) {
    const std::string division = TextOr(wanted, "division", "500119");
    person["division"] = division;
    person["document"] = {
        {"type", "DOCUMENT_TYPE_IDENTITY_NUMBER"},
        {"number", population::MakeIdentityNumber(division, birth, (run / kDaysOfRuns) * 40 + index, male)}};
  }
  if (wanted.contains("phone")) person["phone"] = wanted.at("phone");
  if (wanted.contains("address")) person["address"] = wanted.at("address");
  return person;
}

}  // namespace

absl::StatusOr<Scenario> LoadScenario(const std::string& path) {
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  try {
    const json value = json::parse(file);
    Scenario scenario{value.at("title"), value.value("people", json::object()), {}};
    for (const json& step : value.at("steps")) scenario.steps.push_back(ReadStep(step));
    return scenario;
  } catch (const json::exception& error) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": ", error.what()));
  }
}

Bindings::Bindings(const json& people, int run, absl::Time now) : now_(now), people_(json::object()) {
  int index = 0;
  for (const auto& [key, wanted] : people.items()) {
    people_[key] = MakePerson(wanted, run, index++, values::DayOf(now));
  }
  values_["run"] = absl::StrCat(run);
}

absl::StatusOr<json> Bindings::Fill(const json& value) const {
  if (value.is_string()) {
    const std::string text = value.get<std::string>();
    absl::string_view name = text;
    if (absl::ConsumePrefix(&name, "${person:") && absl::ConsumeSuffix(&name, "}")) {
      const auto person = people_.find(std::string(name));
      if (person == people_.end()) return absl::InvalidArgumentError(absl::StrCat("unknown person ", name));
      return *person;
    }
    LD_ASSIGN_OR_RETURN(std::string filled, FillText(text));
    return json(std::move(filled));
  }
  if (!value.is_structured()) return value;
  json filled = value;
  for (auto& item : filled) {
    LD_ASSIGN_OR_RETURN(item, Fill(item));
  }
  return filled;
}

absl::StatusOr<std::string> Bindings::FillText(const std::string& text) const {
  std::string filled;
  size_t from = 0;
  for (size_t start = text.find("${"); start != std::string::npos; start = text.find("${", from)) {
    const size_t end = text.find('}', start);
    if (end == std::string::npos) return absl::InvalidArgumentError(absl::StrCat("${ is not closed in ", text));
    filled.append(text, from, start - from);
    LD_ASSIGN_OR_RETURN(const std::string value, ValueOf(text.substr(start + 2, end - start - 2)));
    filled += value;
    from = end + 1;
  }
  return filled.append(text, from);
}

absl::StatusOr<std::string> Bindings::ValueOf(const std::string& name) const {
  absl::string_view rest = name;
  if (absl::ConsumePrefix(&rest, "now")) {
    LD_ASSIGN_OR_RETURN(const absl::Duration offset, Offset(rest));
    return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", now_ + offset, absl::UTCTimeZone());
  }
  const auto found = values_.find(name);
  if (found == values_.end()) return absl::InvalidArgumentError(absl::StrCat("no value was saved as ", name));
  return found->second;
}

json At(const json& value, const std::string& path) {
  const json* at = &value;
  for (const absl::string_view part : absl::StrSplit(path, '.')) {
    int index = 0;
    if (at->is_array() && absl::SimpleAtoi(part, &index) && index < static_cast<int>(at->size())) {
      at = &(*at)[static_cast<size_t>(index)];
    } else if (at->is_object() && at->contains(std::string(part))) {
      at = &at->at(std::string(part));
    } else {
      return nullptr;
    }
  }
  return *at;
}

bool Contains(const json& whole, const json& part) {
  if (part.is_object()) {
    for (const auto& [key, value] : part.items()) {
      if (!whole.is_object() || !whole.contains(key) || !Contains(whole.at(key), value)) return false;
    }
    return true;
  }
  if (part.is_array()) {
    if (!whole.is_array() || whole.size() < part.size()) return false;
    for (size_t i = 0; i < part.size(); ++i) {
      if (!Contains(whole[i], part[i])) return false;
    }
    return true;
  }
  if (part == kAnything) return whole.is_string() && !whole.get_ref<const std::string&>().empty();
  return whole == part;
}

}  // namespace liandong::story
