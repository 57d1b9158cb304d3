// Every folder under tests/cases/importers: input.* is imported and everything that the model then
// holds, or the whole error, is compared with expected.txt. UPDATE_EXPECTED=1 rewrites it.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <vector>

#include "core/base/file.h"
#include "tests/core/importers/dump.h"
#include "tests/support/case_folders.h"

namespace core::importers {
namespace {

namespace fs = std::filesystem;

const fs::path kCases = fs::path(YIELDSCOPE_SOURCE_DIR) / "tests/cases/importers";

fs::path input_of(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().stem() == "input") return entry.path();
  }
  return {};
}

class ImporterCase : public testing::TestWithParam<std::string> {
 protected:
  fs::path folder() const {
    return kCases / GetParam();
  }
  std::string input() const {
    auto bytes = base::read_file(input_of(folder()));
    return bytes ? *bytes : std::string();
  }
  std::string file() const { return input_of(folder()).filename().string(); }
};

TEST_P(ImporterCase, gives_the_expected_history) {
  const std::string actual = dump_import(input(), file());
  const fs::path expected = folder() / "expected.txt";
  EXPECT_EQ(tests::known_text(expected, actual), actual);
}

// A cut file must give what stands before the cut or say why not, and never crash.
TEST_P(ImporterCase, survives_being_cut_anywhere) {
  const std::string whole = input();
  const std::size_t step = std::max<std::size_t>(1, whole.size() / 400);
  for (std::size_t length = 0; length < whole.size();
       length += length < 1024 ? 1 : std::max<std::size_t>(step, 7)) {
    const std::string dump = dump_import(whole.substr(0, length), file());
    EXPECT_FALSE(dump.empty()) << "cut at byte " << length;
  }
}

// Bytes changed, taken out and doubled at random places: the same ones in every run.
TEST_P(ImporterCase, survives_changed_bytes) {
  const std::string whole = input();
  std::minstd_rand random(7);
  for (int round = 0; round < 150 && !whole.empty(); ++round) {
    std::string text = whole;
    for (std::size_t change = random() % 4 + 1; change > 0 && !text.empty(); --change) {
      const std::size_t at = random() % text.size();
      static constexpr std::string_view kBytes = "\"\\{}[],:\n0-n\xff";
      switch (random() % 3) {
        case 0:
          text[at] = kBytes[random() % kBytes.size()];
          break;
        case 1:
          text.erase(at, random() % 9 + 1);
          break;
        default:
          text.insert(at, text.substr(at, random() % 40));
          break;
      }
    }
    EXPECT_FALSE(dump_import(text, file()).empty()) << "round " << round;
  }
}

// Two histories in one file, and nesting deeper than any stack.
TEST_P(ImporterCase, survives_being_glued_and_nested) {
  const std::string whole = input();
  EXPECT_FALSE(dump_import(whole + whole, file()).empty());
  constexpr std::size_t kDeep = 100'000;
  const std::string open_brackets(kDeep, '[');
  const std::string closed = open_brackets + std::string(kDeep, ']');
  for (const std::size_t at : {whole.find(": "), whole.find(':'), whole.size() / 2}) {
    if (at >= whole.size()) continue;
    for (const std::string& nested : {open_brackets, closed, "{\"a\":" + closed + "}"}) {
      const std::string text = whole.substr(0, at + 1) + nested + "," + whole.substr(at + 1);
      EXPECT_FALSE(dump_import(text, file()).empty());
    }
  }
}

std::string test_name(const testing::TestParamInfo<std::string>& param) {
  std::string name = param.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(cases, ImporterCase, testing::ValuesIn(tests::case_names(kCases)),
                         test_name);

}  // namespace
}  // namespace core::importers
