// Linked into a test binary by tests/mutation/run.py: edits one option, named by two environment variables, before the
// tests run.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "tests/mutation/option_edit.h"

namespace liandong::mutation {
namespace {

// Tells the runner that no test was tried.
constexpr int kNotEdited = 3;

class RemovedOption : public testing::Environment {
 public:
  void SetUp() override {
    const char* const element = std::getenv("LIANDONG_EDITED_ELEMENT");
    const char* const edit = std::getenv("LIANDONG_OPTION_EDIT");
    if (element == nullptr || edit == nullptr) return;
    google::protobuf::Message* const options = OptionsOf(element);
    const absl::Status status =
        options == nullptr ? absl::NotFoundError("no such element with options") : EditOptions(edit, *options);
    if (status.ok()) return;
    std::cerr << element << ": " << status.message() << "\n";
    std::exit(kNotEdited);
  }
};

const auto* const kEnvironment = testing::AddGlobalTestEnvironment(new RemovedOption);

}  // namespace
}  // namespace liandong::mutation
