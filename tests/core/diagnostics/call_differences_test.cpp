// Aligned calls read as what was done to the code, and what the rules say of them.
#include "core/diagnostics/call_differences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/diagnostics/story.h"

namespace tests {
namespace {

using model::AlignedCall;
using model::AlignmentKind;
using testing::ElementsAre;

/// One row; an empty side has no call there.
AlignedCall row(AlignmentKind kind, const std::string& recorded, const std::string& code,
                std::uint32_t line, std::uint32_t event = model::kNoEvent.value) {
  return {kind, code, recorded, {"flow.py", "flow", line}, model::EventIndex{event}};
}

model::Trace aligned(std::vector<AlignedCall> calls, model::DivergenceKind kind,
                     const std::string& actual) {
  model::Trace trace = two_calls_trace(two_calls().tell());
  model::Divergence divergence;
  divergence.kind = kind;
  divergence.pass = model::PassIndex{1};
  divergence.yield = model::YieldIndex{1};
  divergence.event = model::EventIndex{6};
  divergence.expected = "activity B";
  divergence.actual = actual;
  trace.divergence = divergence;
  trace.alignment = model::Alignment{std::move(calls), ""};
  return trace;
}

std::vector<std::string> told(const model::Trace& trace) {
  std::vector<std::string> lines;
  for (const model::Finding& each : diagnose(trace)) {
    if (each.id != "YS1003" && each.id != "YS1021") continue;
    lines.push_back(each.id + " " + each.kind + ": " + each.message);
  }
  return lines;
}

TEST(CallDifferences, AnInsertedCallIsOneHoweverOftenItsLoopRuns) {
  std::vector<AlignedCall> calls;
  for (std::uint32_t i = 0; i < 50; ++i) {
    calls.push_back(row(AlignmentKind::inserted, "", "activity Audit(" + std::to_string(i) + ")", 4));
    calls.push_back(row(AlignmentKind::same, "activity B", "activity B(1)", 5, 6 + i));
  }
  const auto trace = aligned(calls, model::DivergenceKind::name_differs, "activity Audit(0)");
  EXPECT_THAT(told(trace),
              ElementsAre("YS1003 inserted: A call was inserted: activity Audit(0) at flow.py:4, 50 "
                          "times; the history goes on with activity B."));
}

TEST(CallDifferences, ASecondRenameIsAFindingOfItsOwn) {
  const auto trace = aligned({row(AlignmentKind::same, "activity A", "activity A(1)", 4, 2),
                              row(AlignmentKind::renamed, "activity B", "activity X(1)", 5, 6),
                              row(AlignmentKind::renamed, "activity C", "activity Y(1)", 6, 10)},
                             model::DivergenceKind::name_differs, "activity X(1)");
  EXPECT_THAT(told(trace),
              ElementsAre("YS1003 renamed: A call was renamed: the history has activity B, the code "
                          "asks for activity X(1) at flow.py:5.",
                          "YS1021 renamed: A call was renamed: the history has activity C, the code "
                          "asks for activity Y(1) at flow.py:6."));
}

TEST(CallDifferences, ABlockIsOneDifference) {
  const auto removed = aligned({row(AlignmentKind::removed, "activity B", "", 4, 6),
                                row(AlignmentKind::removed, "activity C", "", 4, 10),
                                row(AlignmentKind::same, "activity D", "activity D(1)", 5, 14)},
                               model::DivergenceKind::name_differs, "activity D(1)");
  EXPECT_THAT(told(removed),
              ElementsAre("YS1003 removed: Calls were removed: the history has activity B and 1 more "
                          "call, the code goes on with activity D(1)."));
  const auto replaced = aligned({row(AlignmentKind::removed, "activity B", "", 4, 6),
                                 row(AlignmentKind::inserted, "", "activity X(1)", 5),
                                 row(AlignmentKind::inserted, "", "activity Y(1)", 6)},
                                model::DivergenceKind::name_differs, "activity X(1)");
  EXPECT_THAT(told(replaced),
              ElementsAre("YS1003 replaced: Calls were replaced: the history has activity B, the "
                          "code asks for activity X(1) at flow.py:5 and 1 more call."));
}

TEST(CallDifferences, OneOfAnotherKindSaysSo) {
  const auto trace = aligned({row(AlignmentKind::removed, "activity B", "", 4, 6),
                              row(AlignmentKind::inserted, "", "timer 10:00:00.000", 5)},
                             model::DivergenceKind::kind_differs, "timer 10:00:00.000");
  EXPECT_THAT(told(trace),
              ElementsAre("YS1003 kind differs: A call is of another kind: the history has activity "
                          "B, the code asks for timer 10:00:00.000 at flow.py:5."));
}

TEST(CallDifferences, WhereTheGuidedRunWentAnotherWayThePassesSpeak) {
  const auto trace = aligned({row(AlignmentKind::inserted, "", "activity Elsewhere(1)", 9)},
                             model::DivergenceKind::name_differs, "activity X(1)");
  EXPECT_THAT(told(trace), ElementsAre("YS1003 call differs: The code leaves the history at p2.y2 "
                                       "(flow.py:5): the history has activity B, the code asks for "
                                       "activity X(1)."));
}

TEST(CallDifferences, TheLineIsTheOneThatNamesTheCall) {
  const auto trace = aligned({row(AlignmentKind::inserted, "", "activity Audit(0)", 5),
                              row(AlignmentKind::same, "activity B", "activity B(1)", 5, 6)},
                             model::DivergenceKind::name_differs, "activity Audit(0)");
  const std::vector<std::string> lines{"def flow(context):", "    tasks = []",
                                       "    tasks.append(context.call_activity('Audit', 0))",
                                       "    tasks.append(context.call_activity('B', 1))",
                                       "    yield context.task_all(tasks)"};
  const std::vector<diagnostics::SourceText> sources{{"flow.py", lines}};
  diagnostics::Subject subject{*trace.history};
  subject.trace = &trace;
  subject.sources = sources;
  const auto findings = diagnostics::diagnose(subject);
  EXPECT_EQ(finding(findings, "YS1003").place.line, 3U);
}

std::vector<model::Finding> with_source(const model::Trace& trace,
                                        const std::vector<std::string>& lines) {
  const std::vector<diagnostics::SourceText> sources{{"flow.py", lines}};
  diagnostics::Subject subject{*trace.history};
  subject.trace = &trace;
  subject.sources = sources;
  return diagnostics::diagnose(subject);
}

TEST(CallDifferences, ANameInATableIsNoCall) {
  const auto trace = aligned({row(AlignmentKind::inserted, "", "activity Undo(0)", 5),
                              row(AlignmentKind::same, "activity B", "activity B(1)", 5, 6)},
                             model::DivergenceKind::name_differs, "activity Undo(0)");
  const auto findings = with_source(
      trace, {"def flow(context):", "    steps = []", "    steps.append(('Undo', 0))",
              "    for name, value in steps:", "        yield context.call_activity(name, value)"});
  EXPECT_EQ(finding(findings, "YS1003").place.line, 5U);
}

TEST(CallDifferences, ACallThatStillStandsFurtherDownWasNotRenamed) {
  const auto trace = aligned({row(AlignmentKind::same, "activity A", "activity A(1)", 4, 2),
                              row(AlignmentKind::renamed, "activity B", "activity X(1)", 5, 6)},
                             model::DivergenceKind::name_differs, "activity X(1)");
  std::vector<std::string> lines{"def flow(context):", "    order = context.get_input()", "",
                                 "    yield context.call_activity('A', 1)",
                                 "    yield context.call_activity('X', 1)",
                                 "    yield context.call_activity('B', 1)"};
  const auto found = finding(with_source(trace, lines), "YS1003");
  EXPECT_EQ(found.kind, "replaced");
  EXPECT_EQ(found.message,
            "Another call stands here: the history has activity B, the code asks for activity X(1) "
            "at flow.py:5.");
  EXPECT_FALSE(found.edit.has_value()) << "B would be called twice";

  lines.pop_back();
  EXPECT_EQ(finding(with_source(trace, lines), "YS1003").kind, "renamed");
}

TEST(CallDifferences, AMovedCallHasAPlaceOnBothSides) {
  const auto trace = aligned({row(AlignmentKind::same, "activity A", "activity A(1)", 4, 2),
                              row(AlignmentKind::same, "activity C", "activity C(1)", 5, 10),
                              row(AlignmentKind::moved, "activity B", "activity B(1)", 6, 6)},
                             model::DivergenceKind::name_differs, "activity C(1)");
  const auto found = finding(diagnose(trace), "YS1003");
  EXPECT_EQ(found.expected, "activity B behind activity A");
  EXPECT_EQ(found.actual, "activity B(1) behind activity C(1)");
}

}  // namespace
}  // namespace tests
