// The steps as an algebra: n steps forward, then n steps back, is where one began.
#include "app/state/steps.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <random>

#include "app/state/locator.h"
#include "tests/support/trace_fixture.h"

namespace app::state {
namespace {

using core::model::PassIndex;

/// Passes of these lengths, with a staircase's fresh yields.
Stops stops_of(const std::vector<std::uint32_t>& lengths) {
  Stops stops;
  std::uint32_t number = 1;
  for (const std::uint32_t length : lengths) {
    PassStops pass;
    pass.number = number++;
    pass.length = length;
    pass.first_fresh = length < 2 ? 0 : length - 2;
    pass.answered = length == 0 ? 0 : length - 1;
    stops.passes.push_back(pass);
  }
  return stops;
}

Focus at(const Stops& stops, const char* locator) {
  auto focus = resolve(stops, parse_locator(locator).value(), 0);
  return focus.value();
}

std::string moved(const Stops& stops, const char* from, Move move) {
  const StepResult result = step(stops, at(stops, from), move);
  if (const auto* refused = std::get_if<Refused>(&result)) return "refused: " + refused->reason;
  return locator_of(stops, std::get<Moved>(result).focus);
}

constexpr std::array kForward = {Move::right, Move::down, Move::forward};
constexpr std::array kSteps = {Move::left, Move::right, Move::up, Move::down, Move::back,
                               Move::forward};
const std::vector<std::vector<std::uint32_t>> kShapes = {
    {0}, {1}, {0, 0, 0}, {1, 2, 3, 3}, {5, 1, 4, 0, 6, 2}, {3, 3, 3}, {9, 0, 9, 1, 9}};

/// All focuses that steps can reach from the start of a shape, breadth first, so that held up
/// goals of every kind are among them.
std::vector<Focus> reachable(const Stops& stops, std::size_t most) {
  std::vector<Focus> found{Focus{}};
  for (std::size_t i = 0; i < found.size() && found.size() < most; ++i) {
    for (const Move move : kSteps) {
      const StepResult result = step(stops, found[i], move);
      const auto* there = std::get_if<Moved>(&result);
      if (there == nullptr) continue;
      if (std::find(found.begin(), found.end(), there->focus) == found.end()) {
        found.push_back(there->focus);
      }
    }
  }
  return found;
}

/// Takes the moves in order, drops the refused ones, and undoes the others from last to first.
std::optional<Focus> there_and_back(const Stops& stops, const Focus& from,
                                    const std::vector<Move>& moves) {
  Focus focus = from;
  std::vector<Move> taken;
  for (const Move move : moves) {
    const StepResult result = step(stops, focus, move);
    if (const auto* there = std::get_if<Moved>(&result)) {
      focus = there->focus;
      taken.push_back(move);
    }
  }
  for (; !taken.empty(); taken.pop_back()) {
    const StepResult result = step(stops, focus, opposite(taken.back()));
    const auto* back = std::get_if<Moved>(&result);
    if (back == nullptr) return std::nullopt;
    focus = back->focus;
  }
  return focus;
}

TEST(Steps, EveryStepIsUndoneByItsOpposite) {
  for (const auto& lengths : kShapes) {
    const Stops stops = stops_of(lengths);
    for (const Focus& from : reachable(stops, 600)) {
      for (const Move move : kSteps) {
        EXPECT_EQ(there_and_back(stops, from, {move}), from)
            << locator_of(stops, from) << " move " << static_cast<int>(move);
      }
    }
  }
}

TEST(Steps, SomeStepsForwardThenAsManyBackReturnToTheSameFocus) {
  for (const auto& lengths : kShapes) {
    const Stops stops = stops_of(lengths);
    for (const Focus& from : reachable(stops, 120)) {
      for (const Move move : kForward) {
        for (std::size_t n = 1; n <= 12; ++n) {
          EXPECT_EQ(there_and_back(stops, from, std::vector<Move>(n, move)), from);
        }
      }
    }
  }
}

TEST(Steps, MixedStepsAreUndoneInReverseOrder) {
  std::mt19937 random(42);
  for (const auto& lengths : kShapes) {
    const Stops stops = stops_of(lengths);
    const std::vector<Focus> places = reachable(stops, 200);
    for (int round = 0; round < 300; ++round) {
      std::vector<Move> moves(1 + random() % 20);
      for (Move& move : moves) move = kSteps[random() % kSteps.size()];
      const Focus& from = places[random() % places.size()];
      ASSERT_EQ(there_and_back(stops, from, moves), from) << locator_of(stops, from);
    }
  }
}

TEST(Steps, ForwardVisitsEveryPlaceInOrder) {
  const Stops stops = stops_of({1, 0, 2});
  std::vector<std::string> visited;
  StepResult result = Moved{at(stops, "p1.start")};
  while (const auto* there = std::get_if<Moved>(&result)) {
    visited.push_back(locator_of(stops, there->focus));
    result = step(stops, Focus(there->focus), Move::forward);
  }
  EXPECT_EQ(visited, (std::vector<std::string>{"p1.start", "p1.y1", "p1.end", "p2.start", "p2.end",
                                               "p3.start", "p3.y1", "p3.y2", "p3.end"}));
  EXPECT_EQ(std::get<Refused>(result).reason, "This is the last place of all");
}

TEST(Steps, DownHeadsForItsColumnThroughShorterPasses) {
  const Stops stops = stops_of({5, 1, 6});
  StepResult result = step(stops, at(stops, "p1.y4"), Move::down);
  EXPECT_EQ(locator_of(stops, std::get<Moved>(result).focus), "p2.end");
  EXPECT_EQ(goal_column(stops, std::get<Moved>(result).focus), 4U);
  result = step(stops, Focus(std::get<Moved>(result).focus), Move::down);
  EXPECT_EQ(locator_of(stops, std::get<Moved>(result).focus), "p3.y4");
}

TEST(Steps, RefusalsSayWhy) {
  const Stops stops = stops_of({2, 2});
  EXPECT_EQ(moved(stops, "p1.start", Move::left), "refused: This is the start of the pass");
  EXPECT_EQ(moved(stops, "p1.end", Move::right), "refused: This is the end of the pass");
  EXPECT_EQ(moved(stops, "p1.y1", Move::up), "refused: This is the first pass");
  EXPECT_EQ(moved(stops, "p2.y1", Move::down), "refused: This is the last pass");
  EXPECT_EQ(moved(stops, "p1.start", Move::back), "refused: This is the first place of all");
  EXPECT_EQ(moved(stops, "p2.end", Move::forward), "refused: This is the last place of all");
  EXPECT_EQ(moved(stops, "p1.y1", Move::to_divergence),
            "refused: The code does what the history recorded");
  EXPECT_EQ(std::get<Refused>(step(Stops{}, Focus{}, Move::right)).reason,
            "There is no pass to walk through");
}

TEST(Steps, FreshYieldsAreTheEdgeOfTheStair) {
  const Stops stops = build_stops(*tests::support::sequence());
  EXPECT_EQ(moved(stops, "p1.start", Move::next_fresh), "p2.y1");
  EXPECT_EQ(moved(stops, "p2.y1", Move::next_fresh), "p3.y2");
  EXPECT_EQ(moved(stops, "p3.y2", Move::next_fresh), "p4.y3");
  EXPECT_EQ(moved(stops, "p4.y3", Move::next_fresh), "refused: There is no later fresh yield");
  EXPECT_EQ(moved(stops, "p4.end", Move::previous_fresh), "p4.y3");
  EXPECT_EQ(moved(stops, "p4.y3", Move::previous_fresh), "p3.y2");
  EXPECT_EQ(moved(stops, "p4.start", Move::previous_fresh), "p3.y2");
  EXPECT_EQ(moved(stops, "p2.y1", Move::previous_fresh),
            "refused: There is no earlier fresh yield");
}

TEST(Steps, PagesAndEndsKeepTheColumn) {
  const Stops stops = build_stops(*tests::support::staircase(30));
  EXPECT_EQ(moved(stops, "p3.y2", Move::page_down), "p13.y2");
  EXPECT_EQ(moved(stops, "p28.y2", Move::page_down), "p31.y2");
  EXPECT_EQ(moved(stops, "p13.y12", Move::page_up), "p3.end");
  EXPECT_EQ(moved(stops, "p13.y5", Move::first_pass), "p1.end");
  EXPECT_EQ(moved(stops, "p3.y2", Move::last_pass), "p31.y2");
  EXPECT_EQ(moved(stops, "p31.y2", Move::last_pass), "refused: This is the last pass");
}

TEST(Steps, DivergenceIsFoundFromAnywhere) {
  const Stops stops = build_stops(*tests::support::diverged());
  EXPECT_EQ(moved(stops, "p4.end", Move::to_divergence), "p2.y2");
  EXPECT_EQ(moved(stops, "p2.y2", Move::to_divergence), "refused: This is the divergence");
}

TEST(Steps, AStepClearsWhatAClickPicked) {
  const Stops stops = stops_of({2});
  Focus from = at(stops, "p1.y1");
  from.picked.event = core::model::EventIndex{3};
  const StepResult result = step(stops, from, Move::right);
  EXPECT_EQ(std::get<Moved>(result).focus.picked, Picked{});
}

}  // namespace
}  // namespace app::state
