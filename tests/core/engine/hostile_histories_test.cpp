// Any stream of events gives a Trace: random types, ids and payloads, seeded, over code that uses
// every kind of call. Nothing is asserted but that the passes are there and can be read back.
#include <gtest/gtest.h>

#include <random>

#include "tests/core/engine/run_script.h"

namespace tests::engine {
namespace {

using core::model::EventId;
using core::model::EventRecord;
using core::model::EventType;
using core::model::PayloadKind;

class RandomHistory {
 public:
  explicit RandomHistory(std::uint32_t seed) : random_(seed) {}

  std::shared_ptr<const core::model::History> make() {
    add(EventType::orchestrator_started);
    add(EventType::execution_started);
    const std::uint32_t count = below(40);
    for (std::uint32_t i = 0; i < count; ++i) {
      add(below(5) == 0 ? EventType::orchestrator_started : EventType(below(22)));
    }
    return builder_.finish();
  }

 private:
  std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>(random_() % end); }

  std::int32_t any_id() {
    constexpr std::int32_t kOdd[] = {-1, -100, INT32_MAX, INT32_MIN};
    return below(12) == 0 ? kOdd[below(4)] : static_cast<std::int32_t>(below(12));
  }

  void add(EventType type) {
    constexpr std::string_view kNames[] = {
        "A", "a", "E", "g-1", "op", "C", "BuiltIn::HttpActivity"};
    constexpr std::string_view kPayloads[] = {"1",
                                              "\"x\"",
                                              "not json",
                                              "null",
                                              R"({"result":"1"})",
                                              R"({"id":"g-1"})",
                                              R"({"statusCode":202})",
                                              R"({"result":"\"no\"","exceptionType":"E"})",
                                              "[1,"};
    EventRecord record;
    record.type = type;
    record.id = EventId{any_id()};
    record.link = EventId{any_id()};
    record.timestamp = {static_cast<std::int64_t>(random_() % 1'000'000)};
    record.name = kNames[below(7)];
    record.payload = {below(6) == 0 ? PayloadKind::null : PayloadKind::text, kPayloads[below(9)]};
    builder_.append(record);
  }

  std::mt19937 random_;
  core::model::HistoryBuilder builder_;
};

Script code_with_everything() {
  Script code;
  code.signal("add").call("A").call_with_retry("A", 2).event("E").timer(60).entity("get");
  code.any({1, 2, 3}).wait_catching(6).all({1, 2, 4}).wait_catching(7).wait_catching(1);
  code.http("https://example.test").child("C").any({8, 9}).wait_catching(10).cancel(4);
  code.all({1, 1}).wait_catching(5).event("E").wait_catching(12).all({}).wait_catching(13);
  return code.status("1").wait_catching(9).continue_as_new("2").wait_catching(8);
}

TEST(HostileHistories, AlwaysGiveATrace) {
  for (std::uint32_t seed = 1; seed <= 400; ++seed) {
    SCOPED_TRACE(seed);
    const auto history = RandomHistory(seed).make();
    for (const core::engine::Flavour& flavour : core::engine::flavours()) {
      ScriptedOrchestrator orchestrator(code_with_everything());
      core::base::Progress progress;
      ReplayOptions options;
      options.flavour = &flavour;
      const auto trace = core::engine::replay(orchestrator, history, options, {progress, {}});
      ASSERT_TRUE(trace.ok()) << core::base::to_text(trace.error());
      ASSERT_FALSE(trace->passes.empty());
      for (std::uint32_t i = 0; i < trace->passes.size(); ++i) {
        EXPECT_NE(outcome(*trace, i + 1), "");
        core::engine::state_document(*trace, PassIndex{i});
        core::engine::ledger(*trace, PassIndex{i});
      }
    }
  }
}

TEST(HostileHistories, CompoundsNestedTooDeepEndThePassAndNotTheProgram) {
  Script code;
  code.call("A").all({0});
  for (Script::Var i = 1; i < 3'000; ++i) code.all({i});
  code.wait(3'000).returns("1");
  Sentences history;
  const Trace trace = run(code, history.started().scheduled("A").done());
  EXPECT_EQ(outcome(trace, 1), "the SDK broke: RecursionError: maximum recursion depth exceeded");
}

}  // namespace
}  // namespace tests::engine
