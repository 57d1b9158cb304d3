#include "app/commands/command_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/commands/document_jobs.h"
#include "tests/support/trace_fixture.h"

namespace app::commands {
namespace {

TEST(CommandTable, IdsAreUnique) {
  const CommandTable table;
  std::set<std::string_view> ids;
  for (const Command& command : table.rows()) {
    EXPECT_TRUE(ids.insert(command.id).second) << command.id;
    EXPECT_EQ(table.find(command.id), &command);
  }
  EXPECT_EQ(table.find("no.such"), nullptr);
}

TEST(CommandTable, ChordsAreUniqueAndFoundByTheirText) {
  const CommandTable table;
  std::map<std::string, std::string_view> owners;
  for (const Command& command : table.rows()) {
    for (const Chord& chord : command.chords) {
      const auto [owner, is_new] = owners.emplace(to_text(chord), command.id);
      EXPECT_TRUE(is_new) << to_text(chord) << ": " << owner->second << " and " << command.id;
      EXPECT_EQ(table.find(*parse_chord(to_text(chord))), &command);
    }
  }
}

TEST(CommandTable, EveryRowSaysWhatItDoesAndCanBeReached) {
  const CommandTable table;
  for (const Command& command : table.rows()) {
    EXPECT_FALSE(command.title.empty()) << command.id;
    EXPECT_TRUE(command.description.ends_with(".")) << command.id;
    EXPECT_FALSE(command.title.ends_with(".")) << command.id;
    ASSERT_NE(command.enabled, nullptr) << command.id;
    ASSERT_NE(command.run, nullptr) << command.id;
    const bool is_in_menu = std::find(kMenus.begin(), kMenus.end(), command.menu) != kMenus.end();
    // Clicks bring an argument; the two answers to the question are its buttons.
    const bool is_click = command.takes != Takes::nothing || command.id.ends_with("_consent");
    EXPECT_NE(is_in_menu, is_click) << command.id;
    EXPECT_TRUE(is_in_menu || command.chords.empty()) << command.id;
  }
}

TEST(CommandTable, TheKeysOfTheDesignAreThere) {
  const CommandTable table;
  const std::map<std::string, std::string_view> expected = {
      {"Left", "replay.left"}, {"Right", "replay.right"}, {"Up", "replay.up"},
      {"Down", "replay.down"}, {"F10", "replay.forward"}, {"Shift+F10", "replay.back"},
      {"F7", "replay.next_fresh"}, {"Shift+F7", "replay.previous_fresh"},
      {"F6", "replay.to_divergence"}, {"Home", "replay.first_pass"}, {"End", "replay.last_pass"},
      {"PageUp", "replay.page_up"}, {"PageDown", "replay.page_down"},
      {"Alt+Left", "replay.trail_back"}, {"Alt+Right", "replay.trail_forward"},
      {"F8", "replay.next_finding"}, {"Shift+F8", "replay.previous_finding"},
      {"Ctrl+O", "file.open"}, {"Ctrl+F5", "file.rerun"}, {"?", "help.keys"},
      {"Ctrl++", "view.scale_up"}, {"Ctrl+-", "view.scale_down"}, {"Ctrl+0", "view.scale_reset"}};
  for (const auto& [text, id] : expected) {
    const Command* command = table.find(*parse_chord(text));
    ASSERT_NE(command, nullptr) << text;
    EXPECT_EQ(command->id, id) << text;
  }
}

/// A state, the table, and commands run as the shell runs them.
class Commands : public ::testing::Test {
 protected:
  void show(std::shared_ptr<core::session::Snapshot> snapshot) {
    state::set_reading(state_, state::build_reading(std::move(snapshot)));
  }
  void run(std::string_view id, Argument argument = {}) {
    queue_.push(id, std::move(argument));
    CommandContext context{state_, jobs_, [this](const std::string& text) { copied_ = text; }};
    table_.run(queue_, context);
  }
  std::string place() const { return state::locator_text(state_); }

