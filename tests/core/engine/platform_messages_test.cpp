// D1 to D11 word for word. SEMANTICS 4.1.
#include <gtest/gtest.h>

#include "tests/core/engine/run_script.h"

namespace tests::engine {
namespace {

constexpr std::string_view kBegin =
    "Non-Deterministic workflow detected: A previous execution of this orchestration scheduled ";
constexpr std::string_view kEnd =
    "Was a change made to the orchestrator code after this instance had already started running?";

std::string message(std::string_view rule, std::string_view middle) {
  return std::string(rule) + " at 2: " + std::string(kBegin) + std::string(middle) +
         std::string(kEnd);
}

/// Verdict of the confirming pass over a history whose only schedule is that event.
std::string verdict_of(const Script& code, Sentences& recorded) {
  const Trace trace = run(code, recorded.done());
  EXPECT_EQ(trace.passes.size(), 2u);
  EXPECT_EQ(verdict(trace, 1), "none");
  return verdict(trace, 2);
}

Script calls(std::string_view name) { return Script().call(name).wait(0); }
Script waits_only() { return Script().event("E").wait(0); }
Script timer_only() { return Script().timer(60).wait(0); }

TEST(PlatformMessages, D1) {
  EXPECT_EQ(verdict_of(waits_only(), Sentences().started().scheduled_as(0, "A", "2.0")),
            message("D1",
                    "an activity task with sequence ID 0 and name 'A' (version '2.0'), but "
                    "the current replay execution hasn't (yet?) scheduled this task. "));
}

TEST(PlatformMessages, D2) {
  EXPECT_EQ(verdict_of(timer_only(), Sentences().started().scheduled("A")),
            message("D2",
                    "an activity task with sequence number 0 named 'A', but the current "
                    "orchestration replay instead produced a CreateTimerOrchestratorAction "
                    "action with this sequence number. "));
}

TEST(PlatformMessages, D3HasTwoSpaces) {
  EXPECT_EQ(verdict_of(calls("B"), Sentences().started().scheduled("A")),
            message("D3",
                    "an activity task with sequence number 0 named 'A', but the current "
                    "orchestration replay instead scheduled an activity task named 'B' with "
                    "this sequence number.  "));
}

TEST(PlatformMessages, D4) {
  EXPECT_EQ(verdict_of(waits_only(), Sentences().started().timer_created()),
            message("D4",
                    "a timer task with sequence number 0 but the current replay execution "
                    "hasn't (yet?) scheduled this task. "));
}

TEST(PlatformMessages, D5NamesNoName) {
  EXPECT_EQ(verdict_of(calls("A"), Sentences().started().timer_created()),
            message("D5",
                    "a timer task with sequence number 0 named but the current "
                    "orchestration replay instead produced a ScheduleTaskOrchestratorAction "
                    "action with this sequence number. "));
}

TEST(PlatformMessages, D6) {
  EXPECT_EQ(verdict_of(waits_only(), Sentences().started().child_created("C", "c-1")),
            message("D6",
                    "a sub-orchestration task with sequence ID 0 and name 'C' (version '', "
                    "instance ID 'c-1'), but the current replay execution hasn't (yet?) "
                    "scheduled this task. "));
}

TEST(PlatformMessages, D7) {
  EXPECT_EQ(verdict_of(calls("A"), Sentences().started().child_created("C", "c-1")),
            message("D7",
                    "a sub-orchestration task with sequence ID 0 and name 'C' (version '', "
                    "instance ID 'c-1'), but the current orchestration replay instead "
                    "produced a ScheduleTaskOrchestratorAction action at this sequence "
                    "number. "));
}

TEST(PlatformMessages, D8) {
  EXPECT_EQ(
      verdict_of(Script().child("D").wait(0), Sentences().started().child_created("C", "c-1")),
      message("D8",
              "a sub-orchestration task with sequence ID 0 and name 'C' (version '', "
              "instance ID 'c-1'), but the current orchestration replay instead "
              "scheduled a sub-orchestration task with name D at this sequence "
              "number. "));
}

TEST(PlatformMessages, D9HasNoCommaAfterTheType) {
  EXPECT_EQ(verdict_of(waits_only(), Sentences().started().sent("g-0")),
            message("D9",
                    "a send event task with sequence ID 0, type 'EventSent' name 'op', "
                    "instance ID '@counter@one', but the current replay execution hasn't "
                    "(yet?) scheduled this task. "));
}

TEST(PlatformMessages, D10) {
  EXPECT_EQ(verdict_of(Script().child("C").wait(0), Sentences().started().sent("g-0")),
            message("D10",
                    "a send event task with sequence ID 0, type 'EventSent', name 'op', "
                    "instance ID '@counter@one', but the current orchestration replay "
                    "instead scheduled a CreateSubOrchestrationAction task at this "
                    "sequence number. "));
}

TEST(PlatformMessages, D11LacksASpace) {
  EXPECT_EQ(verdict_of(Script().signal("add").wait(0),
                       Sentences().started().sent_as(0, "op@2024-05-01T10:00:00Z", "@c@1")),
            message("D11",
                    "a send event task with sequence ID 0, type 'EventSent', name "
                    "'op@2024-05-01T10:00:00Z', instance ID '@c@1'), but the current "
                    "orchestration replay instead scheduled a send event task with name "
                    "opat this sequence number. "));
}

TEST(PlatformMessages, NamesAreComparedWithoutCase) {
  EXPECT_EQ(verdict_of(calls("hello"), Sentences().started().scheduled("Hello")), "none");
}

}  // namespace
}  // namespace tests::engine
