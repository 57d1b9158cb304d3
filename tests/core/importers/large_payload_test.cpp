// Files longer than one window: cuts at wrong places, damage far in, limits, stopping.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "core/importers/registry.h"
#include "tests/core/importers/payload_text.h"

namespace core::importers {
namespace {

/// An import that has to succeed.
class LargePayload : public testing::Test {
 protected:
  void import(std::string text) {
    base::Progress progress;
    const base::WorkContext work{progress, {}};
    auto opened = open(std::move(text), "big.json", work);
    ASSERT_TRUE(opened.ok()) << base::to_text(opened.error());
    auto loaded = opened->import->load(0, work);
    ASSERT_TRUE(loaded.ok()) << base::to_text(loaded.error());
    loaded_ = std::move(loaded).value();
  }
  std::string remarks() const {
    std::string text;
    for (const model::Remark& remark : loaded_.report.remarks) {
      text += base::to_text({remark.code, remark.message, remark.where, ""}) + "\n";
    }
    return text;
  }
  /// Every event is what make_payload wrote, up to `events`.
  void expect_chain(std::size_t events, std::string_view result) {
    const model::History& history = *loaded_.history;
    ASSERT_EQ(history.size(), events);
    for (std::size_t i = 2; i < events; ++i) {
      static constexpr model::EventType kTypes[] = {
          model::EventType::task_scheduled, model::EventType::orchestrator_completed,
          model::EventType::orchestrator_started, model::EventType::task_completed};
      const auto call = static_cast<std::int32_t>((i - 2) / 4);
      ASSERT_EQ(history[i].type(), kTypes[(i - 2) % 4]) << "event " << i;
      if ((i - 2) % 4 == 0) {
        ASSERT_EQ(history[i].id().value, call);
      }
      if ((i - 2) % 4 == 3) {
        ASSERT_EQ(history[i].link().value, call);
        ASSERT_EQ(history[i].payload().text, result);
      }
    }
  }

  Loaded loaded_;
};

TEST_F(LargePayload, is_read_through_many_windows) {
  import(make_payload(8000, R"(\"done\")"));
  expect_chain(32002, R"("done")");
  EXPECT_EQ(remarks(), "");
  EXPECT_EQ(loaded_.history->envelope().instance_id, "chain-1");
}

TEST_F(LargePayload, may_be_indented) {
  import(make_payload(8000, "1", Layout::pretty));
  expect_chain(32002, "1");
  EXPECT_EQ(remarks(), "");
}

TEST_F(LargePayload, may_hold_what_looks_like_a_border_in_every_text) {
  import(make_payload(8000, R"(\"},{)"));
  expect_chain(32002, R"("},{)");
}

TEST_F(LargePayload, may_hold_borders_of_nested_objects) {
  import(make_payload(
      6000, R"(1","FailureDetails":{"a":[{"b":1},{"c":2},{"d":[{},{"e":3}]}]},"Reason":")"));
  expect_chain(24002, "1");
  EXPECT_EQ(loaded_.history->operator[](5).extra()->failure_details.text,
            R"({"a":[{"b":1},{"c":2},{"d":[{},{"e":3}]}]})");
}

TEST_F(LargePayload, is_read_tolerantly_where_one_window_holds_nan) {
  std::string text = make_payload(8000, "1");
  const std::size_t at = text.find(R"("Result":"1")", text.size() / 2);
  text.replace(at, 12, R"("Result":NaN)");
  import(std::move(text));
  ASSERT_EQ(loaded_.history->size(), 32002u);
  EXPECT_EQ(remarks(), "");
}

TEST_F(LargePayload, says_line_and_byte_of_damage_behind_many_windows) {
  std::string text = make_payload(8000, "1", Layout::pretty);
  const std::size_t at = text.find(R"({"EventType":4,"EventId":7000,)");
  const std::size_t colon = text.find(':', at);
  text[colon] = '#';
  import(std::move(text));
  expect_chain(28002, "1");
  EXPECT_EQ(remarks(),
            fmt::format("big.json:56005: The history is no JSON from here on: ':' was expected. "
                        "Read: the 28002 events before it; nothing behind it was. (byte {}, "
                        "/history/28002)\n",
                        colon));
}

TEST_F(LargePayload, opens_up_to_the_cut) {
  std::string text = make_payload(8000, "1");
  const std::size_t at = text.find(R"({"EventType":4,"EventId":7000,)");
  text.resize(at + 20);
  import(std::move(text));
  expect_chain(28002, "1");
  EXPECT_EQ(remarks(),
            fmt::format("big.json:1: The file ends in the middle of the history, where the end of "
                        "a string was expected: it was cut there. Read: the 28002 events before "
                        "it. (byte {}, /history/28002)\n",
                        at + 20));
}

TEST_F(LargePayload, may_hold_one_text_of_ten_megabytes) {
  const std::string text(10u << 20, 'x');
  import(make_payload(1, "\\\"" + text + "\\\""));
  expect_chain(6, "\"" + text + "\"");
}

TEST_F(LargePayload, may_be_nested_a_hundred_thousand_deep) {
  std::string text = make_payload(1, "1");
  std::string deep(100'000, '[');
  deep.append(100'000, ']');
  text.replace(text.find(R"("Result":"1")"), 12, "\"Result\":" + deep);
  import(std::move(text));
  EXPECT_EQ(loaded_.history->operator[](5).payload().kind, model::PayloadKind::json);
  EXPECT_EQ(loaded_.history->operator[](5).payload().text, deep);
}

TEST_F(LargePayload, counts_remarks_beyond_the_twentieth) {
  std::string text = make_payload(40, "plain words");
  import(std::move(text));
  ASSERT_EQ(loaded_.report.remarks.size(), 21u);
  EXPECT_EQ(loaded_.report.remarks.back().message, "20 more remarks of this kind are not listed.");
}

TEST(EnvelopeFirst, a_long_input_before_the_history_does_not_hide_it) {
  std::string text = make_payload(2, "1");
  text.insert(1, R"("input":")" + std::string(3u << 20, 'y') + R"(",)");
  base::Progress progress;
  auto opened = open(std::move(text), "big.json", {progress, {}});
  ASSERT_TRUE(opened.ok()) << base::to_text(opened.error());
  EXPECT_EQ(opened->importer->name(), "worker-payload");
  EXPECT_EQ(opened->import->instances().front().events, 10u);
}

TEST(Stopping, gives_the_error_cancelled_and_nothing_else) {
  base::Progress progress;
  std::stop_source stop;
  stop.request_stop();
  const auto opened = open(make_payload(10, "1"), "big.json", {progress, stop.get_token()});
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, "cancelled");
  EXPECT_EQ(opened.error().message, "The import was stopped.");
}

TEST(Progress, reaches_the_end_of_the_file) {
  base::Progress progress;
  const std::string text = make_payload(8000, "1");
  const auto opened = open(text, "big.json", {progress, {}});
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(progress.total(), text.size());
  EXPECT_EQ(progress.done(), text.size());
}

}  // namespace
}  // namespace core::importers
