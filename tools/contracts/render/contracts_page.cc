#include "tools/contracts/render/contracts_page.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/contracts/model/flows.h"
#include "tools/contracts/render/names.h"

namespace liandong::contracts {
namespace {

constexpr char kHead[] =
    "# Contracts\n\nGenerated from the protos and the table of rules by `build/bin/contracts --format=md`; do not "
    "edit. The clauses are those of 南川府办发〔2022〕18号. T: the text states the rule. D: the rule is derived from "
    "the text. Each call cites its clause in `ld-purpose`.\n";
constexpr char kFlows[] =
    "\n## Which service calls which\nThe network between the processes must allow these connections and no others. "
    "The NetworkPolicies in `k8s/` are generated from this table.\n\n| from | to | for |\n|---|---|---|\n";

// So many are named, more are counted.
constexpr size_t kFewMethods = 12;

void AddRules(const Clause& clause, std::string& text) {
  if (clause.rules.empty()) return;
  text += "\n| | rule | test |\n|---|---|---|\n";
  for (const Rule& rule : clause.rules) {
    absl::StrAppend(&text, "| ", rule.kind, " | ", rule.text, " | `", rule.test, "` |\n");
  }
}

void AddClause(const Clause& clause, const std::vector<const Method*>& methods, std::string& text) {
  absl::StrAppend(&text, "\n### ", law::ClauseId(clause.clause), " ", clause.title, "\n");
  if (!clause.leads.empty()) absl::StrAppend(&text, "负责 leads: ", Listed(clause.leads), "\n");
  if (!clause.cooperators.empty()) absl::StrAppend(&text, "\n配合 cooperates: ", Listed(clause.cooperators), "\n");
  if (!clause.nothing_to_enforce.empty()) {
    absl::StrAppend(&text, "\nNothing to enforce: ", clause.nothing_to_enforce, "\n");
  }
  std::vector<std::string> names;
  for (const Method* method : methods) {
    if (IsCalledFor(*method, clause.clause)) names.push_back(absl::StrCat("`", ShortName(*method), "`"));
  }
  if (!names.empty()) absl::StrAppend(&text, "\nRPCs: ", absl::StrJoin(names, ", "), "\n");
  std::vector<std::string> titles;
  for (const Obligation& obligation : clause.obligations) titles.push_back(TitleOf(obligation));
  if (!titles.empty()) absl::StrAppend(&text, "\nOwed: ", absl::StrJoin(titles, "、"), "\n");
  AddRules(clause, text);
}

void AddFlow(const Flow& flow, std::string& text) {
  std::vector<std::string> names;
  for (const Method* method : flow.methods) names.push_back(ShortName(*method));
  const std::string which =
      names.size() > kFewMethods ? absl::StrCat(names.size(), " RPCs") : absl::StrJoin(names, ", ");
  absl::StrAppend(&text, "| ", OriginOf(flow), " | ", law::ServiceSlug(flow.to), " | ", which, " |\n");
}

void AddMethod(const Method& method, std::string& text) {
  absl::StrAppend(&text, "\n### ", ShortName(method), "\n`", method.path, "`, ", method.writes ? "write" : "read",
                  method.streams ? ", stream" : "",
                  method.operator_required ? ", requires an official" : ", a system may call",
                  method.padded_response_time ? ", response-time padding" : "",
                  ", callers: ", absl::StrJoin(NamesOf(method.audiences), ", "),
                  "\n\n| purpose | callers | reach |\n|---|---|---|\n");
  for (const Grant& grant : method.grants) {
    absl::StrAppend(&text, "| ", law::ClauseId(grant.clause), " | ", Listed(grant.actors), " | ",
                    ScopeName(grant.scope), " |\n");
  }
  if (method.views.empty()) return;
  text += "\n| who reads the reply | fields withheld |\n|---|---|\n";
  for (const View& view : method.views) {
    absl::StrAppend(&text, "| ", Listed(view.readers), " | ",
                    view.withheld.empty() ? "—" : absl::StrJoin(view.withheld, ", "), " |\n");
  }
}

}  // namespace

std::string ContractsPage(const Model& model) {
  const auto methods = MethodsOf(model);
  std::string text = kHead;
  text += "\n## Clause by clause\n";
  for (const Clause& clause : model.clauses) AddClause(clause, methods, text);
  text += kFlows;
  for (const Flow& flow : FlowsOf(model)) AddFlow(flow, text);
  text += "\n## RPC by RPC\n";
  for (const Method* method : methods) AddMethod(*method, text);
  return text;
}

}  // namespace liandong::contracts
