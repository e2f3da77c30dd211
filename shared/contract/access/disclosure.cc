#include "shared/contract/access/disclosure.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "liandong/contract/v1/disclosure.pb.h"

namespace liandong::contract {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

namespace {

constexpr char kOwnPackages[] = "liandong.";

// A wrapper of other messages reveals nothing itself: its messages state their own readers, and a page token is opaque.
constexpr char kPageToken[] = "next_page_token";

bool IsOwn(const Descriptor& type) { return absl::StartsWith(type.full_name(), kOwnPackages); }

bool IsDecided(const FieldDescriptor& field) {
  const std::vector<v1::Audience> audiences = Disclosure::AudiencesOf(field);
  if (audiences.empty()) {
    return field.name() == kPageToken || (field.message_type() != nullptr && IsOwn(*field.message_type()));
  }
  const bool callers = std::count(audiences.begin(), audiences.end(), v1::AUDIENCE_CALLERS) > 0;
  return std::count(audiences.begin(), audiences.end(), v1::AUDIENCE_UNSPECIFIED) == 0 &&
         (!callers || audiences.size() == 1);
}

void AddUndecided(const Descriptor& type, std::set<const Descriptor*>& seen, std::vector<std::string>& undecided) {
  if (!IsOwn(type) || !seen.insert(&type).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (!IsDecided(field)) undecided.push_back(absl::StrCat(type.name(), ".", field.name()));
    if (field.message_type() != nullptr) AddUndecided(*field.message_type(), seen, undecided);
  }
}

}  // namespace

std::vector<v1::Audience> Disclosure::AudiencesOf(const FieldDescriptor& field) {
  std::vector<v1::Audience> audiences = AudiencesIn(field.options(), v1::readers);
  const auto& message = field.containing_type()->options();
  if (audiences.empty() && message.HasExtension(v1::message_readers)) {
    audiences.push_back(message.GetExtension(v1::message_readers));
  }
  return audiences;
}

std::vector<std::string> Disclosure::Undecided(const Descriptor& type) {
  std::set<const Descriptor*> seen;
  std::vector<std::string> undecided;
  AddUndecided(type, seen, undecided);
  return undecided;
}

std::optional<Actors> Disclosure::ReadersOf(const FieldDescriptor& field) {
  const std::vector<v1::Audience> audiences = AudiencesOf(field);
  if (audiences.empty() || audiences.front() == v1::AUDIENCE_CALLERS) return std::nullopt;
  Actors readers;
  for (const v1::Audience audience : audiences) readers.Add(ActorsOf(audience));
  return readers;
}

void Disclosure::Prepare(const Descriptor& type) {
  if (plans_.contains(&type)) return;
  plans_[&type];  // a type may contain itself
  TypePlan plan;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    const bool enter = field->message_type() != nullptr && IsOwn(*field->message_type());
    if (enter) Prepare(*field->message_type());
    FieldPlan one{field, ReadersOf(*field), enter};
    if (one.readers.has_value() || enter) plan.push_back(one);
  }
  plans_[&type] = std::move(plan);
}

// A field on the way from the reply, so that a path is only written out where it is needed.
struct Disclosure::Step {
  const Step* outer;
  const FieldDescriptor* field;

  std::string Path() const {
    return outer == nullptr ? field->name() : absl::StrCat(outer->Path(), ".", field->name());
  }
};

std::vector<std::string> Disclosure::Redact(Message& message, const identity::Caller& reader) const {
  std::vector<std::string> withheld;
  RedactWithin(message, reader, nullptr, withheld);
  return withheld;
}

void Disclosure::RedactWithin(Message& message, const identity::Caller& reader, const Step* outer,
                              std::vector<std::string>& withheld) const {
  const Reflection& reflection = *message.GetReflection();
  // A newer version of this service may have stored fields that this one does not know, nor who may read them.
  if (!reflection.GetUnknownFields(message).empty()) reflection.MutableUnknownFields(&message)->Clear();
  for (const FieldPlan& plan : plans_.at(message.GetDescriptor())) {
    const FieldDescriptor* field = plan.field;
    const int count =
        field->is_repeated() ? reflection.FieldSize(message, field) : int{reflection.HasField(message, field)};
    if (count == 0) continue;
    const Step step{outer, field};
    if (plan.readers.has_value() && !plan.readers->Contains(reader)) {
      reflection.ClearField(&message, field);
      const std::string path = step.Path();
      if (std::count(withheld.begin(), withheld.end(), path) == 0) withheld.push_back(path);
    } else if (plan.enter && field->is_repeated()) {
      for (int i = 0; i < count; ++i) {
        RedactWithin(*reflection.MutableRepeatedMessage(&message, field, i), reader, &step, withheld);
      }
    } else if (plan.enter) {
      RedactWithin(*reflection.MutableMessage(&message, field), reader, &step, withheld);
    }
  }
}

}  // namespace liandong::contract
