// The formats of `check` against the files in tests/cases/exporters; check_shapes.py proves that
// those files have the shapes of their formats. UPDATE_EXPECTED=1 writes them anew.
#include "core/exporters/check_report.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/exporters/check_words.h"
#include "tests/core/exporters/sample_check.h"
#include "tests/support/case_folders.h"

namespace core::exporters {
namespace {

namespace fs = std::filesystem;

void expect_case(const std::string& name, const std::string& file, const std::string& text) {
  const fs::path path = fs::path("tests/cases/exporters") / name / ("expected." + file);
  EXPECT_EQ(tests::known_text(path, text), text) << path;
}

void expect_all(const std::string& name, const model::CheckResult& result) {
  expect_case(name, "json", check_json(result));
  expect_case(name, "xml", check_junit(result));
  expect_case(name, "sarif", check_sarif(result, tests::sample_program()));
  expect_case(name, "html", check_html(result, tests::sample_program()));
}

TEST(CheckReport, EveryStateAndMember) { expect_all("check_every_member", tests::sample_check()); }

TEST(CheckReport, AnEmptyCorpusIsNeverGreen) {
  model::CheckResult result;
  result.target = "function_app.py";
  expect_all("check_empty_corpus", result);
}

TEST(CheckReport, AllSafe) {
  model::CheckResult result = tests::sample_check();
  result.histories.erase(result.histories.begin(), result.histories.end() - 1);
  result.histories[0].findings.clear();
  result.histories[0].accepted.clear();
  result.stale_baseline.clear();
  result.against.clear();
  result.histories[0].before.reset();
  expect_all("check_all_safe", result);
}

TEST(CheckReport, TheConclusionClaimsNoProof) {
  model::CheckResult result = tests::sample_check();
  EXPECT_EQ(conclusion(result),
            "4 histories: 1 breaks, 1 needs a version guard, 1 could not be judged, 1 without a "
            "difference on the recorded path.");
  result.histories.resize(1);
  EXPECT_EQ(conclusion(result), "1 history: the code breaks it.");
  result.histories[0].state = model::CheckState::safe;
  EXPECT_EQ(conclusion(result), "1 history: no difference on the recorded paths.");
  result.histories.clear();
  EXPECT_EQ(conclusion(result), "No history was found: nothing was checked.");
}

TEST(CheckReport, TheSameResultGivesTheSameBytes) {
  EXPECT_EQ(check_sarif(tests::sample_check(), tests::sample_program()),
            check_sarif(tests::sample_check(), tests::sample_program()));
  EXPECT_EQ(check_html(tests::sample_check(), tests::sample_program()),
            check_html(tests::sample_check(), tests::sample_program()));
}

TEST(CheckSarif, FilesAreRelativeToWhereTheCheckRan) {
  const auto uri = [](const std::string& target, const std::string& file) {
    model::CheckResult result = tests::sample_check();
    result.target = target;
    result.histories.resize(1);
    result.histories[0].findings.resize(1);
    result.histories[0].findings[0].place.file = file;
    const auto root = base::parse_json(check_sarif(result, tests::sample_program()));
    const auto& run = root->find("runs")->items[0];
    const auto& location = run.find("results")->items[0].find("locations")->items[0];
    const auto* artifact = location.find("physicalLocation")->find("artifactLocation");
    return std::string(artifact->string_at("uri")) + " " +
           std::string(artifact->string_at("uriBaseId"));
  };
  EXPECT_EQ(uri("function_app.py", "function_app.py"), "function_app.py %SRCROOT%");
  EXPECT_EQ(uri("./app.py:run", "a b.py"), "a%20b.py %SRCROOT%");
  EXPECT_EQ(uri("services/orders/", "flow.py"), "services/orders/flow.py %SRCROOT%");
  EXPECT_EQ(uri("services/app.py:run", "sub/flow.py"), "services/sub/flow.py %SRCROOT%");
  EXPECT_EQ(uri(".", "flow.py"), "flow.py %SRCROOT%");
  EXPECT_EQ(uri("native:three", "x.cpp"), "x.cpp %SRCROOT%");
  EXPECT_EQ(uri("/srv/app", "flow.py"), "file:///srv/app/flow.py ");
  EXPECT_EQ(uri("app", "/usr/lib/x.py"), "file:///usr/lib/x.py ");
}

/// The byte at a line and column (from 1, in code points) of a text.
std::size_t offset_of(const std::string& text, std::int64_t line, std::int64_t column) {
  std::size_t at = 0;
  while (--line > 0) at = text.find('\n', at) + 1;
  while (--column > 0) {
    at += base::first_code_point(std::string_view(text).substr(at)).length;
  }
  return at;
}

/// `source` with the edit applied as a reader of SARIF would.
std::string mended(const std::string& source, const model::Edit& edit) {
  model::CheckResult result = tests::sample_check();
  result.histories.resize(1);
  result.histories[0].findings.resize(1);
  result.histories[0].findings[0].edit = edit;
  const auto root = base::parse_json(check_sarif(result, tests::sample_program()));
  const auto& fix = root->find("runs")->items[0].find("results")->items[0].find("fixes")->items[0];
  const auto& change = fix.find("artifactChanges")->items[0].find("replacements")->items[0];
  const auto* region = change.find("deletedRegion");
  const std::size_t begin =
      offset_of(source, *region->integer_at("startLine"), *region->integer_at("startColumn"));
  const std::size_t end =
      offset_of(source, *region->integer_at("endLine"), *region->integer_at("endColumn"));
  const auto* content = change.find("insertedContent");
  const std::string text(content == nullptr ? "" : content->string_at("text"));
  return source.substr(0, begin) + text + source.substr(end);
}

TEST(CheckSarif, FixesReplaceInsertAndRemoveWholeLines) {
  const std::string source = "one\n  zw\xC3\xB6lf\nthree\nfour";
  EXPECT_EQ(mended(source, {"f.py", 2, "  zw\xC3\xB6lf", "  two\n  and"}),
            "one\n  two\n  and\nthree\nfour");
  EXPECT_EQ(mended(source, {"f.py", 1, "one\n  zw\xC3\xB6lf", "1"}), "1\nthree\nfour");
  EXPECT_EQ(mended(source, {"f.py", 4, "four", "4"}), "one\n  zw\xC3\xB6lf\nthree\n4");
  EXPECT_EQ(mended(source, {"f.py", 3, "", "new"}), "one\n  zw\xC3\xB6lf\nnew\nthree\nfour");
  EXPECT_EQ(mended(source, {"f.py", 2, "  zw\xC3\xB6lf\nthree", ""}), "one\nfour");
}

TEST(CheckHtml, ALongTraceIsCutAroundItsDivergenceAndSaysSo) {
  model::CheckResult result = tests::sample_check();
  result.histories.resize(1);
  result.histories[0].trace = tests::long_trace(500);
  const std::string html = check_html(result, tests::sample_program());
  EXPECT_LT(html.size(), 200'000u);
  EXPECT_NE(html.find("not shown: 463 passes, 479 yields"), std::string::npos);
  EXPECT_NE(html.find(">p500<"), std::string::npos);
  EXPECT_NE(html.find(">p1<"), std::string::npos);
  EXPECT_EQ(html.find(">p250<"), std::string::npos);
}

TEST(CheckHtml, ManyFindingsAreCounted) {
  model::CheckResult result = tests::sample_check();
  result.histories.resize(1);
  result.histories[0].findings.resize(100);
  const std::string html = check_html(result, tests::sample_program());
  EXPECT_NE(html.find("60 findings not shown; --format json lists all."), std::string::npos);
}

}  // namespace
}  // namespace core::exporters
