#include "app/state/locator.h"

#include <gtest/gtest.h>

#include "tests/support/trace_fixture.h"

namespace app::state {
namespace {

std::string resolved(const Stops& stops, const char* text) {
  auto focus = resolve(stops, parse_locator(text).value(), 0);
  return focus ? locator_of(stops, *focus) : core::base::to_text(focus.error());
}

TEST(Locator, TextReadBackIsTheSame) {
  for (const char* text :
       {"p1.start", "p1.end", "p5.y4", "p5.y4/2", "p5.y4/2.1", "p4294967295.y1"}) {
    const auto locator = parse_locator(text);
    ASSERT_TRUE(locator.ok()) << text;
    EXPECT_EQ(to_text(*locator), text);
  }
}

TEST(Locator, APassAloneMeansItsStart) {
  EXPECT_EQ(to_text(parse_locator(" p7 ").value()), "p7.start");
}

TEST(Locator, EverythingElseIsRefusedWithTheForms) {
  for (const char* text : {"", "p", "5.y4", "p0.y1", "p1.", "p1.y", "p1.y0", "p1.y1/", "p1.y1/2.",
                           "p1.y1x", "p1.x", "p1.start/1", "p99999999999.y1", "p-1", "P1"}) {
    const auto locator = parse_locator(text);
    ASSERT_FALSE(locator.ok()) << text;
    EXPECT_EQ(core::base::to_text(locator.error()),
              '"' + std::string(text) + "\" names no place in a trace\n" +
                  "Write p5.y4 for a yield, p5.y4/2 for a child of it, p5.start or p5.end.");
  }
}

TEST(Locator, PlacesThatDoNotExistSayWhatThereIs) {
  const Stops stops = build_stops(*tests::support::sequence());
  EXPECT_EQ(resolved(stops, "p4.y3"), "p4.y3");
  EXPECT_EQ(resolved(stops, "p9.y1"),
            "there is no pass p9 here: the last one is p4\n"
            "Run it with --passes all or pick another.");
  EXPECT_EQ(resolved(stops, "p2.y3"),
            "there is no p2.y3: pass p2 is there, but it reached 2 yields");
}

TEST(Locator, WithoutCodeThereAreOnlyStartsAndEnds) {
  const Stops stops = build_stops(*tests::support::without_code());
  EXPECT_EQ(resolved(stops, "p4.end"), "p4.end");
  EXPECT_EQ(resolved(stops, "p4.y1"),
            "there is no p4.y1: pass p4 is there, but no code was run, so it has no yields\n"
            "Name the orchestrator with --orchestrator.");
}

TEST(Locator, NumbersArePassNumbersNotPositions) {
  Stops stops = build_stops(*tests::support::sequence());
  stops.passes.erase(stops.passes.begin() + 1);  // as --passes auto leaves passes out
  EXPECT_EQ(resolved(stops, "p3.y2"), "p3.y2");
  EXPECT_EQ(resolved(stops, "p2.start"),
            "there is no pass p2 here: that pass was not run\n"
            "Run it with --passes all or pick another.");
}

}  // namespace
}  // namespace app::state
