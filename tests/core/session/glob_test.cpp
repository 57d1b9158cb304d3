#include "core/session/glob.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace core::session {
namespace {

namespace fs = std::filesystem;

TEST(Glob, PatternsFitWholeTexts) {
  for (const auto& [pattern, text] :
       {std::pair("*", ""), {"*", "x"}, {"a*", "a"}, {"a*c*e", "abcde"}, {"?", "é"}, {"a?c", "abc"},
        {"[a-c]x", "bx"}, {"[!a-c]x", "dx"}, {"[]]", "]"}, {"[a-]", "-"}, {"[é]", "é"},
        {"a[", "a["}, {"\\*", "*"}, {"a\\", "a\\"}, {"**", "ab"}, {"*.json", ".json"}}) {
    EXPECT_TRUE(fits_glob(pattern, text)) << pattern << " " << text;
  }
  for (const auto& [pattern, text] :
       {std::pair("", "x"), {"?", ""}, {"?", "ab"}, {"a*", "ba"}, {"a*c", "abd"}, {"[a-c]", "d"},
        {"[!a-c]", "b"}, {"\\*", "x"}, {"*.json", "a.jsonl"}, {"a[", "a"}}) {
    EXPECT_FALSE(fits_glob(pattern, text)) << pattern << " " << text;
  }
}

TEST(Glob, ManyStarsAreNoTrap) {
  std::string pattern;
  for (int i = 0; i < 1000; ++i) pattern += "*a";
  EXPECT_FALSE(fits_glob(pattern + "b", std::string(1000, 'a')));
}

class GlobTest : public testing::Test {
 protected:
  GlobTest() {
    fs::remove_all(folder_);
    for (const char* name : {"a.json", "b.csv", "B.json", ".h.json", "x/c.json", "x/y/d.json",
                             "venv/e.json", ".git/f.json", "z[1].json"}) {
      fs::create_directories((folder_ / name).parent_path());
      std::ofstream(folder_ / name) << "x";
    }
    fs::create_directory_symlink(folder_, folder_ / "x/loop");
  }
  ~GlobTest() override { fs::remove_all(folder_); }

  std::vector<std::string> expanded(const std::string& pattern) const {
    base::Progress progress;
    const auto found = expand_glob((folder_ / pattern).string(), {progress, {}});
    if (!found.ok()) return {found.error().code, found.error().message, found.error().hint};
    std::vector<std::string> names;
    for (const fs::path& path : found.value()) {
      names.push_back(path.string().substr(folder_.string().size() + 1));
    }
    return names;
  }
  std::vector<std::string> refusal(const std::string& pattern, const std::string& hint) const {
    return {"session.no_match", "no file fits " + (folder_ / pattern).string(), hint};
  }

  const fs::path folder_ =
      fs::path(testing::TempDir()) / ("yieldscope_glob_" + std::to_string(::getpid()));
};

using Names = std::vector<std::string>;

TEST_F(GlobTest, NamesOfAFolderFitInOrderAndHiddenOnesOnlyWithTheirDot) {
  EXPECT_EQ(expanded("*.json"), (Names{"B.json", "a.json", "z[1].json"}));
  EXPECT_EQ(expanded(".*.json"), (Names{".h.json"}));
  EXPECT_EQ(expanded("[ab].*"), (Names{"a.json", "b.csv"}));
  EXPECT_EQ(expanded("z\\[1\\]*"), (Names{"z[1].json"}));
}

TEST_F(GlobTest, AStarCrossesNoFolderAndTwoCrossAnyNumber) {
  EXPECT_EQ(expanded("*/*.json"), (Names{"venv/e.json", "x/c.json"}));
  EXPECT_EQ(expanded("**/*.json"),
            (Names{"B.json", "a.json", "z[1].json", "x/c.json", "x/y/d.json"}));
  EXPECT_EQ(expanded("**/**/y/**/d.json"), (Names{"x/y/d.json"}));
  EXPECT_EQ(expanded("x/**"), (Names{"x"}));
}

TEST_F(GlobTest, WhereNothingFitsTheErrorSaysWhatIsThere) {
  EXPECT_EQ(expanded("x/*.csv"),
            refusal("x/*.csv", "In " + (folder_ / "x").string() + " there is c.json, loop, y."));
  fs::create_directory(folder_ / "empty");
  EXPECT_EQ(expanded("empty/*"),
            refusal("empty/*", "There is nothing in " + (folder_ / "empty").string() + "."));
  EXPECT_EQ(expanded("emtpy/*"), refusal("emtpy/*", "There is no folder " +
                                                        (folder_ / "emtpy").string() +
                                                        ". Did you mean empty?"));
  EXPECT_EQ(expanded("*h.json"),
            refusal("*h.json", "Hidden files fit only a pattern that begins with a dot."));
}

}  // namespace
}  // namespace core::session
