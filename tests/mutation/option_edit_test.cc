#include "tests/mutation/option_edit.h"

#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <vector>

#include "absl/strings/str_split.h"
#include "liandong/contract/v1/field.pb.h"
#include "liandong/contract/v1/method.pb.h"

namespace liandong::mutation {
namespace {

constexpr size_t kElementColumn = 6;
constexpr size_t kOptionColumn = 7;

TEST(OptionEdit, TakesAwayAndAddsWhatTheTextSays) {
  google::protobuf::FieldOptions options;
  options.MutableExtension(contract::v1::rule)->set_required(true);
  options.MutableExtension(contract::v1::rule)->set_max_length(9);
  ASSERT_TRUE(EditOptions("- [liandong.contract.v1.rule] { required: true }", options).ok());
  EXPECT_FALSE(options.GetExtension(contract::v1::rule).required());
  EXPECT_EQ(options.GetExtension(contract::v1::rule).max_length(), 9);
  EXPECT_TRUE(absl::IsNotFound(EditOptions("- [liandong.contract.v1.rule] { required: true }", options)));
  ASSERT_TRUE(EditOptions("+ [liandong.contract.v1.rule] { required: true }", options).ok());
  EXPECT_TRUE(options.GetExtension(contract::v1::rule).required());
  EXPECT_TRUE(absl::IsAlreadyExists(EditOptions("+ [liandong.contract.v1.rule] { required: true }", options)));
  EXPECT_TRUE(absl::IsInvalidArgument(EditOptions("+ [liandong.contract.v1.no_such] { }", options)));
}

TEST(OptionEdit, TakesOneElementOutOfAList) {
  google::protobuf::MethodOptions options;
  options.AddExtension(contract::v1::callers, contract::v1::AUDIENCE_CLUE_POLICE);
  options.AddExtension(contract::v1::callers, contract::v1::AUDIENCE_CLUE_REPORTERS);
  ASSERT_TRUE(EditOptions("- [liandong.contract.v1.callers]: AUDIENCE_CLUE_POLICE", options).ok());
  ASSERT_EQ(options.ExtensionSize(contract::v1::callers), 1);
  EXPECT_EQ(options.GetExtension(contract::v1::callers, 0), contract::v1::AUDIENCE_CLUE_REPORTERS);
  EXPECT_TRUE(absl::IsNotFound(EditOptions("- [liandong.contract.v1.callers]: AUDIENCE_CLUE_POLICE", options)));
}

TEST(OptionEdit, EveryRuleThatIsAnOptionIsWhereTheTableSays) {
  std::ifstream table(RULES_TABLE);
  int edits = 0;
  for (std::string line; std::getline(table, line);) {
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    ASSERT_GT(cells.size(), kOptionColumn) << line;
    if (cells[kOptionColumn].empty() || cells[kOptionColumn] == "option") continue;
    const google::protobuf::Message* options = OptionsOf(cells[kElementColumn]);
    ASSERT_NE(options, nullptr) << cells[kElementColumn];
    const std::unique_ptr<google::protobuf::Message> copy(options->New());
    copy->CopyFrom(*options);
    EXPECT_TRUE(EditOptions(cells[kOptionColumn], *copy).ok()) << line;
    ++edits;
  }
  EXPECT_GT(edits, 0);
}

}  // namespace
}  // namespace liandong::mutation
