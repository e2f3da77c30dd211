#include "shared/contract/handlers/method.h"

#include "absl/strings/str_cat.h"
#include "liandong/contract/v1/method.pb.h"
#include "shared/contract/access/disclosure.h"
#include "shared/contract/validation/validation.h"

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
  const google::protobuf::MethodOptions& options = descriptor.options();
  auto access = Access::Of(options);
  if (!access.ok()) return Fault(descriptor, access.status().message());
  const auto* request_id = descriptor.input_type()->FindFieldByName("request_id");
  const bool streams = descriptor.server_streaming();
  const bool padded = options.GetExtension(v1::padded_response_time);
  const std::vector<std::string> undecided = Disclosure::Undecided(*descriptor.output_type());
  if (!undecided.empty()) return Fault(descriptor, absl::StrCat("names no readers of ", undecided.front()));
  const std::vector<std::string> unknown = Validation::UnknownResources(*descriptor.input_type());
  if (!unknown.empty()) return Fault(descriptor, absl::StrCat(unknown.front(), " names records of no declared type"));
  if (descriptor.client_streaming()) return Fault(descriptor, "must not stream from the client");
  if (streams && request_id != nullptr) return Fault(descriptor, "must not write as a stream");
  if (streams && padded) return Fault(descriptor, "cannot pad the response time of a stream");
  return Method{.descriptor = &descriptor,
                .path = absl::StrCat("/", descriptor.service()->full_name(), "/", descriptor.name()),
                .access = *std::move(access),
                .writes = request_id != nullptr,
                .streams = streams,
                .operator_required = !options.GetExtension(v1::system_may_act),
                .padded_response_time = padded,
                .request_id = request_id,
                .request = PrototypeOf(descriptor.input_type()),
                .reply = PrototypeOf(descriptor.output_type())};
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
