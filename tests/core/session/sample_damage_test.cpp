// Every file of the samples, and our own formats, cut at many places and opened the way the window
// and the command line do: a view or one clear error, never a crash and never an exception.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "core/base/file.h"
#include "core/session/save_trace.h"
#include "core/session/session.h"
#include "tests/support/trace_fixture.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;

class CutSample : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / (std::string("yieldscope_cut_") + test->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  /// Opens and loads what is there; an Error has to say what and where.
  void open_whatever(const std::string& name, std::string_view text) {
    const fs::path file = folder_ / name;
    ASSERT_TRUE(base::write_file(file, text).ok());
    base::Progress progress;
    const base::WorkContext work{progress, {}};
    const auto document = open_document(file, work);
    if (!document) return expect_clear(document.error());
    for (std::size_t i = 0; i < instances(**document).size(); ++i) {
      const auto loaded = load(**document, i, work);
      if (!loaded) {
        expect_clear(loaded.error());
        continue;
      }
      EXPECT_TRUE((*loaded)->history != nullptr);
      EXPECT_TRUE((*loaded)->report != nullptr);
    }
  }
  void cut_everywhere(const std::string& name, std::string_view text) {
    SCOPED_TRACE(name);
    const std::size_t step = std::max<std::size_t>(1, text.size() / 120);
    for (std::size_t length = 0; length < text.size() && !HasFailure(); length += step) {
      SCOPED_TRACE("cut at " + std::to_string(length));
      open_whatever(name, text.substr(0, length));
    }
    open_whatever(name, text);
  }
  void expect_clear(const base::Error& error) {
    EXPECT_NE(error.code, "");
    EXPECT_NE(error.message, "");
    EXPECT_NE(error.where.file, "") << base::to_text(error);
    EXPECT_NE(error.hint, "") << base::to_text(error);
  }

  fs::path folder_;
};

TEST_F(CutSample, every_file_of_the_samples) {
  std::size_t files = 0;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(YIELDSCOPE_SOURCE_DIR) / "traces")) {
    if (!entry.is_regular_file() || entry.path().extension() == ".pyc") continue;
    const auto text = base::read_file(entry.path());
    ASSERT_TRUE(text.ok());
    cut_everywhere(entry.path().filename().string(), *text);
    ++files;
  }
  EXPECT_GT(files, 40u);
}

TEST_F(CutSample, our_own_trace) {
  cut_everywhere("a.trace.json", trace_text(*tests::support::sequence()));
  cut_everywhere("b.trace.json", trace_text(*tests::support::diverged()));
}

TEST_F(CutSample, our_own_recording) {
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(YIELDSCOPE_SOURCE_DIR) /
                                                            "tests/cases/recording")) {
    if (!entry.path().filename().string().ends_with(".trace.jsonl")) continue;
    const auto text = base::read_file(entry.path());
    ASSERT_TRUE(text.ok());
    cut_everywhere("a.trace.jsonl", *text);
  }
}

}  // namespace
}  // namespace core::session
