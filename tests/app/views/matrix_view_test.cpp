#include "app/views/matrix_view.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/trace_fixture.h"

namespace app::views {
namespace {

using model::CellState;

/// One character a cell: # replayed, o fresh, ? waiting, X diverged, ! failed.
std::string drawn(const MatrixRow& row) {
  std::string text;
  for (const CellRun& run : row.runs) {
    const char glyph = run.state == CellState::replayed ? '#'
                       : run.state == CellState::fresh  ? 'o'
                       : run.state == CellState::waiting ? '?'
                       : run.state == CellState::diverged ? 'X' : '!';
    text += std::string(run.end - run.begin, glyph);
  }
  return text;
}

std::vector<std::string> drawn(const MatrixView& view) {
  std::vector<std::string> rows;
  for (const MatrixRow& row : view.rows()) rows.push_back(drawn(row));
  return rows;
}

MatrixView view_of(std::shared_ptr<core::session::Snapshot> snapshot) {
  return MatrixView(state::build_reading(std::move(snapshot)));
}

TEST(MatrixView, ThreeCitiesAreAStaircase) {
  const MatrixView view = view_of(tests::support::sequence());
  EXPECT_EQ(drawn(view), (std::vector<std::string>{"?", "o?", "#o?", "##o"}));
  EXPECT_EQ(view.rows()[0].trigger, "start");
  EXPECT_EQ(view.rows()[1].trigger, "Tokyo done");
  EXPECT_EQ(view.rows()[3].outcome, "returned \"done\"");
  EXPECT_EQ(view.rows()[3].end, EndMark::completed);
  EXPECT_EQ(view.rows()[0].end, EndMark::waiting);
  EXPECT_EQ(view.rows()[1].clock, "10:00:04.000");
  EXPECT_EQ(view.rows()[0].runs.size(), 1U);
}

TEST(MatrixView, AFailedCallAndTheConfirmingPassShow) {
  tests::support::SequenceOptions options;
  options.failing = 1;
  options.has_confirming = true;
  const MatrixView view = view_of(tests::support::sequence(options));
  EXPECT_EQ(drawn(view), (std::vector<std::string>{"?", "o?", "#!?", "##o", "###"}));
  EXPECT_EQ(view.rows()[2].trigger, "Seattle failed");
  EXPECT_EQ(view.rows()[4].trigger, "confirming: nothing new");
  EXPECT_TRUE(view.rows()[4].is_confirming);
  EXPECT_EQ(view.rows()[4].clock, "");
}

TEST(MatrixView, EveryCellIsWhatTheModelSays) {
  tests::support::SequenceOptions failing;
  failing.failing = 0;
  for (const auto& snapshot :
       {tests::support::sequence(), tests::support::sequence(failing), tests::support::diverged(),
        tests::support::fan_out(), tests::support::staircase(40)}) {
    const MatrixView view = view_of(snapshot);
    const model::Trace& trace = *snapshot->trace;
    for (std::uint32_t row = 0; row < trace.passes.size(); ++row) {
      for (std::uint32_t column = 0; column <= view.column_count(); ++column) {
        ASSERT_EQ(view.state_of(row, column),
                  cell_state(trace, model::PassIndex{row}, model::YieldIndex{column}))
            << row << ' ' << column;
      }
    }
  }
}

TEST(MatrixView, ColumnsAreDescribedByTheLastPassThatReachesThem) {
  MatrixView view = view_of(tests::support::diverged());
  ASSERT_EQ(view.column_count(), 3U);
  EXPECT_EQ(view.column(1).heading, "y2");
  EXPECT_EQ(view.column(1).label, "Refund(\"a1\")");
  EXPECT_EQ(view.column(1).line, 11U);
  EXPECT_EQ(view.column(0).reached, 4U);
  EXPECT_EQ(view.column(2).reached, 2U);
}

TEST(MatrixView, ACellSaysBothSidesOfItsDivergence) {
  MatrixView view = view_of(tests::support::diverged());
  const CellText& text = view.cell_text(1, 1);
  EXPECT_EQ(text.title, "p2.y2  diverged");
  EXPECT_EQ(text.lines, (std::vector<std::string>{
                            "Refund(\"a1\")", "order.py:11 in process_order",
                            "history: activity Charge", "code: activity Refund",
                            "reached by 3 passes"}));
  EXPECT_EQ(view.cell_text(0, 2).title, "p1.y3  not reached");
  EXPECT_TRUE(view.cell_text(0, 2).lines.empty());
}

TEST(MatrixView, RowsStaySmallHoweverLongThePassesAre) {
  const MatrixView view = view_of(tests::support::staircase(300));
  ASSERT_EQ(view.rows().size(), 301U);
  for (const MatrixRow& row : view.rows()) EXPECT_LE(row.runs.size(), 3U) << row.label;
}

TEST(MatrixView, TheCostIsCounted) {
  const MatrixView small = view_of(tests::support::sequence());
  EXPECT_EQ(small.cost(), "4 passes · 3 fresh · 3 replayed (50 %)");
  EXPECT_EQ(small.advice(), "");
  const MatrixView large = view_of(tests::support::staircase(300));
  EXPECT_EQ(large.replayed_cells(), 300U * 299U / 2);
  EXPECT_EQ(large.advice(),
            "Each new yield re-ran 149 others: batch the calls, or continue as new now and then");
}

TEST(MatrixView, WithoutCodeThePassesAreTheEpisodes) {
  const MatrixView view = view_of(tests::support::without_code());
  EXPECT_TRUE(view.is_inferred());
  ASSERT_EQ(view.rows().size(), 4U);
  EXPECT_EQ(view.rows()[2].trigger, "Seattle done");
  EXPECT_EQ(view.rows()[2].outcome, "not run");
  EXPECT_EQ(view.rows()[2].end, EndMark::inferred);
  EXPECT_EQ(view.column_count(), 0U);
  EXPECT_EQ(view.cost(), "");
}

TEST(MatrixView, PassesThatWereNotRunAreCountedBetweenRows) {
  const auto snapshot = tests::support::sequence();
  auto trace = std::make_shared<model::Trace>(*snapshot->trace);
  trace->passes.erase(trace->passes.begin() + 1, trace->passes.begin() + 3);
  snapshot->trace = trace;
  const MatrixView view(state::build_reading(snapshot));
  ASSERT_EQ(view.rows().size(), 2U);
  EXPECT_EQ(view.rows()[0].left_out, 0U);
  EXPECT_EQ(view.rows()[1].label, "p4");
  EXPECT_EQ(view.rows()[1].left_out, 2U);
}

TEST(MatrixView, ANotedReadMarksItsCellAndThoseThatShareIt) {
  const auto snapshot = tests::support::sequence();
  auto trace = std::make_shared<model::Trace>(*snapshot->trace);
  trace->evidence.push_back({.kind = "random", .detail = "random.random()", .is_refused = false,
                             .place = model::kNoPlace, .pass = model::PassIndex{1},
                             .yield = model::YieldIndex{1}});
  snapshot->trace = trace;
  MatrixView view(state::build_reading(snapshot));
  EXPECT_TRUE(view.has_evidence(1, 1));
  EXPECT_TRUE(view.has_evidence(2, 1));
  EXPECT_FALSE(view.has_evidence(2, 0));
  const auto& lines = view.cell_text(2, 1).lines;
  EXPECT_NE(std::find(lines.begin(), lines.end(), "noted random: random.random()"), lines.end());
}

}  // namespace
}  // namespace app::views
