// Static findings: one place is one finding, and an edit is made only where its line is certain.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/diagnostics/remarks.h"
#include "tests/core/diagnostics/story.h"

namespace tests {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// One pass over a history that has just begun; `line` 1 of flow.py is what the tests are about.
struct Code {
  explicit Code(std::string line) : lines{std::move(line)} {
    HistoryStory story;
    trace.history = story.started().tell();
    trace.orchestrator.file = "flow.py";
    trace.orchestrator.function = "flow";
    trace.places = {{"flow.py", "flow", 9}};
    trace.spines.emplace_back();
    trace.passes.emplace_back();
  }

  /// The part of line 1 that is remarked, found in it by its text.
  Code& remark(const std::string& kind, const std::string& part, const std::string& instead = "") {
    model::SourceRemark made;
    made.kind = kind;
    made.detail = part;
    made.place = {"flow.py", "flow", 1};
    made.column = static_cast<std::uint32_t>(lines[0].find(part) + 1);
    made.end_column = made.column + static_cast<std::uint32_t>(part.size());
    made.replacement = instead;
    trace.source_remarks.push_back(made);
    return *this;
  }
  /// The watch saw it at line 1.
  Code& noted(const std::string& kind, const std::string& detail) {
    trace.places.push_back({"flow.py", "flow", 1});
    model::Evidence evidence;
    evidence.kind = kind;
    evidence.detail = detail;
    evidence.place = model::PlaceIndex{static_cast<std::uint32_t>(trace.places.size() - 1)};
    trace.evidence.push_back(evidence);
    return *this;
  }
  std::vector<model::Finding> findings() const {
    const std::array<diagnostics::SourceText, 1> sources{{{"flow.py", lines}}};
    return diagnostics::diagnose({*trace.history, nullptr, &trace, nullptr, sources});
  }
  /// What the only finding's edit writes; empty where it has none.
  std::string mended() const {
    const auto found = findings();
    EXPECT_EQ(found.size(), 1U);
    return found.size() == 1 && found[0].edit ? found[0].edit->after : std::string();
  }

