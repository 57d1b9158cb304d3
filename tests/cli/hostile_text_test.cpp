// Histories whose texts are meant for the terminal and not for the reader: escape sequences, bells,
// overrides of direction and line ends in every string of every format. What the commands print
// holds none of them.
#include <gtest/gtest.h>

#include <filesystem>

#include "app/cli/cli.h"
#include "core/base/file.h"
#include "core/base/text.h"
#include "tests/core/importers/damage/one_of_each.h"

namespace app::cli {
namespace {

namespace fs = std::filesystem;
using core::importers::SampleText;
using core::importers::SampleValue;

// ESC ] 0 ; BEL, a right-to-left override, an isolate, a C1 control, and a line that pretends.
constexpr std::string_view kRaw =
    "\x1b]0;owned\x07\u202e\u2066\u009b31m\x7f\nFORGED all is well\r\n";
constexpr std::string_view kEscaped =
    "\\u001b]0;owned\\u0007\\u202e\\u2066\\u009b31m\\u007f\\nFORGED all is well\\r\\n";

/// What must not stand in an output; empty when nothing of it does.
std::string hostile_part(std::string_view output) {
  if (output.starts_with("FORGED") || output.find("\nFORGED") != std::string_view::npos) {
    return "a forged line";
  }
  for (std::size_t at = 0; at < output.size();) {
    const core::base::CodePoint point = core::base::first_code_point(output.substr(at));
    const char32_t c = point.value;
    const bool is_control = (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0);
    const bool is_override = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if (!point.is_valid || is_control || is_override) {
      return "code point " + std::to_string(static_cast<std::uint32_t>(c)) + " at byte " +
             std::to_string(at);
    }
    at += point.length;
  }
  return {};
}

class HostileText : public testing::TestWithParam<SampleText> {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / ("yieldscope_hostile_" + GetParam().name);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void expect_harmless(const std::string& text, const std::string& what) {
    const fs::path file = folder_ / "history";
    ASSERT_TRUE(core::base::write_file(file, text).ok());
    for (const Arguments& arguments :
         {Arguments{"info", file.string()}, Arguments{"info", file.string(), "--json"}}) {
      testing::internal::CaptureStdout();
      testing::internal::CaptureStderr();
      {
        Console console;
        run(arguments, console);
      }
      std::fflush(stdout);
      std::fflush(stderr);
      const std::string out = testing::internal::GetCapturedStdout();
      const std::string err = testing::internal::GetCapturedStderr();
      // JSON for a program may hold any character that JSON allows, but no control.
      EXPECT_EQ(arguments.size() == 2 ? hostile_part(out) : "", "") << what << "\n" << out;
      EXPECT_EQ(hostile_part(err), "") << what << "\n" << err;
    }
  }

  fs::path folder_;
};

TEST_P(HostileText, never_reaches_the_terminal_from_a_value) {
  const bool is_csv = GetParam().layout == SampleText::Layout::csv;
  for (const SampleValue& value : GetParam().values) {
    if (value.kind != '"' || HasFailure()) continue;
    const std::string old(GetParam().view(value.part));
    const bool is_quoted = old.starts_with('"');
    std::string text;
    if (is_csv) {
      const std::string inside = is_quoted ? old.substr(1, old.size() - 2) : old;
      text = GetParam().with(value.part, '"' + inside + std::string(kRaw) + '"');
    } else {
      const std::size_t end = value.part.end - 1;
      text = GetParam().with({end, end}, kEscaped);
    }
    expect_harmless(text, old);
  }
}

TEST_P(HostileText, never_reaches_the_terminal_from_a_name) {
  if (GetParam().layout == SampleText::Layout::csv) return;
  for (const SampleValue& value : GetParam().values) {
    if (value.member.size() == 0 || GetParam().text[value.member.begin] != '"' || HasFailure()) {
      continue;
    }
    const std::size_t at = value.member.begin;
    expect_harmless(GetParam().with({at + 1, at + 1}, kEscaped), "in a name");
    expect_harmless(GetParam().with({at, at}, '"' + std::string(kRaw) + "\":[1],"), "beside it");
    expect_harmless(GetParam().with({at, at}, '"' + std::string(kEscaped) + "\":{\"a\":1},"),
                    "beside it");
  }
}

INSTANTIATE_TEST_SUITE_P(formats, HostileText,
                         testing::ValuesIn(core::importers::one_of_each_format()),
                         [](const auto& given) { return given.param.name; });

}  // namespace
}  // namespace app::cli
