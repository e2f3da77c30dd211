#include "tools/contracts/render/json_document.h"

#include <nlohmann/json.hpp>

#include "tools/contracts/model/flows.h"
#include "tools/contracts/render/names.h"

namespace liandong::contracts {
namespace {

using nlohmann::ordered_json;

// An array of what `entry` makes of each.
template <typename Items, typename Entry>
ordered_json Array(const Items& items, Entry entry) {
  ordered_json array = ordered_json::array();
  for (const auto& item : items) array.push_back(entry(item));
  return array;
}

std::string PathOf(const Method* method) { return method->path; }

ordered_json RuleEntry(const Rule& rule) { return {{"kind", rule.kind}, {"rule", rule.text}, {"test", rule.test}}; }

ordered_json ClauseEntry(const Clause& clause, const std::vector<const Method*>& methods) {
  std::vector<const Method*> own;
  for (const Method* method : methods) {
    if (IsCalledFor(*method, clause.clause)) own.push_back(method);
  }
  ordered_json entry = {{"id", law::ClauseId(clause.clause)},
                        {"slug", law::ClauseSlug(clause.clause)},
                        {"title", clause.title},
                        {"leads", NamesOf(clause.leads)},
                        {"cooperates", NamesOf(clause.cooperators)},
                        {"methods", Array(own, PathOf)},
                        {"obligations", Array(clause.obligations, TitleOf)},
                        {"rules", Array(clause.rules, RuleEntry)}};
  if (!clause.nothing_to_enforce.empty()) entry["nothing_to_enforce"] = clause.nothing_to_enforce;
  return entry;
}

ordered_json FlowEntry(const Flow& flow) {
  return {{"from", OriginOf(flow)}, {"to", law::ServiceSlug(flow.to)}, {"methods", Array(flow.methods, PathOf)}};
}

ordered_json GrantEntry(const Grant& grant) {
  return {{"clause", law::ClauseId(grant.clause)},
          {"callers", AgencyNames(grant.actors)},
          {"services", ServiceNames(grant.actors)},
          {"scope", ScopeName(grant.scope)}};
}

ordered_json ViewEntry(const View& view) { return {{"readers", NamesOf(view.readers)}, {"withheld", view.withheld}}; }

ordered_json MethodEntry(const Service& service, const Method& method) {
  return {{"method", method.path},
          {"clauses", Array(ClausesOf(method), law::ClauseId)},
          {"effect", method.writes ? "write" : "read"},
          {"stream", method.streams},
          {"operator_required", method.operator_required},
          {"padded_response_time", method.padded_response_time},
          {"audiences", NamesOf(method.audiences)},
          {"callers", AgencyNames(method.callers)},
          {"services", ServiceNames(method.callers)},
          {"servers", Array(service.servers, law::ServiceSlug)},
          {"grants", Array(method.grants, GrantEntry)},
          {"views", Array(method.views, ViewEntry)}};
}

ordered_json MethodEntries(const Model& model) {
  ordered_json entries = ordered_json::array();
  for (const Service* service : ServicesOf(model)) {
    for (const Method& method : service->methods) entries.push_back(MethodEntry(*service, method));
  }
  return entries;
}

ordered_json FieldEntry(const Field& field) {
  ordered_json entry = {{"field", field.name}, {"any_caller", !field.readers.has_value()}};
  if (!field.readers.has_value()) return entry;
  entry["audiences"] = NamesOf(field.audiences);
  entry["readers"] = AgencyNames(*field.readers);
  entry["services"] = ServiceNames(*field.readers);
  return entry;
}

ordered_json ReplyEntries(const Model& model) {
  ordered_json entries = ordered_json::array();
  for (const Package& package : model.packages) {
    for (const Message& message : package.messages) {
      if (!message.in_reply) continue;
      entries.push_back({{"message", message.name}, {"fields", Array(message.fields, FieldEntry)}});
    }
  }
  return entries;
}

ordered_json AudienceEntry(const Audience& audience) {
  return {{"audience", contract::v1::Audience_Name(audience.audience)}, {"grants", Array(audience.grants, GrantEntry)}};
}

ordered_json AgencyEntry(const Agency& agency) {
  return {{"agency", law::AgencySlug(agency.agency)},
          {"name_zh", agency.name_zh},
          {"name_en", agency.name_en},
          {"member", agency.member}};
}

ordered_json ProcessEntry(const Process& process) {
  return {{"service", law::ServiceSlug(process.service)},
          {"title_zh", process.title_zh},
          {"purpose_en", process.purpose_en},
          {"purpose_zh", process.purpose_zh}};
}

ordered_json RecordTypeEntry(const RecordType& type) {
  return {{"message", type.message},
          {"collection", type.collection},
          {"table", type.table},
          {"counted", type.counted},
          {"open_states", type.open_states}};
}

ordered_json RefusalEntry(const Refusal& refusal) {
  return {{"reason", refusal.reason}, {"code", refusal.code}, {"en", refusal.en}, {"zh", refusal.zh}};
}

// Each obligation with its clause.
ordered_json ObligationEntries(const Model& model) {
  ordered_json entries = ordered_json::array();
  for (const Clause& clause : model.clauses) {
    for (const Obligation& obligation : clause.obligations) {
      entries.push_back({{"obligation", TitleOf(obligation)},
                         {"clause", law::ClauseId(clause.clause)},
                         {"owner", obligation.owner.has_value() ? law::AgencyNameZh(*obligation.owner) : ""},
                         {"hours", obligation.hours},
                         {"days", obligation.days},
                         {"months", obligation.months}});
    }
  }
  return entries;
}

}  // namespace

std::string JsonDocument(const Model& model) {
  const auto methods = MethodsOf(model);
  const ordered_json document = {
      {"clauses", Array(model.clauses, [&](const Clause& clause) { return ClauseEntry(clause, methods); })},
      {"flows", Array(FlowsOf(model), FlowEntry)},
      {"methods", MethodEntries(model)},
      {"replies", ReplyEntries(model)},
      {"audiences", Array(model.audiences, AudienceEntry)},
      {"agencies", Array(model.agencies, AgencyEntry)},
      {"services", Array(model.processes, ProcessEntry)},
      {"obligations", ObligationEntries(model)},
      {"record_types", Array(model.record_types, RecordTypeEntry)},
      {"refusals", Array(model.refusals, RefusalEntry)}};
  return document.dump(2) + "\n";
}

}  // namespace liandong::contracts
