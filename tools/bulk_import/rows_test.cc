#include "tools/bulk_import/rows.h"

#include <gtest/gtest.h>

#include <sstream>
#include <vector>

namespace liandong::bulk_import {
namespace {

std::vector<Row> Read(const std::string& text, Form form) {
  std::istringstream file(text);
  std::vector<Row> rows;
  EXPECT_TRUE(ReadRows(file, form, [&](const Row& row) {
                rows.push_back(row);
                return true;
              }).ok());
  return rows;
}

TEST(Rows, OfJsonLinesKnowTheirLineAndAFaultStopsNothing) {
  const auto rows = Read("{\"a\":1}\n\nnonsense\n [1]\n{\"a\":2}", Form::kJsonLines);
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ((*rows[0].body)["a"], 1);
  EXPECT_EQ(rows[1].line, 3);
  EXPECT_EQ(rows[1].body.status().message(), "not a JSON object");
  EXPECT_FALSE(rows[2].body.ok());
  EXPECT_EQ(rows[3].line, 5);
}

TEST(Rows, OfCsvAreMadeByTheHeadersPaths) {
  const auto rows = Read(
      "\xEF\xBB\xBFkind,place.address,persons.0.name,persons.0.unknown,description\r\n"
      "CLUE_KIND_OTHER,\"东街1号, 二楼\",甲,true,\"说 \"\"看见\"\"\n第二行\"\r\n"
      "\r\n"
      "CLUE_KIND_OTHER,,,,x\r\n",
      Form::kCsv);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].line, 2);
  EXPECT_EQ(rows[0].body->dump(), R"({"description":"说 \"看见\"\n第二行","kind":"CLUE_KIND_OTHER",)"
                                  R"("persons":[{"name":"甲","unknown":true}],"place":{"address":"东街1号, 二楼"}})");
  EXPECT_EQ(rows[1].line, 5);
  EXPECT_EQ(rows[1].body->dump(), R"({"description":"x","kind":"CLUE_KIND_OTHER"})");
}

TEST(Rows, OfCsvThatAreWrongSayWhyWithoutTheirData) {
  const auto rows = Read("a,b\n1\n\"1\"2,3\n1,2\n\"open,3\n", Form::kCsv);
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0].body.status().message(), "1 cells, but the header has 2");
  EXPECT_EQ(rows[1].body.status().message(), "a quotation mark is not closed");
  EXPECT_TRUE(rows[2].body.ok());
  EXPECT_EQ(rows[3].body.status().message(), "a quotation mark is not closed");
}

TEST(Rows, OfCsvLeaveNoGapInAListAndNoPathTwice) {
  const auto gap = Read("persons.1.name\n甲\n", Form::kCsv);
  EXPECT_EQ(gap[0].body.status().message(), "a list skips an item");
  const auto both = Read("place,place.address\nx,y\n", Form::kCsv);
  EXPECT_EQ(both[0].body.status().message(), "the path place.address contradicts another column");
  const auto twice = Read("a,a\n1,2\n", Form::kCsv);
  EXPECT_FALSE(twice[0].body.ok());
  EXPECT_FALSE(Read("persons.4000000000.name\n甲\n", Form::kCsv)[0].body.ok());
}

TEST(Rows, InAnotherEncodingAreRefused) {
  // 甲 in GB 18030, the default of spreadsheet programs.
  const auto rows = Read("name\n\xBC\xD7\n", Form::kCsv);
  EXPECT_EQ(rows[0].body.status().message(), "the file is not UTF-8: save the table as CSV UTF-8");
  EXPECT_FALSE(Read("{\"name\":\"\xBC\xD7\"}\n", Form::kJsonLines)[0].body.ok());
}

TEST(Rows, OfACsvWithoutAHeaderAreRefused) {
  std::istringstream empty("");
  std::istringstream blank("a,,b\n1,2,3\n");
  const auto take = [](const Row&) { return true; };
  EXPECT_FALSE(ReadRows(empty, Form::kCsv, take).ok());
  EXPECT_FALSE(ReadRows(blank, Form::kCsv, take).ok());
}

}  // namespace
}  // namespace liandong::bulk_import
