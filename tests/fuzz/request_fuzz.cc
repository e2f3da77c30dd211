// A request of any method as bytes: parsed and validated; and a reply parsed from it, redacted for any reader.
#include <google/protobuf/dynamic_message.h>

#include <memory>

#include "shared/contract/access/disclosure.h"
#include "shared/contract/validation/validation.h"
#include "shared/descriptors/services.h"
#include "shared/errors/errors.h"
#include "tests/fuzz/input.h"

namespace liandong {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

struct Prepared {
  std::vector<const MethodDescriptor*> methods;
  contract::Validation validation;
  contract::Disclosure disclosure;

  Prepared() {
    for (const auto* service : descriptors::AllServices()) {
      for (int i = 0; i < service->method_count(); ++i) {
        methods.push_back(service->method(i));
        validation.Prepare(*service->method(i)->input_type());
        disclosure.Prepare(*service->method(i)->output_type());
      }
    }
  }
};

const Prepared& All() {
  static const auto* const prepared = new Prepared;
  return *prepared;
}

std::unique_ptr<Message> Parsed(const google::protobuf::Descriptor* type, absl::string_view bytes) {
  auto message =
      std::unique_ptr<Message>(google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
  return message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ? std::move(message) : nullptr;
}

}  // namespace
}  // namespace liandong

LD_FUZZ(bytes) {
  using namespace liandong;
  if (bytes.size() < 3) return;
  const auto& methods = All().methods;
  const auto byte = [&](size_t i) { return static_cast<size_t>(static_cast<unsigned char>(bytes[i])); };
  const MethodDescriptor& method = *methods[(byte(0) * 256 + byte(1)) % methods.size()];
  if (const auto request = Parsed(method.input_type(), bytes.substr(3)); request != nullptr) {
    const absl::Status status = All().validation.Check(*request, absl::FromUnixSeconds(1795000000));
    // Every fault has a reason that can be sent to the caller.
    fuzz::Expect(status.ok() || errors::ReasonOf(status) != contract::v1::ERROR_REASON_UNSPECIFIED);
    if (!status.ok()) fuzz::Expect(errors::ToWire(status).code == static_cast<int>(status.code()));
  }
  if (const auto reply = Parsed(method.output_type(), bytes.substr(3)); reply != nullptr) {
    identity::Caller reader;
    reader.agency = static_cast<law::Agency>(byte(2));
    reader.division = "500119";
    All().disclosure.Redact(*reply, reader);
    // What is redacted stays redacted.
    fuzz::Expect(All().disclosure.Redact(*reply, reader).empty());
  }
}
