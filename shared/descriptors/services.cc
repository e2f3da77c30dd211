#include "shared/descriptors/services.h"

#include "absl/strings/str_split.h"
#include "shared/descriptors/files.h"

namespace liandong::descriptors {
namespace {

using google::protobuf::ServiceDescriptor;

const std::vector<const ServiceDescriptor*>* Find() {
  auto* const services = new std::vector<const ServiceDescriptor*>;
  for (const auto* file : AllFiles()) {
    for (int i = 0; i < file->service_count(); ++i) services->push_back(file->service(i));
  }
  return services;
}

}  // namespace

const std::vector<const ServiceDescriptor*>& AllServices() {
  static const auto* const services = Find();
  return *services;
}

std::string AreaOf(const ServiceDescriptor& service) {
  const std::vector<std::string> parts = absl::StrSplit(service.file()->package(), '.');
  return parts.at(1);
}

}  // namespace liandong::descriptors
