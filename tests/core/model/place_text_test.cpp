#include "core/model/place_text.h"

#include <gtest/gtest.h>

#include "core/model/history_builder.h"

namespace {

using namespace core::model;

/// Passes 2 and 5, the later one with two yields, over a history of one event.
Trace two_passes() {
  Trace trace;
  trace.passes.resize(2);
  trace.passes[0].number = 2;
  trace.passes[1].number = 5;
  trace.passes[1].length = 2;
  HistoryBuilder builder;
  EventRecord started;
  started.type = EventType::orchestrator_started;
  builder.append(started);
  trace.history = builder.finish();
  return trace;
}

FindingPlace stop(std::uint32_t pass, std::optional<YieldIndex> yield = std::nullopt) {
  FindingPlace place;
  place.pass = PassIndex{pass};
  place.yield = yield;
  return place;
}

TEST(PlaceText, LocatorsUseTheNumbersOfThePasses) {
  const Trace trace = two_passes();
  EXPECT_EQ(locator_of(trace, PassIndex{1}, YieldIndex{1}), "p5.y2");
  EXPECT_EQ(locator_of(trace, PassIndex{1}, YieldIndex{2}), "p5.end");
  EXPECT_EQ(locator_of(stop(1, YieldIndex{0}), &trace), "p5.y1");
  EXPECT_EQ(locator_of(stop(0), &trace), "p2");
}

TEST(PlaceText, WithoutATracePassesAreCounted) {
  EXPECT_EQ(locator_of(stop(1, YieldIndex{0}), nullptr), "p2.y1");
  EXPECT_EQ(locator_of(stop(1), nullptr), "p2");
}

TEST(PlaceText, APlaceWithoutAPassOrWithAnUnknownOneHasNoLocator) {
  const Trace trace = two_passes();
  EXPECT_EQ(locator_of(FindingPlace(), &trace), "");
  EXPECT_EQ(locator_of(stop(2, YieldIndex{0}), &trace), "");
}

TEST(PlaceText, TheLineFollowsTheFile) {
  EXPECT_EQ(file_and_line(Place{"a.py", "f", 14}), "a.py:14");
  EXPECT_EQ(file_and_line(Place{"a.py", "f", 0}), "a.py");
  EXPECT_EQ(file_and_line(FindingPlace()), "");
}

TEST(PlaceText, WordsNameSourceStopAndEvent) {
  const Trace trace = two_passes();
  FindingPlace place = stop(1, YieldIndex{1});
  place.file = "a\n.py";
  place.function = "orders";
  place.line = 14;
  place.event = EventIndex{0};
  EXPECT_EQ(where_words(place, &trace), "a\\n.py:14 orders, p5.y2, event 0");
  EXPECT_EQ(where_words(place, &trace, trace.history.get()),
            "a\\n.py:14 orders, p5.y2, event 0 (OrchestratorStarted)");
  place.event = EventIndex{1};
  EXPECT_EQ(where_words(place, &trace, trace.history.get()), "a\\n.py:14 orders, p5.y2");
}

}  // namespace