  std::vector<std::string> lines;
  model::Trace trace;
};

TEST(SourceRules, EveryKindHasARowWithItsText) {
  for (const diagnostics::RemarkRule& row : diagnostics::remark_rules()) {
    Code code("x = something()");
    code.remark(std::string(row.kind), "something()");
    const auto found = code.findings();
    ASSERT_THAT(ids(found), ElementsAre(std::string(row.id))) << row.kind;
    EXPECT_TRUE(found[0].is_from_source);
    EXPECT_THAT(found[0].message, HasSubstr("something()"));
    EXPECT_EQ(found[0].place.line, 1U);
    EXPECT_FALSE(found[0].place.pass.has_value());
  }
}

TEST(SourceRules, WhatNoPassCameByIsSaidSo) {
  const auto found = Code("x = time.time()").remark("clock", "time.time()").findings();
  ASSERT_THAT(ids(found), ElementsAre("YS7001"));
  EXPECT_EQ(found[0].message, "The source reads the clock: time.time().");
  EXPECT_THAT(found[0].cause, EndsWith("Not run in this replay: no pass came past this line."));
}

TEST(SourceRules, WhatAPassWasSeenAtIsNotSaidToBeUnrun) {
  Code code("yield context.call_activity(time.time())");
  code.remark("clock", "time.time()").trace.places.push_back({"flow.py", "flow", 1});
  EXPECT_THAT(code.findings().at(0).cause, Not(HasSubstr("Not run")));
}

TEST(SourceRules, TheFindingOfTheWatchLeadsAndSaysThatTheSourceShowsIt) {
  const auto found = Code("x = time.time()")
                         .remark("clock", "time.time()", "context.current_utc_datetime.timestamp()")
                         .noted("clock", "time.time()")
                         .findings();
  ASSERT_THAT(ids(found), ElementsAre("YS3001"));
  EXPECT_FALSE(found[0].is_from_source);
  EXPECT_THAT(found[0].cause, EndsWith("each pass sees its own. Reading the source shows it too."));
  ASSERT_TRUE(found[0].edit.has_value());
  EXPECT_EQ(found[0].edit->before, "x = time.time()");
  EXPECT_EQ(found[0].edit->after, "x = context.current_utc_datetime.timestamp()");
  EXPECT_EQ(found[0].edit->file, "flow.py");
  EXPECT_EQ(found[0].edit->line, 1U);
}

TEST(SourceRules, ARefusedActAndItsSourceAreOne) {
  Code code("requests.get(url)");
  code.remark("network", "requests.get(url)").noted("network", "socket.connect(1.2.3.4:80)");
  code.trace.evidence[0].is_refused = true;
  EXPECT_THAT(ids(code.findings()), ElementsAre("YS3007"));
}

TEST(SourceRules, EvidenceOfAnotherKindOrLineIsAnotherFinding) {
  EXPECT_THAT(ids(Code("x = f()").remark("clock", "f()").noted("random", "f()").findings()),
              testing::UnorderedElementsAre("YS3002", "YS7001"));
  Code code("x = f()");
  code.remark("clock", "f()").noted("clock", "f()");
  code.trace.places.back().line = 2;
  EXPECT_THAT(ids(code.findings()), testing::UnorderedElementsAre("YS3001", "YS7001"));
}

TEST(SourceRules, WhatAnAsyncOrchestratorAwaitsIsOneThingWithIt) {
  Code code("return await context.call_activity('A')");
  code.remark("async", "await context.call_activity('A')");
  code.trace.passes[0].outcome.what = model::SdkBroke{"TypeError", "a coroutine"};
  code.trace.places[0].line = 8;
  model::Evidence noted;
  noted.kind = "async";
  noted.detail = "async def flow";
  noted.place = model::PlaceIndex{0};
  code.trace.evidence.push_back(noted);
  EXPECT_THAT(ids(code.findings()), ElementsAre("YS2003"));
}

TEST(SourceRules, TwoOfAKindOnALineAreOneFindingAndOneEdit) {
  Code code("x = a() - b()");
  code.remark("clock", "a()", "c").remark("clock", "b()", "dd");
  EXPECT_EQ(code.mended(), "x = c - dd");
  Code half("x = a() - b()");
  half.remark("clock", "a()", "c").remark("clock", "b()");
  EXPECT_EQ(half.mended(), "");
}

TEST(SourceRules, AtMostTwentyOfAKindAreTold) {
  Code code("");
  for (std::uint32_t line = 1; line <= 30; ++line) {
    code.remark("log", "");
    code.trace.source_remarks.back().place.line = line;
  }
  EXPECT_EQ(code.findings().size(), 20U);
}

TEST(SourceRules, WithoutARunThereIsNothingFromTheSource) {
  HistoryStory story;
  EXPECT_THAT(found_in(*story.started().tell()), IsEmpty());
}

TEST(SourceEdits, ColumnsAreCharactersAndNotBytes) {
  Code code("x = \"äöü 漢字\", f()");
  code.remark("clock", "f()", "g()");
  auto& remark = code.trace.source_remarks[0];
  remark.column = 15;
  remark.end_column = 18;
  EXPECT_EQ(code.mended(), "x = \"äöü 漢字\", g()");
}

TEST(SourceEdits, ColumnsBehindTheLineMakeNone) {
  Code code("x = f()");
  code.remark("clock", "f()", "g()").trace.source_remarks[0].end_column = 40;
  EXPECT_EQ(code.mended(), "");
}

TEST(SourceEdits, WithoutColumnsTheExpressionMustStandOnceOnItsLine) {
  Code once("x = f\"{f()}\"");
  once.remark("clock", "f()", "g()").trace.source_remarks[0].column = 0;
  EXPECT_EQ(once.mended(), "x = f\"{g()}\"");
  Code twice("x = f\"{f()}{f()}\"");
  twice.remark("clock", "f()", "g()").trace.source_remarks[0].column = 0;
  EXPECT_EQ(twice.mended(), "");
}

TEST(SourceEdits, AnExpressionOverSeveralLinesMakesNone) {
  Code code("f(");
  code.remark("clock", "f(", "g()").trace.source_remarks[0].end_column = 0;
  EXPECT_EQ(code.mended(), "");
}

TEST(SourceEdits, ALogLineIsIndentedUnderItsGuard) {
  Code code("    print(1)");
  code.remark("log", "print(1)", "if not context.is_replaying:\n        print(1)");
  EXPECT_EQ(code.mended(), "    if not context.is_replaying:\n        print(1)");
}

TEST(SourceEdits, AFileThatCouldNotBeReadMakesNone) {
  Code code("x = f()");
  code.remark("clock", "f()", "g()").lines.clear();
  EXPECT_EQ(code.mended(), "");
}

TEST(SourceEdits, TheRegisteredNameTakesTheFunctionsPlace) {
  const std::string words = "call_activity sends 'act', the decorator registers 'Real'";
  Code code("yield context.call_activity(act, 1)");
  code.noted("name", words);
  EXPECT_EQ(code.mended(), "yield context.call_activity(\"Real\", 1)");
  Code member("yield context.call_activity(steps.act, act)");
  member.noted("name", words);
  EXPECT_EQ(member.mended(), "yield context.call_activity(\"Real\", act)");
  Code two("yield [context.call_activity(act), context.call_activity(act)]");
  two.noted("name", words);
  EXPECT_EQ(two.mended(), "");
}

}  // namespace
}  // namespace tests
