#include "shared/command_line/flag_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "absl/flags/flag.h"
#include "tests/testing/temporary_directory.h"

ABSL_FLAG(int, test_count, 0, "A number.");
ABSL_FLAG(bool, test_quick, false, "A truth.");

namespace liandong::command_line {
namespace {

class FlagFileTest : public ::testing::Test {
 protected:
  std::string Write(const std::string& name, const std::string& text) const {
    std::ofstream(directory_.path() + "/" + name) << text;
    return directory_.path() + "/" + name;
  }
  std::string Fault(const std::string& text) const {
    const std::string path = Write("flags", text);
    std::string message(ReadFlagFiles({"--flagfile=" + path}).status().message());
    return message.substr(std::min(message.size(), directory_.path().size() + 1));
  }

 private:
  const testing::TemporaryDirectory directory_;
};

TEST_F(FlagFileTest, EachFlagIsKnownByItsLineAndALaterOneCounts) {
  const std::string more = Write("more", "--test_count=2\n");
  const std::string path = Write("flags", "# remark\n--test_count=1\n\n  --notest_quick\n--flagfile=" + more + "\n");
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"--flagfile=" + path}, {"-flagfile", path}, {"--other=1", "--flagfile", path}}) {
    const auto lines = ReadFlagFiles(arguments);
    ASSERT_TRUE(lines.ok()) << lines.status();
    EXPECT_EQ(PlaceOfFlagIn("--notest_quick", *lines), path + ":4");
    EXPECT_EQ(PlaceOfFlagIn("bad: --test_count is no count", *lines), more + ":1");
    EXPECT_EQ(PlaceOfFlagIn("--other is not there", *lines), "");
    EXPECT_EQ(PlaceOfFlagIn("no flag", *lines), "");
  }
}

TEST_F(FlagFileTest, AWrongLineIsRefusedWithItsNumberAndTheReason) {
  EXPECT_EQ(Fault("--test_count=1\n--test_cuont=2\n"), "flags:2: --test_cuont: unknown flag · 没有该参数");
  EXPECT_EQ(Fault("\n\n--test_count\n"), "flags:3: --test_count: the flag needs a value · 缺少取值");
  EXPECT_EQ(Fault("--notest_count\n"), "flags:1: --notest_count: unknown flag · 没有该参数");
  EXPECT_EQ(Fault("test_count=1\n"), "flags:1: the line must have the form --name=value · 须为 --name=value 形式");
  EXPECT_EQ(Fault("--\n"), "flags:1: the line must have the form --name=value · 须为 --name=value 形式");
  const std::string number = Fault("--test_count=many\n");
  EXPECT_EQ(number.find("flags:1: --test_count: "), 0U) << number;
  EXPECT_NE(number.find("many"), std::string::npos) << number;
}

TEST_F(FlagFileTest, ArgumentsAfterTheFlagsAreNotFlags) {
  const std::string path = Write("flags", "nonsense\n");
  EXPECT_TRUE(ReadFlagFiles({"--", "--flagfile=" + path}).ok());
}

}  // namespace
}  // namespace liandong::command_line
