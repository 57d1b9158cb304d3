#include "core/base/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace core::base {
namespace {

using testing::ElementsAre;

std::vector<std::string> contents(const CsvRecord& record) {
  std::vector<std::string> out;
  for (const CsvField& field : record.fields) out.push_back(csv_content(field));
  return out;
}

struct ReadRecord {
  std::vector<std::string> fields;
  std::uint64_t byte = 0, end = 0;
  std::uint32_t line = 0;
  bool is_cut = false;
};

std::vector<ReadRecord> read_all(std::string_view text, char separator = ',') {
  CsvReader reader(text, separator);
  std::vector<ReadRecord> records;
  CsvRecord record;
  while (reader.next(record)) {
    records.push_back({contents(record), record.byte, record.end, record.line, record.is_cut});
  }
  return records;
}

TEST(Csv, ReadsPlainRecordsWithTheirPlaces) {
  const auto records = read_all("a,b,c\n1,,3\n");
  ASSERT_EQ(records.size(), 2u);
  EXPECT_THAT(records[0].fields, ElementsAre("a", "b", "c"));
  EXPECT_THAT(records[1].fields, ElementsAre("1", "", "3"));
  EXPECT_EQ(records[1].byte, 6u);
  EXPECT_EQ(records[1].line, 2u);
  EXPECT_EQ(records[0].end, 6u);
  EXPECT_EQ(records[1].end, 11u);
}

TEST(Csv, FieldsOfEveryLengthEndWhereTheyEnd) {
  for (std::size_t length = 0; length < 40; ++length) {
    const std::string word(length, 'x');
    const std::string quoted = "\"" + word + "\"";
    const std::string doubled = "\"" + word + "\"\"" + word + "\"";
    const auto records = read_all(word + "," + quoted + "," + doubled + "\n" + word + ",,y\r\n");
    ASSERT_EQ(records.size(), 2u) << length;
    EXPECT_THAT(records[0].fields, ElementsAre(word, word, word + "\"" + word)) << length;
    EXPECT_THAT(records[1].fields, ElementsAre(word, "", "y")) << length;
  }
}

TEST(Csv, KeepsQuotesSeparatorsAndLineEndsInsideQuotedFields) {
  const auto records = read_all("name,input\nHello,\"{\"\"city\"\":\r\n\"\"Tokyo\"\", 1}\"\nBye,x");
  ASSERT_EQ(records.size(), 3u);
  EXPECT_THAT(records[1].fields, ElementsAre("Hello", "{\"city\":\r\n\"Tokyo\", 1}"));
  EXPECT_EQ(records[1].line, 2u);
  EXPECT_EQ(records[2].line, 4u);
  EXPECT_THAT(records[2].fields, ElementsAre("Bye", "x"));
}

TEST(Csv, PassesOverByteOrderMarkBlankLinesAndEveryLineEnd) {
  const auto records = read_all(
      "\xEF\xBB\xBF"
      "a,b\r\n\r\n\nc,d\re,f");
  ASSERT_EQ(records.size(), 3u);
  EXPECT_THAT(records[0].fields, ElementsAre("a", "b"));
  EXPECT_EQ(records[0].byte, 3u);
  EXPECT_THAT(records[1].fields, ElementsAre("c", "d"));
  EXPECT_EQ(records[1].line, 4u);
  EXPECT_THAT(records[2].fields, ElementsAre("e", "f"));
}

TEST(Csv, SaysThatTheFileIsCutInsideAQuotedField) {
  const auto records = read_all("a,\"b\n\"\"c");
  ASSERT_EQ(records.size(), 1u);
  EXPECT_TRUE(records[0].is_cut);
  EXPECT_THAT(records[0].fields, ElementsAre("a", "b\n\"c"));
  EXPECT_FALSE(read_all("a,\"b\"")[0].is_cut);
}

TEST(Csv, AnEmptyLastFieldIsAField) {
  EXPECT_THAT(read_all("a,")[0].fields, ElementsAre("a", ""));
  EXPECT_THAT(read_all("a,\n")[0].fields, ElementsAre("a", ""));
  EXPECT_THAT(read_all("\"\"")[0].fields, ElementsAre(""));
  EXPECT_TRUE(read_all("").empty());
  EXPECT_TRUE(read_all("\n\r\n").empty());
}

TEST(Csv, KeepsWhatStandsAfterAClosingQuoteAndTakesOtherSeparators) {
  EXPECT_THAT(read_all("\"a\"b;c", ';')[0].fields, ElementsAre("ab", "c"));
  EXPECT_THAT(read_all("5\" disk,x")[0].fields, ElementsAre("5\" disk", "x"));
}

TEST(Csv, ReusesTheRecordForShorterOnes) {
  CsvReader reader("a,b,c\nd");
  CsvRecord record;
  ASSERT_TRUE(reader.next(record));
  ASSERT_TRUE(reader.next(record));
  EXPECT_THAT(contents(record), ElementsAre("d"));
  EXPECT_FALSE(reader.next(record));
}

}  // namespace
}  // namespace core::base
