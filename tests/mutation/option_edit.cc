#include "tests/mutation/option_edit.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/message_differencer.h>

#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "liandong/contract/v1/agency.pb.h"
#include "liandong/contract/v1/audience.pb.h"
#include "shared/base/status_macros.h"

namespace liandong::mutation {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::util::MessageDifferencer;

absl::Status NotThere(const FieldDescriptor& field) {
  return absl::NotFoundError(absl::StrCat(field.full_name(), " does not contain what the edit removes"));
}

// Whether element `i` of `options` is element `j` of `part`.
bool IsSameElement(const FieldDescriptor& field, const Message& options, int i, const Message& part, int j) {
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    return MessageDifferencer::Equals(options.GetReflection()->GetRepeatedMessage(options, &field, i),
                                      part.GetReflection()->GetRepeatedMessage(part, &field, j));
  }
  std::string there;
  std::string taken;
  google::protobuf::TextFormat::PrintFieldValueToString(options, &field, i, &there);
  google::protobuf::TextFormat::PrintFieldValueToString(part, &field, j, &taken);
  return there == taken;
}

// Removes element `j` of `part` from the repeated field of `options`.
absl::Status RemoveElement(const FieldDescriptor& field, const Message& part, int j, Message& options) {
  const google::protobuf::Reflection& reflection = *options.GetReflection();
  const int size = reflection.FieldSize(options, &field);
  for (int i = 0; i < size; ++i) {
    if (!IsSameElement(field, options, i, part, j)) continue;
    for (int k = i + 1; k < size; ++k) reflection.SwapElements(&options, &field, k - 1, k);
    reflection.RemoveLast(&options, &field);
    return absl::OkStatus();
  }
  return NotThere(field);
}

absl::Status Subtract(const Message& part, Message& options) {
  const google::protobuf::Reflection& reflection = *options.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(part, &fields);
  for (const FieldDescriptor* field : fields) {
    const bool message = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    if (field->is_repeated()) {
      for (int j = 0; j < part.GetReflection()->FieldSize(part, field); ++j) {
        LD_RETURN_IF_ERROR(RemoveElement(*field, part, j, options));
      }
    } else if (message) {
      LD_RETURN_IF_ERROR(Subtract(reflection.GetMessage(part, field), *reflection.MutableMessage(&options, field)));
    } else {
      std::string there;
      std::string taken;
      google::protobuf::TextFormat::PrintFieldValueToString(options, field, -1, &there);
      google::protobuf::TextFormat::PrintFieldValueToString(part, field, -1, &taken);
      if (there != taken) return NotThere(*field);
      reflection.ClearField(&options, field);
    }
  }
  return absl::OkStatus();
}

template <typename Descriptor>
Message* Options(const Descriptor& descriptor) {
  using Type = std::remove_cvref_t<decltype(descriptor.options())>;
  if (&descriptor.options() == &Type::default_instance()) return nullptr;
  // The pool created them as its own objects, which can be written to; it only returns them as constants.
  return const_cast<Type*>(&descriptor.options());
}

}  // namespace

absl::Status EditOptions(absl::string_view edit, Message& options) {
  const std::unique_ptr<Message> part(options.New());
  const bool adds = absl::ConsumePrefix(&edit, "+ ");
  if (!adds && !absl::ConsumePrefix(&edit, "- ")) return absl::InvalidArgumentError("neither + nor -");
  if (!google::protobuf::TextFormat::ParseFromString(std::string(edit), part.get())) {
    return absl::InvalidArgumentError(absl::StrCat("unknown option: ", edit));
  }
  if (!adds) return Subtract(*part, options);
  const std::unique_ptr<Message> before(options.New());
  before->CopyFrom(options);
  // The pool and the text parser disagree on how a list of enum values is packed, so neither may add to the other's
  // list.
  std::string text;
  google::protobuf::TextFormat::PrintToString(options, &text);
  const std::unique_ptr<Message> edited(options.New());
  google::protobuf::TextFormat::ParseFromString(text, edited.get());
  google::protobuf::TextFormat::MergeFromString(std::string(edit), edited.get());
  options.GetReflection()->Swap(&options, edited.get());
  return MessageDifferencer::Equals(*before, options)
             ? absl::AlreadyExistsError(absl::StrCat("the edit changes nothing: ", edit))
             : absl::OkStatus();
}

Message* OptionsOf(const std::string& element) {
  // The pool finds an enum value only once its file is loaded.
  contract::v1::Agency_descriptor();
  contract::v1::Audience_descriptor();
  const google::protobuf::DescriptorPool& pool = *google::protobuf::DescriptorPool::generated_pool();
  if (const auto* message = pool.FindMessageTypeByName(element)) return Options(*message);
  if (const auto* field = pool.FindFieldByName(element)) return Options(*field);
  if (const auto* value = pool.FindEnumValueByName(element)) return Options(*value);
  if (const auto* method = pool.FindMethodByName(element)) return Options(*method);
  return nullptr;
}

}  // namespace liandong::mutation
