#include "tools/contracts/document.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace liandong::contracts {
namespace {

using nlohmann::ordered_json;

constexpr char kHead[] =
    "# Contracts\n\nGenerated from the protos and the table of rules by `build/bin/contracts --format=md`; do not "
    "edit. The clauses are those of 南川府办发〔2022〕18号. T: the text states the rule. D: the rule is derived from "
    "the text. Each call cites its clause in `ld-purpose`.\n";

// So many are named, more are counted.
constexpr size_t kFewMethods = 12;

std::string Joined(const ordered_json& names) { return absl::StrJoin(names.get<std::vector<std::string>>(), "、"); }

std::string Callers(const ordered_json& of) {
  std::vector<std::string> names = of["callers"].get<std::vector<std::string>>();
  for (const auto& service : of["services"]) names.push_back(absl::StrCat("`", service.get<std::string>(), "`"));
  return absl::StrJoin(names, "、");
}

std::string MethodName(const ordered_json& path) {
  std::string name = path.get<std::string>();
  return name.substr(name.rfind('.') + 1);
}

void AddClause(const ordered_json& clause, std::string& text) {
  absl::StrAppend(&text, "\n### ", clause["id"].get<std::string>(), " ", clause["title"].get<std::string>(), "\n");
  if (!clause["leads"].empty()) absl::StrAppend(&text, "负责 leads: ", Joined(clause["leads"]), "\n");
  if (!clause["cooperates"].empty()) absl::StrAppend(&text, "\n配合 cooperates: ", Joined(clause["cooperates"]), "\n");
  if (clause.contains("nothing_to_enforce")) {
    absl::StrAppend(&text, "\nNothing to enforce: ", clause["nothing_to_enforce"].get<std::string>(), "\n");
  }
  if (!clause["methods"].empty()) {
    std::vector<std::string> names;
    for (const auto& method : clause["methods"]) names.push_back(absl::StrCat("`", MethodName(method), "`"));
    absl::StrAppend(&text, "\nRPCs: ", absl::StrJoin(names, ", "), "\n");
  }
  if (!clause["obligations"].empty()) absl::StrAppend(&text, "\nOwed: ", Joined(clause["obligations"]), "\n");
  if (clause["rules"].empty()) return;
  text += "\n| | rule | test |\n|---|---|---|\n";
  for (const auto& rule : clause["rules"]) {
    absl::StrAppend(&text, "| ", rule["kind"].get<std::string>(), " | ", rule["rule"].get<std::string>(), " | `",
                    rule["test"].get<std::string>(), "` |\n");
  }
}

void AddMethod(const ordered_json& method, std::string& text) {
  absl::StrAppend(&text, "\n### ", MethodName(method["method"]), "\n`", method["method"].get<std::string>(), "`, ",
                  method["effect"].get<std::string>(), method["stream"].get<bool>() ? ", stream" : "",
                  method["operator_required"].get<bool>() ? ", requires an official" : ", a system may call",
                  method["even_time"].get<bool>() ? ", response-time padding" : "", "\n\n",
                  "| purpose | callers | reach |\n|---|---|---|\n");
  for (const auto& grant : method["grants"]) {
    absl::StrAppend(&text, "| ", grant["clause"].get<std::string>(), " | ", Callers(grant), " | ",
                    grant["scope"].get<std::string>(), " |\n");
  }
  if (method["views"].empty()) return;
  text += "\n| who reads the reply | fields withheld |\n|---|---|\n";
  for (const auto& view : method["views"]) {
    const std::string without = absl::StrJoin(view["withheld"].get<std::vector<std::string>>(), ", ");
    absl::StrAppend(&text, "| ", Joined(view["readers"]), " | ", without.empty() ? "—" : without, " |\n");
  }
}

void AddFlows(const ordered_json& flows, std::string& text) {
  text +=
      "\n## Which service calls which\nThe network between the processes must allow these connections and no others. "
      "The NetworkPolicies in `k8s/` are generated from this table.\n\n| from | to | for |\n|---|---|---|\n";
  for (const auto& flow : flows) {
    std::vector<std::string> names;
    for (const auto& method : flow["methods"]) names.push_back(MethodName(method));
    const std::string which =
        names.size() > kFewMethods ? absl::StrCat(names.size(), " RPCs") : absl::StrJoin(names, ", ");
    absl::StrAppend(&text, "| ", flow["from"].get<std::string>(), " | ", flow["to"].get<std::string>(), " | ", which,
                    " |\n");
  }
}

}  // namespace

std::string Document(const ordered_json& registry) {
  std::string text = kHead;
  text += "\n## Clause by clause\n";
  for (const auto& clause : registry["clauses"]) AddClause(clause, text);
  AddFlows(registry["flows"], text);
  text += "\n## RPC by RPC\n";
  for (const auto& method : registry["methods"]) AddMethod(method, text);
  return text;
}

}  // namespace liandong::contracts
