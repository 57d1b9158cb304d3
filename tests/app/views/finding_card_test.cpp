// The card of a finding, the alignment on it, and both sides whole.
#include "app/views/finding_card.h"

#include <gtest/gtest.h>

#include <functional>

#include "app/views/compare_view.h"
#include "core/base/text.h"
#include "tests/support/trace_fixture.h"

namespace app::views {
namespace {

using model::AlignmentKind;

/// diverged() with its one finding as `change` leaves it.
template <class Change>
state::ReadingPtr reading_with(const Change& change) {
  const auto snapshot = tests::support::diverged();
  auto trace = std::make_shared<model::Trace>(*snapshot->trace);
  change(*trace);
  snapshot->trace = trace;
  return state::build_reading(snapshot);
}

FindingCard card_with(const std::function<void(model::Finding&)>& change) {
  const auto reading = reading_with([&](model::Trace& trace) { change(trace.findings[0]); });
  return build_finding_card(*reading, 0);
}

std::string marked_text(const MarkedText& side) {
  std::string text = side.text;
  for (auto mark = side.marks.rbegin(); mark != side.marks.rend(); ++mark) {
    text.insert(mark->second, "]").insert(mark->first, "[");
  }
  return text;
}

TEST(FindingCard, SaysWhereBothSidesAndWhatToDo) {
  const FindingCard card = build_finding_card(*state::build_reading(tests::support::diverged()), 0);
  EXPECT_EQ(card.id, "YS1001");
  EXPECT_EQ(card.message, "The code calls Refund where the history recorded Charge");
  ASSERT_EQ(card.places.size(), 1U);
  EXPECT_EQ(card.places[0].name, "");
  ASSERT_EQ(card.places[0].links.size(), 3U);
  EXPECT_EQ(card.places[0].links[0].text, "order.py:11 in process_order");
  EXPECT_EQ(card.places[0].links[1].text, "p2.y2");
  EXPECT_EQ(card.places[0].links[2].text, "event 6 TaskScheduled");
  EXPECT_EQ(card.places[0].links[2].to.event, model::EventIndex{6});
  EXPECT_FALSE(card.places[0].links[2].to.pass.has_value());
  EXPECT_EQ(marked_text(card.expected), "activity [Charge]");
  EXPECT_EQ(marked_text(card.actual), "activity [Refund]");
  EXPECT_EQ(card.text,
            "YS1001 error\nThe code calls Refund where the history recorded Charge\n"
            "Where: p2.y2 · order.py:11 · event 6\nHistory: activity Charge\n"
            "Code: activity Refund\nFix: Keep the old call until no old instance is left\n");
}

TEST(FindingCard, WhatWasOnlyFoundHasNoTwoSides) {
  const auto sides = [](const char* expected, const char* actual, const char* kind) {
    return card_with([&](model::Finding& finding) {
             finding.expected = expected;
             finding.actual = actual;
             finding.kind = kind;
           })
        .has_two_sides;
  };
  EXPECT_TRUE(sides("activity A", "activity B", ""));
  EXPECT_TRUE(sides("", "activity B", "inserted"));
  EXPECT_FALSE(sides("", "time.time()", ""));
  EXPECT_FALSE(sides("", "", "inserted"));
}

TEST(FindingCard, TwoPlacesAreTold) {
  const FindingCard card = card_with([](model::Finding& finding) {
    finding.raised_at = model::FindingPlace{model::PassIndex{2}, std::nullopt, model::EventIndex{6},
                                            "", "", 0};
  });
  ASSERT_EQ(card.places.size(), 2U);
  EXPECT_EQ(card.places[0].name, "Code leaves");
  EXPECT_EQ(card.places[1].name, "Platform raises");
  EXPECT_EQ(card.places[1].links[0].text, "p3");
}

TEST(FindingCard, HostileTextsAreMadePrintable) {
  const FindingCard card = card_with([](model::Finding& finding) {
    finding.message = "a\x1b[31mb";
    finding.causes.push_back({model::Confidence::likely, "c\x07", {}});
    finding.edit = model::Edit{"order.py", 11, "old\x01", "new\x02"};
  });
  EXPECT_EQ(card.message, "a\\x1b[31mb");
  EXPECT_EQ(card.causes[0].text, "c\\x07");
  EXPECT_EQ(card.edit->lines[0].text, "old\\x01");
  EXPECT_EQ(card.edit->lines[1].text, "new\\x02");
}

TEST(FindingCard, AnEditCountsTheLinesThatGo) {
  const FindingCard card = card_with([](model::Finding& finding) {
    finding.edit = model::Edit{"order.py", 11, "a\nb", "c"};
  });
  ASSERT_TRUE(card.edit.has_value());
  EXPECT_EQ(card.edit->place.text, "order.py:11");
  std::string lines;
  for (const EditLine& line : card.edit->lines) {
    lines += std::to_string(line.number) + line.sign + line.text + " ";
  }
  EXPECT_EQ(lines, "11-a 12-b 0+c ");
}

TEST(FindingCard, AnEditIsShownWithoutItsCommonIndentation) {
  const FindingCard card = card_with([](model::Finding& finding) {
    finding.edit = model::Edit{"order.py", 11, "    if a:\n        b", "    if c:\n\n        b"};
  });
  std::string lines;
  for (const EditLine& line : card.edit->lines) lines += line.sign + line.text + "|";
  EXPECT_EQ(lines, "-if a:|-    b|+if c:|+|+    b|");
}

TEST(FindingCard, EndlessTextsAreCutOnTheCardAndWholeInItsCopy) {
  const std::string endless(100'000, 'x');
  const FindingCard card = card_with([&](model::Finding& finding) {
    finding.platform_message = endless;
    for (int i = 0; i < 30; ++i) finding.causes.push_back({model::Confidence::possible, "c", {}});
  });
  EXPECT_LT(card.platform_message.size(), 5'000U);
  EXPECT_NE(card.text.find(endless), std::string::npos);
}

TEST(FindingCard, ExperimentsSayWhatChanged) {
  const auto reading = reading_with([](model::Trace& trace) {
    model::Experiment clock;
    clock.condition = model::Condition::clock;
    clock.has_changed = true;
    clock.pass = model::PassIndex{1};
    clock.yield = model::YieldIndex{1};
    clock.before = "activity Refund";
    clock.after = "activity Charge";
    model::Experiment hash;
    hash.condition = model::Condition::hash_seed;
    model::Experiment environment;
    environment.condition = model::Condition::environment;
    environment.not_made = "the child did not start";
    trace.experiments = {clock, hash, environment};
  });
  const FindingCard card = build_finding_card(*reading, 0);
  ASSERT_EQ(card.experiments.size(), 3U);
  EXPECT_EQ(card.experiments[0].condition, "clock shifted");
  EXPECT_EQ(card.experiments[0].text, "y2 changes from activity Refund to activity Charge");
  EXPECT_EQ(card.experiments[0].links[0].text, "p2.y2");
  EXPECT_EQ(card.experiments[1].text, "nothing changes");
  EXPECT_EQ(card.experiments[2].text, "not made: the child did not start");
}

TEST(FindingCard, WhatFollowsIsListedWithWhatFollowsFromIt) {
  const auto snapshot = tests::support::diverged();
  for (const auto& [id, leader] : {std::pair{"YS1002", "YS1001"}, {"YS5004", "YS1002"}}) {
    model::Finding finding;
    finding.id = id;
    finding.message = std::string("because of ") + leader;
    finding.is_consequence = true;
    finding.follows_from = leader;
    snapshot->findings.push_back(finding);
  }
  const auto reading = state::build_reading(snapshot);
  const FindingCard leader = build_finding_card(*reading, 0);
  ASSERT_EQ(leader.followers.size(), 2U);
  EXPECT_EQ(leader.followers[0].finding, 1U);
  EXPECT_EQ(leader.followers[1].message, "because of YS1002");
  const FindingCard follower = build_finding_card(*reading, 1);
  EXPECT_TRUE(follower.is_consequence);
  EXPECT_EQ(follower.follows_from, "YS1001");
  EXPECT_EQ(follower.followers.size(), 1U);
}

TEST(FindingCard, TheAlignmentShowsTheDifferenceAndCountsTheRest) {
  const auto reading = reading_with([](model::Trace& trace) {
    model::Alignment alignment;
    const auto add = [&](AlignmentKind kind, std::string code, std::string recorded) {
      alignment.calls.push_back({kind, std::move(code), std::move(recorded), {"order.py", "f", 11},
                                 model::EventIndex{6}});
    };
    for (int i = 0; i < 9; ++i) add(AlignmentKind::same, "A", "A");
    add(AlignmentKind::inserted, "New", "");
    for (int i = 0; i < 4; ++i) add(AlignmentKind::same, "B", "B");
    alignment.stopped = "ValueError";
    trace.alignment = alignment;
  });
  const FindingCard card = build_finding_card(*reading, 0);
  std::string words;
  for (const CardCall& call : card.calls) words += (call.word.empty() ? call.code : call.word) + ",";
  EXPECT_EQ(words, "7 equal calls,A,A,inserted,B,B,2 equal calls,");
  EXPECT_EQ(card.calls_end, "ValueError");
}

TEST(MarkedSides, ALongSideIsCutAroundItsFirstDifference) {
  const std::string same(400, 'x');
  const auto [left, right] = marked_sides(same + " one " + same, same + " two " + same, 200);
  EXPECT_TRUE(left.is_cut);
  EXPECT_LT(left.text.size(), 220U);
  EXPECT_NE(marked_text(left).find("[one]"), std::string::npos) << marked_text(left);
  EXPECT_NE(marked_text(right).find("[two]"), std::string::npos);
  EXPECT_TRUE(left.text.starts_with("…"));
  EXPECT_TRUE(left.text.ends_with("…"));
}

TEST(MarkedSides, NoCodePointIsCutInTwo) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "é";
  const auto [left, right] = marked_sides(text, "", 51);
  EXPECT_TRUE(core::base::is_utf8(left.text));
  EXPECT_EQ(right.text, "");
}

TEST(CompareView, ShowsTheWordsAndThePayloads) {
  const auto reading = state::build_reading(tests::support::diverged());
  const CompareView view = build_compare_view(*reading, 0);
  EXPECT_EQ(view.title, "YS1001 at p2.y2 · order.py:11 · event 6");
  ASSERT_EQ(view.parts.size(), 2U);
  EXPECT_EQ(marked_text(view.parts[0].recorded), "activity [Charge]");
  EXPECT_EQ(view.parts[1].title, "Payload");
  EXPECT_EQ(view.parts[1].recorded.text, "\"a1\"");
  EXPECT_EQ(view.parts[1].code.text, "\"a1\"");
}

}  // namespace
}  // namespace app::views
