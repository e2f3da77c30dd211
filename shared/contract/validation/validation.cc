#include "shared/contract/validation/validation.h"

#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/unknown_field_set.h>

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "shared/contract/validation/formats.h"
#include "shared/limits/limits.h"
#include "shared/records/record_type.h"
#include "shared/values/resource_name.h"

namespace liandong::contract {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

struct Findings {
  absl::Time now;
  std::vector<errors::FieldViolation> violations;

  void Add(const std::string& path, absl::string_view en, absl::string_view zh) {
    if (violations.size() < limits::kMaxViolations) {
      violations.push_back({path, std::string(en), std::string(zh)});
    }
  }
  bool Full() const { return violations.size() >= limits::kMaxViolations; }
};

namespace {

// The clocks of agencies differ a little.
constexpr absl::Duration kClockSkew = absl::Minutes(5);
// The limits that field.proto documents.
constexpr uint32_t kMaxPageSize = 200;
constexpr uint32_t kMaxPageToken = 400;
constexpr uint32_t kMaxEtag = 32;
constexpr uint32_t kMaxRegisterNumber = 64;
// 1900-01-01 and 10000-01-01, UTC, in seconds since 1970.
constexpr int64_t kEarliest = -2208988800;
constexpr int64_t kTooLate = 253402300800;

// The standard fields of the API, which need no rule of their own.
void AddStandardRule(const FieldDescriptor& field, v1::FieldRule& rule) {
  if (field.name() == "request_id") rule.set_format(v1::FORMAT_UUID);
  if (field.name() == "page_size") rule.set_maximum(kMaxPageSize);
  if (field.name() == "page_token") rule.set_max_length(kMaxPageToken);
  if (field.name() == "etag") rule.set_max_length(kMaxEtag);
}

size_t CharacterCount(absl::string_view utf8) {
  return static_cast<size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

void AddUnknownResources(const Descriptor& type, std::set<const Descriptor*>& seen, std::vector<std::string>& unknown) {
  if (!seen.insert(&type).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const std::string& resource = field.options().GetExtension(v1::rule).resource();
    if (!resource.empty() && !records::IsCollection(resource)) unknown.push_back(field.full_name());
    if (field.message_type() != nullptr) AddUnknownResources(*field.message_type(), seen, unknown);
  }
}

}  // namespace

v1::FieldRule Validation::RuleOf(const FieldDescriptor& field) {
  v1::FieldRule rule = field.options().GetExtension(v1::rule);
  if (!field.options().HasExtension(v1::rule)) AddStandardRule(field, rule);
  const bool short_form = rule.required_max_length() != 0 || rule.required_format() != 0 || rule.required_time() != 0;
  if (rule.required_max_length() != 0) rule.set_max_length(rule.required_max_length());
  if (rule.required_format() != 0) rule.set_format(rule.required_format());
  if (rule.required_time() != 0) rule.set_time(rule.required_time());
  if (short_form || rule.min_items() > 0 || (!rule.resource().empty() && !rule.optional())) rule.set_required(true);
  if (rule.format() == v1::FORMAT_REGISTER_NUMBER && rule.max_length() == 0) rule.set_max_length(kMaxRegisterNumber);
  return rule;
}

std::vector<std::string> Validation::UnknownResources(const Descriptor& type) {
  std::set<const Descriptor*> seen;
  std::vector<std::string> unknown;
  AddUnknownResources(type, seen, unknown);
  return unknown;
}

void Validation::Prepare(const Descriptor& type) {
  if (plans_.contains(&type)) return;
  plans_[&type];  // a type may contain itself
  std::vector<FieldPlan> plan;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    plan.push_back({field, RuleOf(*field)});
    if (field->message_type() != nullptr) Prepare(*field->message_type());
  }
  plans_[&type] = std::move(plan);
}

absl::Status Validation::Check(const Message& request, absl::Time now) const {
  Findings findings{now, {}};
  CheckMessage(request, "", 0, findings);
  return findings.violations.empty() ? absl::OkStatus() : errors::RefuseFields(findings.violations);
}

namespace {

void CheckString(const std::string& text, const v1::FieldRule& rule, const std::string& path, Findings& findings) {
  const uint32_t limit = rule.max_length() != 0 ? rule.max_length() : limits::kMaxStringLength;
  if (CharacterCount(text) > limit) {
    findings.Add(path, absl::StrCat("must have at most ", limit, " characters"),
                 absl::StrCat("不得超过", limit, "个字符"));
  }
  if (text.empty()) return;
  if (const auto fault = FormatFault(rule.format(), text, findings.now)) findings.Add(path, fault->en, fault->zh);
  if (!rule.resource().empty() && !values::IdIn(text, rule.resource()).has_value()) {
    findings.Add(path, absl::StrCat("must be a name of the form ", rule.resource(), "/{id}"),
                 absl::StrCat("须为 ", rule.resource(), "/{id} 形式的名称"));
  }
}

void CheckNumber(int64_t number, const v1::FieldRule& rule, const std::string& path, Findings& findings) {
  if (number < int64_t{rule.minimum()}) {
    findings.Add(path, absl::StrCat("must be at least ", rule.minimum()), absl::StrCat("不得小于", rule.minimum()));
  }
  if (rule.maximum() != 0 && number > int64_t{rule.maximum()}) {
    findings.Add(path, absl::StrCat("must be at most ", rule.maximum()), absl::StrCat("不得大于", rule.maximum()));
  }
}

void CheckTime(const Message& message, const v1::FieldRule& rule, const std::string& path, Findings& findings) {
  const auto* stamp = dynamic_cast<const google::protobuf::Timestamp*>(&message);
  if (stamp == nullptr) return;
  const absl::Time time = absl::FromUnixSeconds(stamp->seconds()) + absl::Nanoseconds(stamp->nanos());
  const bool real = stamp->seconds() >= kEarliest && stamp->seconds() < kTooLate && stamp->nanos() >= 0 &&
                    stamp->nanos() < 1000000000;
  if (!real) findings.Add(path, "must be a time between 1900 and 9999", "须为1900年至9999年之间的时间");
  if (rule.time() == v1::TIME_BOUND_NOT_FUTURE && time > findings.now + kClockSkew) {
    findings.Add(path, "must not be in the future", "不得晚于当前时间");
  }
}

// Rules of single message types that concern more than one field.
void CheckWhole(const Message& message, const std::string& prefix, Findings& findings) {
  if (const auto* document = dynamic_cast<const common::v1::Document*>(&message)) {
    if (const auto fault = DocumentFault(*document, findings.now))
      findings.Add(prefix + "number", fault->en, fault->zh);
  }
  if (const auto* person = dynamic_cast<const common::v1::Person*>(&message)) {
    if (const auto fault = PersonDisagreement(*person, findings.now)) {
      findings.Add(absl::StrCat(prefix, fault->field), fault->fault.en, fault->fault.zh);
    }
  }
}

void CheckEnum(int number, const FieldDescriptor& field, const std::string& path, Findings& findings) {
  if (field.enum_type()->FindValueByNumber(number) == nullptr) {
    findings.Add(path, "must be one of the values of the enumeration", "须为枚举中已定义的值");
  }
}

// What this service does not know it can neither check nor redact.
void CheckNoUnknownFields(const Message& message, const std::string& prefix, Findings& findings) {
  const google::protobuf::UnknownFieldSet& unknown = message.GetReflection()->GetUnknownFields(message);
  for (int i = 0; i < unknown.field_count() && !findings.Full(); ++i) {
    findings.Add(absl::StrCat(prefix, unknown.field(i).number()),
                 "is not a field of this message: remove it, or build the client from the proto files of this service",
                 "不是该消息的字段：请删除，或用本服务的 proto 文件重新生成客户端");
  }
}

// Tells whether a required field is unset. Booleans have no unset value.
bool IsMissing(const Message& message, const FieldDescriptor& field) {
  const Reflection& reflection = *message.GetReflection();
  return field.is_repeated() ? reflection.FieldSize(message, &field) == 0 : !reflection.HasField(message, &field);
}

}  // namespace

void Validation::CheckMessage(const Message& message, const std::string& prefix, int depth, Findings& findings) const {
  if (depth > limits::kMaxDepth) {
    findings.Add(prefix, "is nested too deeply: use fewer levels", "嵌套层级过深，请减少层级");
    return;
  }
  for (const FieldPlan& plan : plans_.at(message.GetDescriptor())) {
    if (findings.Full()) return;
    const std::string path = absl::StrCat(prefix, plan.field->name());
    if (IsMissing(message, *plan.field)) {
      if (plan.rule.required()) findings.Add(path, "is required", "为必填项");
      if (!plan.rule.required() && plan.rule.minimum() > 0) CheckNumber(0, plan.rule, path, findings);
      continue;
    }
    CheckField(message, plan, path, depth, findings);
  }
  CheckNoUnknownFields(message, prefix, findings);
  CheckWhole(message, prefix, findings);
}

void Validation::CheckField(const Message& message, const FieldPlan& plan, const std::string& path, int depth,
                            Findings& findings) const {
  const Reflection& reflection = *message.GetReflection();
  const FieldDescriptor* field = plan.field;
  const bool repeated = field->is_repeated();
  const int count = repeated ? reflection.FieldSize(message, field) : 1;
  const uint32_t most = plan.rule.max_items() != 0 ? plan.rule.max_items() : limits::kMaxItems;
  if (repeated && (static_cast<uint32_t>(count) > most || static_cast<uint32_t>(count) < plan.rule.min_items())) {
    findings.Add(path, absl::StrCat("must have between ", plan.rule.min_items(), " and ", most, " items"),
                 absl::StrCat("须有", plan.rule.min_items(), "至", most, "项"));
    return;
  }
  for (int i = 0; i < count && !findings.Full(); ++i) {
    const std::string item = repeated ? absl::StrCat(path, "[", i, "]") : path;
    std::string scratch;
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        CheckString(repeated ? reflection.GetRepeatedStringReference(message, field, i, &scratch)
                             : reflection.GetStringReference(message, field, &scratch),
                    plan.rule, item, findings);
        break;
      case FieldDescriptor::CPPTYPE_INT32:
        if (!repeated) CheckNumber(reflection.GetInt32(message, field), plan.rule, item, findings);
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        CheckEnum(
            repeated ? reflection.GetRepeatedEnumValue(message, field, i) : reflection.GetEnumValue(message, field),
            *field, item, findings);
        break;
      case FieldDescriptor::CPPTYPE_MESSAGE: {
        const Message& inner =
            repeated ? reflection.GetRepeatedMessage(message, field, i) : reflection.GetMessage(message, field);
        CheckTime(inner, plan.rule, item, findings);
        CheckMessage(inner, item + ".", depth + 1, findings);
        break;
      }
      default:
        break;
    }
  }
}

}  // namespace liandong::contract
