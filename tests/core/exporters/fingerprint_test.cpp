#include "core/exporters/fingerprint.h"

#include <gtest/gtest.h>

namespace core::exporters {
namespace {

model::Finding sample() {
  model::Finding finding;
  finding.id = "YS1003";
  finding.place = {
      model::PassIndex{1}, model::YieldIndex{2}, model::EventIndex{3}, "flow.py", "run", 12};
  finding.kind = "renamed";
  finding.expected = "activity Charge({\"amount\":5})";
  finding.actual = "activity ChargeCard({\"amount\":5})";
  return finding;
}

TEST(Fingerprint, MovedLinesAndOtherValuesKeepIt) {
  const std::string known = fingerprint("run", sample());
  EXPECT_EQ(known.size(), 32u);
  model::Finding other = sample();
  other.place.line = 99;
  other.place.pass = model::PassIndex{7};
  other.place.yield.reset();
  other.place.event = model::kNoEvent;
  other.message = "at another line";
  other.expected = "activity Charge({\"amount\":7})";
  other.actual = "activity ChargeCard(<object 1>)";
  EXPECT_EQ(fingerprint("run", other), known);
}

TEST(Fingerprint, WhatMakesItAnotherFindingChangesIt) {
  const std::string known = fingerprint("run", sample());
  const auto changed = [&](auto change) {
    model::Finding other = sample();
    change(other);
    return fingerprint("run", other) != known;
  };
  EXPECT_NE(fingerprint("run2", sample()), known);
  EXPECT_TRUE(changed([](model::Finding& f) { f.id = "YS1004"; }));
  EXPECT_TRUE(changed([](model::Finding& f) { f.place.file = "other.py"; }));
  EXPECT_TRUE(changed([](model::Finding& f) { f.place.function = "walk"; }));
  EXPECT_TRUE(changed([](model::Finding& f) { f.kind = "inserted"; }));
  EXPECT_TRUE(changed([](model::Finding& f) { f.expected = "activity Pay(5)"; }));
  EXPECT_TRUE(changed([](model::Finding& f) { f.actual = "timer 10:05:01"; }));
}

TEST(Fingerprint, PartsCannotRunIntoEachOther) {
  model::Finding a = sample(), b = sample();
  a.place.file = "a";
  a.place.function = "bc";
  b.place.file = "ab";
  b.place.function = "c";
  EXPECT_NE(fingerprint("run", a), fingerprint("run", b));
}

TEST(Skeleton, LeavesValuesOut) {
  EXPECT_EQ(skeleton("activity Hello(\"Tokyo\")"), "activity Hello()");
  EXPECT_EQ(skeleton("activity Hello(<text 5>)"), "activity Hello()");
  EXPECT_EQ(skeleton("activity Hello(\"a)b\", [1])x"), "activity Hello()x");
  EXPECT_EQ(skeleton("activity Hello(\"cut off…"), "activity Hello()");
  EXPECT_EQ(skeleton("timer 10:05:01.137"), "timer #");
  EXPECT_EQ(skeleton("timer 2024-05-01T10:00:01Z ends"), "timer # ends");
  EXPECT_EQ(skeleton("{\"a\":1}"), "#");
  EXPECT_EQ(skeleton("\"Tokyo\""), "#");
  EXPECT_EQ(skeleton("<object 1>"), "#");
  EXPECT_EQ(skeleton("v2 and 2"), "v2 and #");
  EXPECT_EQ(skeleton(""), "");
}

TEST(ShortHash, IsTheBeginningOfSha256) {
  EXPECT_EQ(short_hash("abc", 12), "ba7816bf8f01");
  EXPECT_EQ(short_hash("abc", 99).size(), 64u);
}

}  // namespace
}  // namespace core::exporters
