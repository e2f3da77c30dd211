#include "shared/descriptors/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liandong::descriptors {
namespace {

TEST(FilesTest, EveryFileIsLinkedThoughThisTestRefersToNone) {
  EXPECT_GT(AllFiles().size(), 40U);
  EXPECT_THAT(AllFiles(), testing::Not(testing::Contains(nullptr)));
}

TEST(FilesTest, FilesOfAPackageAreOfThatPackage) {
  const auto files = FilesOf("liandong.casefile.v1");
  EXPECT_GT(files.size(), 1U);
  for (const auto* file : files) EXPECT_EQ(file->package(), "liandong.casefile.v1");
  EXPECT_TRUE(FilesOf("liandong.casefile").empty());
}

}  // namespace
}  // namespace liandong::descriptors
