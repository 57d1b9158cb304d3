#include "app/views/history_view.h"

#include <gtest/gtest.h>

#include "tests/support/trace_fixture.h"

namespace app::views {
namespace {

using model::EventIndex;

/// Searched to its end.
HistoryView filtered(const char* filter) {
  HistoryView view(state::build_reading(tests::support::sequence()), filter);
  while (view.is_searching()) view.search(std::chrono::milliseconds(1));
  return view;
}

TEST(HistoryView, RowsShowEventsWithTheirPartners) {
  HistoryView view(state::build_reading(tests::support::sequence()), "");
  ASSERT_EQ(view.size(), 16U);
  const HistoryRow scheduled = view.row(2);
  EXPECT_EQ(scheduled.type, "TaskScheduled");
  EXPECT_EQ(scheduled.name, "Tokyo");
  EXPECT_EQ(scheduled.id, "0");
  EXPECT_EQ(scheduled.link, "");
  EXPECT_EQ(scheduled.pass, "p1");
  EXPECT_EQ(scheduled.time, "10:00:02.000");
  EXPECT_EQ(scheduled.partner, EventIndex{5});
  EXPECT_TRUE(scheduled.is_schedule);
  const HistoryRow completed = view.row(5);
  EXPECT_EQ(completed.name, "Tokyo");  // taken from what it answers
  EXPECT_EQ(completed.link, "0");
  EXPECT_EQ(completed.id, "");
  EXPECT_EQ(completed.payload, "\"r0\"");
  EXPECT_EQ(completed.pass, "p2");
  EXPECT_TRUE(view.row(4).begins_pass);
}

TEST(HistoryView, AFilterSaysHowMuchItHides) {
  HistoryView view = filtered("SEATTLE");
  ASSERT_EQ(view.size(), 2U);
  EXPECT_EQ(view.hidden_text(), "2 of 16 events");
  EXPECT_EQ(view.row(0).event, EventIndex{6});
  EXPECT_EQ(view.row(1).event, EventIndex{9});
  EXPECT_EQ(view.row_of(EventIndex{9}), 1U);
  EXPECT_EQ(view.row_of(EventIndex{8}), 0U);
  EXPECT_EQ(view.row_of(EventIndex{0}), 0U);
}

TEST(HistoryView, AFilterLooksIntoPayloads) {
  HistoryView view = filtered("\"r2\"");
  ASSERT_EQ(view.size(), 1U);
  EXPECT_EQ(view.row(0).event, EventIndex{13});
}

TEST(HistoryView, AFilterThatFitsNothingShowsNothing) {
  HistoryView view = filtered("nowhere");
  EXPECT_EQ(view.size(), 0U);
  EXPECT_EQ(view.hidden_text(), "0 of 16 events");
  EXPECT_EQ(view.row_of(EventIndex{3}), 0U);
}

TEST(HistoryView, ALongHistoryIsSearchedInPieces) {
  HistoryView view(state::build_reading(tests::support::staircase(500)), "TaskCompleted");
  ASSERT_GT(view.total(), 1'000U);
  view.search(std::chrono::microseconds(0));
  ASSERT_TRUE(view.is_searching());
  EXPECT_NE(view.hidden_text().find("% searched"), std::string::npos);
  const std::size_t found = view.size();
  const model::EventIndex first = view.row(0).event;
  while (view.is_searching()) view.search(std::chrono::microseconds(0));
  EXPECT_GT(view.size(), found);
  EXPECT_EQ(view.row(0).event, first);
  EXPECT_EQ(view.hidden_text().find("% searched"), std::string::npos);
}

TEST(HistoryView, RowsBeyondTheCacheComeOutRight) {
  HistoryView view(state::build_reading(tests::support::staircase(200)), "");
  for (std::size_t row = 0; row < view.size(); ++row) {
    ASSERT_EQ(view.row(row).event.value, row);
  }
  EXPECT_EQ(view.row(0).type, "OrchestratorStarted");
}

TEST(HistoryView, AFailureIsMarkedAndItsReasonShown) {
  tests::support::SequenceOptions options;
  options.failing = 0;
  HistoryView view(state::build_reading(tests::support::sequence(options)), "");
  EXPECT_TRUE(view.row(5).is_failure);
  EXPECT_EQ(view.row(5).payload, "payment declined");
  EXPECT_FALSE(view.row(2).is_failure);
}

TEST(HistoryView, OneEventInFull) {
  const auto reading = state::build_reading(tests::support::sequence());
  const EventDetail detail = event_detail(*reading, EventIndex{1});
  EXPECT_EQ(detail.title, "event 1 ExecutionStarted");
  EXPECT_EQ(detail.payload, (std::vector<std::string>{"{", "  \"id\": 42", "}"}));
  EXPECT_EQ(event_detail(*reading, EventIndex{5}).fields.back(),
            (std::pair<std::string, std::string>{"answers", "event 2 TaskScheduled"}));
  EXPECT_EQ(event_detail(*reading, model::kNoEvent).title, "");
}

}  // namespace
}  // namespace app::views
