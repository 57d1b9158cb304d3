// The views that are mostly words: source, findings, log, summary, status.
#include <gtest/gtest.h>

#include "app/state/locator.h"
#include "app/views/findings_view.h"
#include "app/views/log_view.h"
#include "app/views/source_view.h"
#include "app/views/summary_view.h"
#include "tests/support/trace_fixture.h"

namespace app::views {
namespace {

state::AppState at(std::shared_ptr<core::session::Snapshot> snapshot, const char* locator) {
  state::AppState state;
  set_reading(state, state::build_reading(std::move(snapshot)));
  auto focus = state::resolve(state.reading->stops, state::parse_locator(locator).value(), 0);
  set_focus(state, std::move(focus).value());
  return state;
}

TEST(SourceView, MarksTheYieldsOfThisPassAndTheCurrentLine) {
  const state::AppState state = at(tests::support::sequence(), "p3.y2");
  const SourceView view(state);
  EXPECT_EQ(view.file(), "order.py");
  EXPECT_EQ(view.lines().size(), 20U);
  EXPECT_EQ(view.current_line(state), 11U);
  ASSERT_NE(view.mark(10), nullptr);
  EXPECT_EQ(view.mark(10)->state, model::CellState::replayed);
  EXPECT_EQ(view.mark(11)->state, model::CellState::fresh);
  EXPECT_EQ(view.mark(12)->state, model::CellState::waiting);
  EXPECT_EQ(view.mark(12)->first_yield, 2U);
  EXPECT_EQ(view.mark(13), nullptr);
}

TEST(SourceView, ALoopIsMarkedByItsMostTellingYield) {
  const state::AppState state = at(tests::support::staircase(25), "p13.start");
  const SourceView view(state);
  EXPECT_EQ(view.mark(11)->count, 2U);  // y2 replayed, y12 fresh
  EXPECT_EQ(view.mark(11)->state, model::CellState::fresh);
  EXPECT_EQ(view.mark(11)->first_yield, 11U);
  EXPECT_EQ(view.current_line(state), 0U);
}

TEST(SourceView, TheDivergedLineTellsWhatTheHistoryHolds) {
  const SourceView view(at(tests::support::diverged(), "p2.y2"));
  ASSERT_NE(view.mark(11), nullptr);
  EXPECT_EQ(view.mark(11)->note, "history: activity Charge");
}

TEST(SourceView, WhatReadingTheSourceFoundStandsOnItsLine) {
  const auto snapshot = tests::support::diverged();
  const auto trace = std::make_shared<model::Trace>(*snapshot->trace);
  model::SourceRemark remark;
  remark.kind = "clock";
  remark.detail = "datetime.now()";
  remark.place = {"order.py", "process_order", 11};
  remark.column = 9;
  remark.end_column = 23;
  remark.replacement = "context.current_utc_datetime";
  trace->source_remarks = {remark};
  snapshot->trace = trace;
  const SourceView view(at(snapshot, "p2.y2"));
  ASSERT_EQ(view.flaws(11).size(), 1U);
  EXPECT_EQ(view.flaws(11)[0].text, "clock: datetime.now(); write context.current_utc_datetime");
  EXPECT_EQ(view.flaws(11)[0].severity, model::Severity::error);
  EXPECT_TRUE(view.flaws(12).empty());
  EXPECT_EQ(view.diverged_line(), 11U);
}

TEST(SourceView, StaysFreshWithinAPassAndSaysWhyItIsEmpty) {
  state::AppState state = at(tests::support::sequence(), "p3.y2");
  const SourceView view(state);
  set_focus(state, {.pass = state.focus.pass, .stop = state::Stop::end()});
  EXPECT_FALSE(view.is_stale(state));
  set_focus(state, state::Focus{});
  EXPECT_TRUE(view.is_stale(state));
  EXPECT_EQ(SourceView(at(tests::support::without_code(), "p1.start")).empty_text(),
            "No code was run: attach an orchestrator to see its lines");
  EXPECT_EQ(SourceView(state::AppState{}).empty_text(), "Open a history to begin");
  auto lost = tests::support::sequence();
  lost->sources.clear();
  EXPECT_EQ(SourceView(at(lost, "p1.y1")).empty_text(),
            "order.py was not found when the code was run");
}

TEST(FindingsView, ARowSaysWhatAndWhere) {
  const FindingsView view = build_findings_view(*state::build_reading(tests::support::diverged()));
  EXPECT_EQ(view.heading, "1 error");
  ASSERT_EQ(view.rows.size(), 1U);
  EXPECT_EQ(view.rows[0].place, "p2.y2 · order.py:11 · event 6");
  EXPECT_EQ(view.rows[0].follows, "");
}

TEST(FindingsView, WhatFollowsStandsUnderItsLeader) {
  const auto snapshot = tests::support::diverged();
  for (const auto& [id, leader] :
       {std::pair{"YS1002", "YS1001"}, {"YS5004", "YS1002"}, {"YS5001", "YS1001"}, {"YS7", ""}}) {
    model::Finding finding;
    finding.id = id;
    finding.is_consequence = true;
    finding.follows_from = leader;
    snapshot->findings.push_back(finding);
  }
  std::string rows;
  for (const FindingRow& row : build_findings_view(*state::build_reading(snapshot)).rows) {
    rows += row.id + " " + std::to_string(row.depth) + " " + row.follows + "\n";
  }
  EXPECT_EQ(rows,
            "YS1001 0 \nYS1002 1 follows from YS1001\nYS5004 2 follows from YS1002\n"
            "YS5001 1 follows from YS1001\nYS7 0 follows from another finding\n");
}

TEST(FindingsView, AcceptedFindingsAndWhatFollowsFromThemAreNotCounted) {
  const auto snapshot = tests::support::diverged();
  for (const auto& [id, leader] : {std::pair{"YS1002", "YS1001"}, {"YS5004", ""}}) {
    model::Finding finding;
    finding.id = id;
    finding.severity = model::Severity::error;
    finding.is_consequence = *leader != '\0';
    finding.follows_from = leader;
    snapshot->findings.push_back(finding);
  }
  state::Acceptances accepted;
  accepted.reasons = {"drained by Friday", std::nullopt, std::nullopt};
  const FindingsView view = build_findings_view(*state::build_reading(snapshot), accepted);
  EXPECT_TRUE(view.rows[0].is_accepted);
  EXPECT_EQ(view.rows[0].accepted, "accepted: drained by Friday");
  EXPECT_FALSE(view.rows[1].is_accepted);
  EXPECT_EQ(view.heading, "1 error");
}

TEST(FindingsView, RemarksOfTheImportStandBelow) {
  auto snapshot = tests::support::sequence();
  auto report = std::make_shared<model::Report>();
  core::base::Location where;
  where.line = 7;
  where.json_path = "/history/3";
  report->add(model::Severity::warning, "history.odd", "two answers for one call", where);
  snapshot->report = report;
  const FindingsView view = build_findings_view(*state::build_reading(snapshot));
  EXPECT_EQ(view.heading, "No findings");
  ASSERT_EQ(view.remarks.size(), 1U);
  EXPECT_EQ(view.remarks[0].place, "line 7 · /history/3");
}

TEST(LogView, LinesThatAnEarlierPassWroteAreMarkedAndCanBeHidden) {
  state::AppState state = at(tests::support::sequence(), "p3.start");
  LogView view = build_log_view(state);
  ASSERT_EQ(view.rows.size(), 3U);
  EXPECT_EQ(view.rows[0].text, "calling Tokyo");
  EXPECT_TRUE(view.rows[0].is_replayed);
  EXPECT_TRUE(view.rows[1].is_replayed);
  EXPECT_FALSE(view.rows[2].is_replayed);
  EXPECT_EQ(view.rows[2].stop, state::Stop::at(model::YieldIndex{2}));
  state.filters.hides_replayed_log = true;
  EXPECT_TRUE(view.is_stale(state));
  view = build_log_view(state);
  ASSERT_EQ(view.rows.size(), 1U);
  EXPECT_EQ(view.hidden, 2U);
}

TEST(LogView, TheLastSegmentBelongsToTheEnd) {
  const LogView view = build_log_view(at(tests::support::sequence(), "p4.end"));
  ASSERT_EQ(view.rows.size(), 4U);
  EXPECT_EQ(view.rows[3].text, "all done");
  EXPECT_EQ(view.rows[3].stop, state::Stop::end());
  EXPECT_FALSE(view.rows[3].is_replayed);
}

TEST(SummaryView, SaysWhatItIsAndWhatIsWrong) {
  const auto summary = [](std::shared_ptr<core::session::Snapshot> snapshot) {
    return build_summary_view(*state::build_reading(std::move(snapshot)));
  };
  SummaryView view = summary(tests::support::sequence());
  EXPECT_EQ(view.headline, "process_order completed after 4 passes");
  EXPECT_EQ(view.verdict, "");
  EXPECT_TRUE(view.is_clean);
  view = summary(tests::support::diverged());
  EXPECT_EQ(view.verdict,
            "The code leaves the history at p2.y2: history activity Charge, code activity Refund");
  EXPECT_EQ(view.severity, model::Severity::error);
  view = summary(tests::support::without_code());
  EXPECT_EQ(view.verdict, "The code was not run: attach an orchestrator to see its yields");
  tests::support::SequenceOptions unfinished;
  unfinished.is_finished = false;
  unfinished.has_confirming = true;
  view = summary(tests::support::sequence(unfinished));
  EXPECT_EQ(view.headline, "process_order is not finished after 3 passes");
  EXPECT_EQ(view.verdict, "Waits at y3 for London(\"a2\") since 2024-05-01T10:00:11.0000000Z");
  EXPECT_TRUE(view.is_clean);
}

// A recorder sees the history before each pass, so never the row that ends it.
TEST(SummaryView, CodeThatReturnedBeforeTheHistoryEndsIsNoUnfinishedOne) {
  tests::support::SequenceOptions unfinished;
  unfinished.is_finished = false;
  const auto snapshot = tests::support::sequence(unfinished);
  const auto trace = std::make_shared<model::Trace>(*snapshot->trace);
  trace->passes.back().outcome.what = model::Returned{model::Payload::of_text("1")};
  snapshot->trace = trace;
  EXPECT_EQ(build_summary_view(*state::build_reading(snapshot)).headline,
            "process_order returned after 3 passes, its end is not recorded");
}

TEST(StatusView, NamesFormatCodeAndCounts) {
  const StatusView view = build_status_view(*state::build_reading(tests::support::sequence()));
  ASSERT_GE(view.parts.size(), 7U);
  EXPECT_EQ(view.parts[0], "worker payload");
  EXPECT_EQ(view.parts[1], "16 events");
  EXPECT_EQ(view.parts[2], "4 passes");
  EXPECT_EQ(view.parts[3], "order.py:process_order");
  EXPECT_EQ(view.parts[4], "SDK shim");
  EXPECT_EQ(view.parts[5], "azure-functions-python-1.2");
}

TEST(PositionText, CountsPassesYieldsAndEvents) {
  EXPECT_EQ(position_text(at(tests::support::sequence(), "p3.y2")),
            "pass 3/4 · yield 2/3 · event 9");
  EXPECT_EQ(position_text(at(tests::support::sequence(), "p3.start")),
            "pass 3/4 · start · event 8");
  EXPECT_EQ(position_text(state::AppState{}), "");
}

}  // namespace
}  // namespace app::views
