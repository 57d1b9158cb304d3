// Two histories beside one another: what is compared, and what is not.
#include "core/comparison/compare.h"

#include <gtest/gtest.h>

#include "core/model/history_builder.h"

namespace core::comparison {
namespace {

using model::EventType;

/// Writes events a second apart, from a time of its own.
class Recorder {
 public:
  explicit Recorder(std::int64_t seconds = 0) : seconds_(seconds) {
    add(EventType::orchestrator_started);
    model::EventRecord started = record(EventType::execution_started);
    started.name = "flow";
    builder_.append(started);
  }

  Recorder& call(int id, std::string_view name, std::string_view input = {}) {
    model::EventRecord call = record(EventType::task_scheduled);
    call.id = model::EventId{id};
    call.name = name;
    if (!input.empty()) call.payload = {model::PayloadKind::text, input};
    builder_.append(call);
    return *this;
  }
  Recorder& answer(int id, std::string_view result) {
    add(EventType::orchestrator_started);
    model::EventRecord done = record(EventType::task_completed);
    done.link = model::EventId{id};
    done.payload = {model::PayloadKind::text, result};
    builder_.append(done);
    return *this;
  }
  Recorder& fail(int id, std::string_view reason) {
    add(EventType::orchestrator_started);
    model::EventRecord failed = record(EventType::task_failed);
    failed.link = model::EventId{id};
    failed.payload = {model::PayloadKind::text, reason};
    builder_.append(failed);
    return *this;
  }
  Recorder& timer(int id, std::int64_t wait_seconds) {
    model::EventRecord timer = record(EventType::timer_created);
    timer.id = model::EventId{id};
    timer.fire_at = base::Timestamp{(episode_ + wait_seconds) * base::kTicksPerSecond};
    builder_.append(timer);
    return *this;
  }
  Recorder& event(std::string_view name, std::string_view value) {
    model::EventRecord raised = record(EventType::event_raised);
    raised.name = name;
    raised.payload = {model::PayloadKind::text, value};
    builder_.append(raised);
    return *this;
  }
  Recorder& end(std::string_view output) {
    model::EventRecord end = record(EventType::execution_completed);
    end.status = model::RuntimeStatus::completed;
    end.payload = {model::PayloadKind::text, output};
    builder_.append(end);
    return *this;
  }
  std::shared_ptr<const model::History> tell() { return builder_.finish(); }

 private:
  model::EventRecord record(EventType type) {
    model::EventRecord record;
    record.type = type;
    record.timestamp = base::Timestamp{++seconds_ * base::kTicksPerSecond};
    if (type == EventType::orchestrator_started) episode_ = seconds_;
    return record;
  }
  void add(EventType type) { builder_.append(record(type)); }

