#pragma once

#include <string>
#include <vector>

#include "shared/base/actors.h"

namespace liandong::pki {

// What a database's server is called among the files.
inline constexpr char kDatabase[] = "postgres";

// The numbers of an enum that mean something.
inline std::vector<int> Numbers(const google::protobuf::EnumDescriptor& type) {
  std::vector<int> numbers;
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() != 0) numbers.push_back(type.value(i)->number());
  }
  return numbers;
}

inline std::vector<std::string> ServiceSlugs() {
  std::vector<std::string> slugs;
  for (const int number : Numbers(*contract::v1::Service_descriptor())) {
    slugs.push_back(base::ServiceSlug(static_cast<base::Service>(number)));
  }
  return slugs;
}

}  // namespace liandong::pki
