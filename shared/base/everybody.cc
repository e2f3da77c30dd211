#include "shared/base/everybody.h"

#include <google/protobuf/descriptor.h>

namespace liandong::base {
namespace {

// All but the unspecified one.
template <typename Enum>
const std::vector<Enum>* ValuesOf(const google::protobuf::EnumDescriptor& type) {
  auto* const values = new std::vector<Enum>;
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() != 0) values->push_back(static_cast<Enum>(type.value(i)->number()));
  }
  return values;
}

}  // namespace

const std::vector<Agency>& AllAgencies() {
  static const auto* const agencies = ValuesOf<Agency>(*contract::v1::Agency_descriptor());
  return *agencies;
}

const std::vector<Service>& AllServices() {
  static const auto* const services = ValuesOf<Service>(*contract::v1::Service_descriptor());
  return *services;
}

}  // namespace liandong::base
