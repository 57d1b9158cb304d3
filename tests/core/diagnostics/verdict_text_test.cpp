#include "core/diagnostics/verdict_text.h"

#include <gtest/gtest.h>

namespace core::diagnostics {
namespace {

constexpr const char* kQuestion =
    " Was a change made to the orchestrator code after this instance had already started running?";

struct Sentence {
  const char* rule;
  const char* text;
  const char* recorded;
  const char* replayed;
};

class EverySentence : public testing::TestWithParam<Sentence> {};

TEST_P(EverySentence, IsTakenApart) {
  const std::string whole =
      "Orchestrator function 'flow' failed: Non-Deterministic workflow detected: " +
      std::string(GetParam().text) + kQuestion + "\nat somewhere";
  const auto verdict = find_verdict_text(whole);
  ASSERT_TRUE(verdict.has_value());
  EXPECT_EQ(verdict->rule, GetParam().rule);
  EXPECT_EQ(recorded_call(*verdict), GetParam().recorded);
  EXPECT_EQ(replayed_call(*verdict), GetParam().replayed);
  EXPECT_EQ(verdict->sentence,
            "Non-Deterministic workflow detected: " + std::string(GetParam().text) + kQuestion);
}

INSTANTIATE_TEST_SUITE_P(
    Dtfx, EverySentence,
    testing::Values(
        Sentence{"D1",
                 "A previous execution of this orchestration scheduled "
                 "an activity task with sequence ID 3 and name 'Reserve' (version ''), "
                 "but the current replay execution hasn't (yet?) scheduled this task.",
                 "activity 'Reserve' with sequence id 3", "no call with that sequence id"},
        Sentence{"D2",
                 "A previous execution of this orchestration scheduled "
                 "an activity task with sequence number 3 named 'Reserve', "
                 "but the current orchestration replay instead "
                 "produced a CreateTimerOrchestratorAction action with this sequence number.",
                 "activity 'Reserve' with sequence id 3", "a timer with that sequence id"},
        Sentence{"D3",
                 "A previous execution of this orchestration scheduled "
                 "an activity task with sequence number 1 named 'Charge', "
                 "but the current orchestration replay instead "
                 "scheduled an activity task named 'Pay' with this sequence number. ",
                 "activity 'Charge' with sequence id 1", "activity 'Pay' with that sequence id"},
        Sentence{"D4",
                 "A previous execution of this orchestration scheduled "
                 "a timer task with sequence number 2 "
                 "but the current replay execution hasn't (yet?) scheduled this task.",
                 "timer with sequence id 2", "no call with that sequence id"},
        Sentence{"D5",
                 "A previous execution of this orchestration scheduled "
                 "a timer task with sequence number 2 named "
                 "but the current orchestration replay instead "
                 "produced a ScheduleTaskOrchestratorAction action with this sequence number.",
                 "timer with sequence id 2", "an activity with that sequence id"},
        Sentence{"D6",
                 "A previous execution of this orchestration scheduled "
                 "a sub-orchestration task with sequence ID 4 and name 'Child' (version '', "
                 "instance ID 'e:4'), "
                 "but the current replay execution hasn't (yet?) scheduled this task.",
                 "sub-orchestration 'Child' with sequence id 4", "no call with that sequence id"},
        Sentence{"D7",
                 "A previous execution of this orchestration scheduled "
                 "a sub-orchestration task with sequence ID 4 and name 'Child' (version '', "
                 "instance ID 'e:4'), "
                 "but the current orchestration replay instead "
                 "produced a SendEventOrchestratorAction action at this sequence number.",
                 "sub-orchestration 'Child' with sequence id 4",
                 "a sent event with that sequence id"},
        Sentence{"D8",
                 "A previous execution of this orchestration scheduled "
                 "a sub-orchestration task with sequence ID 4 and name 'Child' (version '', "
                 "instance ID 'e:4'), "
                 "but the current orchestration replay instead "
                 "scheduled a sub-orchestration task with name Kid at this sequence number.",
                 "sub-orchestration 'Child' with sequence id 4",
                 "sub-orchestration 'Kid' with that sequence id"},
        Sentence{"D9",
                 "A previous execution of this orchestration scheduled "
                 "a send event task with sequence ID 5, type 'EventSent' name 'op', instance "
                 "ID '@counter@k', "
                 "but the current replay execution hasn't (yet?) scheduled this task.",
                 "sent event 'op' with sequence id 5", "no call with that sequence id"},
        Sentence{"D10",
                 "A previous execution of this orchestration scheduled "
                 "a send event task with sequence ID 5, type 'EventSent' name 'op', instance "
                 "ID '@counter@k', "
                 "but the current orchestration replay instead "
                 "scheduled a CreateTimerOrchestratorAction task at this sequence number.",
                 "sent event 'op' with sequence id 5", "a timer with that sequence id"},
        Sentence{"D11",
                 "A previous execution of this orchestration scheduled "
                 "a send event task with sequence ID 5, type 'EventSent' name 'op', instance "
                 "ID '@counter@k', "
                 "but the current orchestration replay instead "
                 "scheduled a send event task with name op@2024at this sequence number.",
                 "sent event 'op' with sequence id 5",
                 "sent event 'op@2024' with that sequence id"}));

TEST(VerdictText, ReadsTheOlderShortForm) {
  const auto verdict = find_verdict_text(
      "Non-Deterministic workflow detected: TaskScheduledEvent: 7 TaskScheduled SayHi");
  ASSERT_TRUE(verdict.has_value());
  EXPECT_EQ(verdict->rule, "short");
  EXPECT_EQ(recorded_call(*verdict), "activity 'SayHi' with sequence id 7");
  EXPECT_EQ(replayed_call(*verdict), "another call, which the text does not name");
}

TEST(VerdictText, ReadsTheDurableTaskSdksForm) {
  const auto verdict = find_verdict_text(
      "A previous execution called call_activity with ID=2, but the current execution doesn't have "
      "this action with this ID.");
  ASSERT_TRUE(verdict.has_value());
  EXPECT_EQ(recorded_call(*verdict), "activity with sequence id 2");
  EXPECT_EQ(replayed_call(*verdict), "no call with that sequence id");
}

TEST(VerdictText, UndoesEscapesOfJsonInsideJson) {
  const auto verdict = find_verdict_text(
      "Non-Deterministic workflow detected: A previous execution of this orchestration scheduled "
      "an "
      "activity task with sequence number 0 named \\u0027A\\u0027, but the current orchestration "
      "replay instead scheduled an activity task named \\u0027B\\u0027 with this sequence number.");
  ASSERT_TRUE(verdict.has_value());
  EXPECT_EQ(verdict->rule, "D3");
  EXPECT_EQ(verdict->recorded_name, "A");
  EXPECT_EQ(verdict->replayed_name, "B");
}

TEST(VerdictText, KeepsAnUnknownSentence) {
  const auto verdict = find_verdict_text("Non-Deterministic workflow detected: something new");
  ASSERT_TRUE(verdict.has_value());
  EXPECT_EQ(verdict->rule, "unknown");
  EXPECT_EQ(verdict->sentence, "Non-Deterministic workflow detected: something new");
}

TEST(VerdictText, OtherTextsHaveNone) {
  EXPECT_FALSE(find_verdict_text("").has_value());
  EXPECT_FALSE(find_verdict_text("Orchestrator function 'flow' failed: no stock").has_value());
}

}  // namespace
}  // namespace core::diagnostics