  model::HistoryBuilder builder_;
  std::int64_t seconds_;
  std::int64_t episode_ = 0;
};

/// "input 1/1: activity A(1) | activity A(2)" a difference.
std::string told(Recorder a, Recorder b) {
  const auto left = a.tell(), right = b.tell();
  const Side side_a{*left, nullptr}, side_b{*right, nullptr};
  const Comparison comparison = compare(side_a, side_b);
  std::string text;
  for (const Difference& difference : comparison.differences) {
    const DifferenceSide x = words_of(comparison, side_a, difference, true);
    const DifferenceSide y = words_of(comparison, side_b, difference, false);
    text += std::string(name_of(difference.aspect)) + " " + std::to_string(x.number) + "/" +
            std::to_string(y.number) + ": " + x.text + " | " + y.text + "\n";
  }
  return text + std::to_string(comparison.same) + " alike";
}

TEST(Compare, OtherTimesAreNoDifference) {
  EXPECT_EQ(told(Recorder().call(0, "A", "[\"1\"]").answer(0, "1").timer(1, 60).end("1"),
                 Recorder(5'000).call(0, "A", "[\"1\"]").answer(0, "1").timer(1, 60).end("1")),
            "2 alike");
}

TEST(Compare, ValuesWrittenOtherwiseAreNoDifference) {
  EXPECT_EQ(told(Recorder().call(0, "A", R"(["{\"a\": 1, \"b\": 2}"])").answer(0, "1.0"),
                 Recorder().call(0, "a", R"(["{\"b\": 2, \"a\": 1}"])").answer(0, "1")),
            "1 alike");
}

TEST(Compare, CallsOfOneSideAlone) {
  EXPECT_EQ(told(Recorder().call(0, "A").answer(0, "1").call(1, "B").answer(1, "2"),
                 Recorder().call(0, "A").answer(0, "1").call(1, "X").answer(1, "0").call(2, "B")
                     .answer(2, "2")),
            "only in B 0/2:  | activity X\n2 alike");
  EXPECT_EQ(told(Recorder().call(0, "A").call(1, "B"), Recorder().call(0, "A")),
            "only in A 2/0: activity B | \n1 alike");
}

TEST(Compare, InputsAndAnswers) {
  EXPECT_EQ(told(Recorder().call(0, "A", "[1]").answer(0, "1"),
                 Recorder().call(0, "A", "[2]").answer(0, "2")),
            "input 1/1: activity A(1) | activity A(2)\n"
            "answer 1/1: activity A(1) → 1 | activity A(2) → 2\n0 alike");
  EXPECT_EQ(told(Recorder().call(0, "A").answer(0, "\"no\""), Recorder().call(0, "A").fail(0, "no")),
            "answer 1/1: activity A → \"no\" | activity A failed: no\n0 alike");
  EXPECT_EQ(told(Recorder().call(0, "A").answer(0, "1"), Recorder().call(0, "A")),
            "answer 1/1: activity A → 1 | activity A not answered\n0 alike");
}

TEST(Compare, CallsWithoutInputsAreToldApartByTheirAnswers) {
  Recorder a, b;
  for (int i = 0; i < 10; ++i) a.call(i, "A").answer(i, std::to_string(i));
  for (int i = 0; i < 9; ++i) b.call(i, "A").answer(i, std::to_string(i < 4 ? i : i + 1));
  EXPECT_EQ(told(a, b), "only in A 5/0: activity A | \n9 alike");
}

TEST(Compare, ATimerByHowLongItWaits) {
  EXPECT_EQ(told(Recorder().timer(0, 60), Recorder(77).timer(0, 90)),
            "input 1/1: timer of 60 s | timer of 90 s\n0 alike");
}

TEST(Compare, OrderNamesEventsAndEnds) {
  EXPECT_EQ(told(Recorder().call(0, "A").call(1, "B").call(2, "C"),
                 Recorder().call(0, "B").call(1, "C").call(2, "A")),
            "order 1/3: activity A | activity A\n2 alike");
  EXPECT_EQ(told(Recorder().call(0, "A").call(1, "B"), Recorder().call(0, "A").call(1, "X")),
            "renamed 2/2: activity B | activity X\n1 alike");
  EXPECT_EQ(told(Recorder().event("Go", "1"), Recorder().event("Go", "2").event("Stop", "3")),
            "event value 1/1: event Go 1 | event Go 2\n"
            "event only in B 0/2:  | event Stop 3\n0 alike");
  EXPECT_EQ(told(Recorder().end("1"), Recorder().end("2")), "output 0/0: 1 | 2\n0 alike");
  EXPECT_EQ(told(Recorder().end("1"), Recorder()),
            "status 0/0: Completed | has not ended\n0 alike");
}

TEST(Compare, CallsAndEndsAreErrorsValuesAreWarnings) {
  for (const Aspect aspect : {Aspect::orchestrator, Aspect::only_a, Aspect::only_b, Aspect::renamed,
                              Aspect::order, Aspect::status}) {
    EXPECT_EQ(severity_of(aspect), model::Severity::error) << name_of(aspect);
  }
  for (const Aspect aspect : {Aspect::start, Aspect::input, Aspect::answer, Aspect::event_only_a,
                              Aspect::event_only_b, Aspect::event_value, Aspect::output}) {
    EXPECT_EQ(severity_of(aspect), model::Severity::warning) << name_of(aspect);
  }
}

}  // namespace
}  // namespace core::comparison
