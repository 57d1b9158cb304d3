#include <gtest/gtest.h>

#include "app/cli/exit_code.h"
#include "app/cli/text_layout.h"

namespace app::cli {
namespace {

TEST(TextLayout, ColumnsAreCodePoints) {
  EXPECT_EQ(columns_of("añ■"), 3U);
  EXPECT_EQ(fit("ab", 4), "ab  ");
  EXPECT_EQ(fit("abcdef", 4), "abc…");
}

TEST(TextLayout, ForeignTextCannotSteerTheTerminal) {
  EXPECT_EQ(foreign("a\x1b[31mb\n", 40), "a\\x1b[31mb\\n");
  EXPECT_EQ(foreign("abc\xe2\x80\xae"
                    "def",
                    40),
            "abc\\u202edef");
  EXPECT_EQ(columns_of(foreign(std::string(1'000'000, 'x'), 20)), 20U);
}

TEST(TextLayout, LongTextsBreakAtSpacesUnderTheirLabel) {
  EXPECT_EQ(labelled("fix", "one two three four five six", 33),
            "  fix        one two three four\n"
            "             five six\n");
  EXPECT_EQ(labelled("fix", "abcdefghijklmnopqrstuvwxyz", 33),
            "  fix        abcdefghijklmnopqrst\n"
            "             uvwxyz\n");
}

TEST(ExitCode, TheWorseOneCounts) {
  EXPECT_EQ(worse(ExitCode::failed, ExitCode::not_run), ExitCode::not_run);
  EXPECT_EQ(worse(ExitCode::usage, ExitCode::failed), ExitCode::usage);
  EXPECT_EQ(worse(ExitCode::ok, ExitCode::failed), ExitCode::failed);
}

TEST(ExitCode, FollowsFromTheErrorsCode) {
  const auto code_of = [](const char* code) {
    core::base::Error error;
    error.code = code;
    return exit_code_of(error);
  };
  EXPECT_EQ(code_of("orchestrator.import"), ExitCode::not_run);
  EXPECT_EQ(code_of("process.not_started"), ExitCode::not_run);
  EXPECT_EQ(code_of("target.not_found"), ExitCode::usage);
  EXPECT_EQ(code_of("import.unknown_format"), ExitCode::usage);
  EXPECT_EQ(code_of("cancelled"), ExitCode::cancelled);
}

}  // namespace
}  // namespace app::cli