  CommandTable table_;
  CommandQueue queue_;
  state::AppState state_;
  DocumentJobs jobs_{jobs::Wake()};
  std::string copied_;
};

TEST_F(Commands, EscapeClosesOrClearsOneThingAtATime) {
  show(tests::support::sequence());
  state_.filters.history = "x";
  state_.instances.filter.text = "y";
  state_.dialog = state::Dialog::key_sheet;
  run("view.back_out");
  EXPECT_EQ(state_.dialog, state::Dialog::none);
  EXPECT_EQ(state_.instances.filter.text, "y");
  run("view.back_out");
  EXPECT_TRUE(state_.instances.filter.is_empty());
  EXPECT_EQ(state_.filters.history, "x");
  run("view.back_out");
  EXPECT_EQ(state_.filters.history, "");
  run("view.back_out");
  EXPECT_EQ(state_.notice, "No box is open, nothing is running, and nothing is filtered");
  run("view.filter_history", TextArgument{"x"});
  state_.instances.filter.text = "y";
  run("view.back_out");
  EXPECT_EQ(state_.filters.history, "");
  EXPECT_EQ(state_.instances.filter.text, "y");
}

TEST_F(Commands, TheListOfInstancesIsFilteredFoldedAndMovedIn) {
  show(tests::support::sequence());
  state_.file.emplace();
  state_.file->instances = std::make_shared<const state::InstanceRows>(3);
  const std::uint64_t before = state_.instances.version;
  run("view.filter_instances", TextArgument{"order"});
  run("view.instance_group", NumberArgument{0});
  EXPECT_EQ(state_.instances.filter.text, "order");
  EXPECT_TRUE(state_.instances.filter.has(state::InstanceGroup::failed));
  run("view.instance_group", NumberArgument{0});
  EXPECT_FALSE(state_.instances.filter.has(state::InstanceGroup::failed));
  run("view.instance_cursor", NumberArgument{2});
  EXPECT_EQ(state_.instances.cursor, 2U);
  run("view.fold_instance", NumberArgument{1});
  EXPECT_TRUE(state_.instances.folded.contains(1));
  EXPECT_GT(state_.instances.version, before);
  run("view.clear_instance_filter");
  EXPECT_TRUE(state_.instances.filter.is_empty());
  EXPECT_FALSE(state_.instances.cursor.has_value());
  run("view.filter_instances_box");
  EXPECT_EQ(state_.instances.typing_version, 1U);
}

TEST_F(Commands, StepsMoveAndRefusalsAreNoticedNotShownAsErrors) {
  show(tests::support::sequence());
  run("replay.right");
  EXPECT_EQ(place(), "p1.y1");
  run("replay.down");
  EXPECT_EQ(place(), "p2.y1");
  run("replay.back");
  run("replay.back");
  EXPECT_EQ(place(), "p1.end");
  run("replay.right");
  EXPECT_EQ(place(), "p1.end");
  EXPECT_EQ(state_.notice, "This is the end of the pass");
  run("replay.forward");
  EXPECT_EQ(place(), "p2.start");
  EXPECT_EQ(state_.notice, "");
  EXPECT_TRUE(state_.messages.empty());
}

TEST_F(Commands, RunsAndClicksAreUndoneByTheTrailAndStepsAreNot) {
  show(tests::support::sequence());
  run("replay.next_fresh");
  run("replay.left");
  run("replay.select_place",
      PlaceArgument{core::model::PassIndex{3}, state::Stop::at(core::model::YieldIndex{2}), {}});
  EXPECT_EQ(place(), "p4.y3");
  run("replay.trail_back");
  EXPECT_EQ(place(), "p2.start");
  run("replay.trail_back");
  EXPECT_EQ(place(), "p1.start");
  run("replay.trail_back");
  EXPECT_EQ(state_.notice, "There is no earlier place to go back to");
  run("replay.trail_forward");
  EXPECT_EQ(place(), "p2.start");
}

TEST_F(Commands, ClicksOnEventsLinesAndFindingsMoveTheOneFocus) {
  show(tests::support::diverged());
  run("replay.select_event", EventArgument{core::model::EventIndex{5}});
  EXPECT_EQ(place(), "p2.y1");
  EXPECT_EQ(state_.derived.event, core::model::EventIndex{5});
  run("replay.select_line", state::SourceLine{"order.py", 12});
  EXPECT_EQ(place(), "p3.y3");
  run("replay.select_line", state::SourceLine{"order.py", 1});
  EXPECT_EQ(place(), "p3.y3");
  EXPECT_EQ(state_.derived.line, (state::SourceLine{"order.py", 1}));
  EXPECT_EQ(state_.notice, "No yield was reached on this line");
  run("replay.next_finding");
  EXPECT_EQ(place(), "p2.y2");
  EXPECT_EQ(state_.finding, 0U);
}

TEST_F(Commands, WithoutAFileCommandsAreRefusedWithTheReason) {
  for (const char* id : {"replay.right", "replay.to_divergence", "replay.next_finding",
                         "file.rerun", "file.attach"}) {
    run(id);
    EXPECT_EQ(state_.notice, "Open a history first") << id;
  }
  run("file.cancel_job");
  EXPECT_EQ(state_.notice, "Nothing is running");
}

TEST_F(Commands, NoCommandFailsOnAnyStateItIsEnabledIn) {
  for (auto snapshot : {tests::support::sequence(), tests::support::diverged(),
                        tests::support::fan_out(), tests::support::without_code()}) {
    show(snapshot);
    for (const Command& command : table_.rows()) {
      if (command.takes != Takes::nothing || command.id.starts_with("file.")) continue;
      run(command.id);
      ASSERT_TRUE(state_.reading->stops.has(state_.focus.pass)) << command.id;
    }
  }
}

TEST_F(Commands, ThePlaceIsCopied) {
  show(tests::support::diverged());
  run("replay.copy_locator");
  EXPECT_EQ(copied_, "p2.y2");
  EXPECT_EQ(state_.notice, "Copied p2.y2");
}

TEST_F(Commands, BoxesOpenAndEscapeClosesThem) {
  run("file.open");
  EXPECT_EQ(state_.dialog, state::Dialog::open_file);
  run("view.close_dialog");
  EXPECT_EQ(state_.dialog, state::Dialog::none);
  run("help.keys");
  EXPECT_EQ(state_.dialog, state::Dialog::key_sheet);
  run("help.keys");
  EXPECT_EQ(state_.dialog, state::Dialog::none);
}

TEST_F(Commands, TheCardIsWorkedWithFromTheKeyboard) {
  show(tests::support::diverged());
  run("finding.compare");
  EXPECT_EQ(state_.dialog, state::Dialog::compare);
  run("view.close_dialog");
  run("finding.explain");
  EXPECT_EQ(state_.dialog, state::Dialog::rules);
  EXPECT_EQ(state_.rule, "YS1001");
  run("help.explain_rule", TextArgument{"YS1003"});
  EXPECT_EQ(state_.rule, "YS1003");
  run("view.close_dialog");
  run("finding.step_to_cause");
  EXPECT_EQ(state_.notice, "No cause of this finding has a known place");
  run("finding.copy_edit");
  EXPECT_EQ(state_.notice, "This finding has no edit of the code");
  run("finding.prove");
  EXPECT_EQ(state_.notice, "No orchestrator is attached yet");
  run("finding.take_back");
  EXPECT_EQ(state_.notice, "This finding was not accepted");
}

TEST_F(Commands, PartsOfACardMoveTheFocusAndTheTrailLeadsBack) {
  show(tests::support::diverged());
  core::model::FindingPlace event;
  event.event = core::model::EventIndex{5};
  run("finding.go_to", event);
  EXPECT_EQ(place(), "p2.y1");
  core::model::FindingPlace line;
  line.file = "order.py";
  line.line = 3;
  run("finding.go_to", line);
  EXPECT_EQ(place(), "p2.y1");
  EXPECT_EQ(state_.derived.line, (state::SourceLine{"order.py", 3}));
  run("replay.trail_back");
  run("replay.trail_back");
  EXPECT_EQ(place(), "p2.y2");
}

TEST_F(Commands, AcceptingNeedsAReasonAndALeader) {
  const auto snapshot = tests::support::diverged();
  core::model::Finding follower;
  follower.id = "YS1002";
  follower.is_consequence = true;
  follower.follows_from = "YS1001";
  snapshot->findings.push_back(follower);
  show(snapshot);
  run("finding.accept_box");
  EXPECT_EQ(state_.dialog, state::Dialog::accept_finding);
  run("finding.accept", TextArgument{"  "});
  EXPECT_EQ(state_.notice, "A finding is accepted only with a reason");
  EXPECT_EQ(state_.dialog, state::Dialog::accept_finding);
  EXPECT_FALSE(jobs_.is_busy());
  run("view.close_dialog");
  run("replay.select_finding", NumberArgument{1});
  run("finding.accept_box");
  EXPECT_EQ(state_.notice, "It only follows from YS1001: accept that one");
  EXPECT_EQ(state_.dialog, state::Dialog::none);
}

TEST_F(Commands, TheLowerPanelsGrowAndShrink) {
  show(tests::support::sequence());
  const float usual = state_.preferences.arrangement.shares.bottom;
  run("view.tall_bottom");
  EXPECT_EQ(state_.preferences.arrangement.shares.bottom, state::kTallBottom);
  run("view.tall_bottom");
  EXPECT_EQ(state_.preferences.arrangement.shares.bottom, usual);
}

TEST_F(Commands, ScaleStaysWithinItsBounds) {
  for (int i = 0; i < 20; ++i) run("view.scale_up");
  EXPECT_EQ(state_.preferences.scale, state::kMaxScale);
  EXPECT_EQ(state_.notice, "This is the largest scale");
  run("view.scale_reset");
  EXPECT_EQ(state_.preferences.scale, 1.0F);
}

TEST_F(Commands, TheThemeSwitches) {
  run("view.theme");
  EXPECT_EQ(state_.preferences.theme, state::Theme::light);
  run("view.theme");
  EXPECT_EQ(state_.preferences.theme, state::Theme::dark);
}

TEST_F(Commands, DecliningTheQuestionRunsNothing) {
  show(tests::support::without_code());
  state_.consent = state::ConsentQuestion{"order.py:process_order", "order-42.json"};
  state_.dialog = state::Dialog::consent;
  run("file.decline_consent");
  EXPECT_FALSE(state_.consent.has_value());
  EXPECT_EQ(state_.dialog, state::Dialog::none);
  EXPECT_FALSE(jobs_.is_busy());
  run("file.accept_consent");
  EXPECT_EQ(state_.notice, "Nothing was asked");
  EXPECT_FALSE(jobs_.is_busy());
}

}  // namespace
}  // namespace app::commands
