#include "shared/contract/method.h"

#include "absl/strings/str_cat.h"
#include "shared/contract/disclosure.h"

namespace liandong::contract {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::Message;
using google::protobuf::MessageFactory;
using google::protobuf::MethodDescriptor;

absl::Status Fault(const MethodDescriptor& method, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(method.full_name(), ": ", what));
}

const Message* PrototypeOf(const Descriptor* type) { return MessageFactory::generated_factory()->GetPrototype(type); }

absl::StatusOr<Method> MethodOf(const MethodDescriptor& descriptor) {
  if (!descriptor.options().HasExtension(v1::contract)) return Fault(descriptor, "no contract");
  const v1::MethodContract& contract = descriptor.options().GetExtension(v1::contract);
  auto access = Access::Of(contract);
  if (!access.ok()) return Fault(descriptor, access.status().message());
  if (contract.effect() == v1::EFFECT_UNSPECIFIED) return Fault(descriptor, "no effect");
  const bool writes = contract.effect() == v1::EFFECT_WRITE;
  const auto* request_id = descriptor.input_type()->FindFieldByName("request_id");
  if (writes && request_id == nullptr) return Fault(descriptor, "a write whose request has no request_id");
  const std::vector<std::string> undecided = Disclosure::Undecided(*descriptor.output_type());
  if (!undecided.empty()) return Fault(descriptor, absl::StrCat("nobody decided who reads ", undecided.front()));
  if (descriptor.client_streaming()) return Fault(descriptor, "a stream from the client");
  if (writes && descriptor.server_streaming()) return Fault(descriptor, "a stream that writes");
  if (contract.even_time() && descriptor.server_streaming()) return Fault(descriptor, "a stream in even time");
  return Method{&descriptor,
                absl::StrCat("/", descriptor.service()->full_name(), "/", descriptor.name()),
                contract,
                *std::move(access),
                writes,
                descriptor.server_streaming(),
                request_id,
                PrototypeOf(descriptor.input_type()),
                PrototypeOf(descriptor.output_type())};
}

}  // namespace

absl::StatusOr<std::vector<Method>> MethodsOf(const google::protobuf::ServiceDescriptor& service) {
  std::vector<Method> methods;
  for (int i = 0; i < service.method_count(); ++i) {
    auto method = MethodOf(*service.method(i));
    if (!method.ok()) return method.status();
    methods.push_back(*std::move(method));
  }
  return methods;
}

}  // namespace liandong::contract
