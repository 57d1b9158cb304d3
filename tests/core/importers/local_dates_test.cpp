// Times as spreadsheets write them: told by the other dates of the table, never guessed.
#include "core/importers/storage_table/local_dates.h"

#include <gtest/gtest.h>

namespace core::importers {
namespace {

std::string read(std::string_view text, std::string_view evidence = {}) {
  LocalDates dates;
  if (!evidence.empty()) dates.learn(evidence);
  const auto time = dates.read(text);
  return time ? base::format_round_trip(*time) : "none";
}

TEST(LocalDates, OneOrderAloneMakesSomeDates) {
  EXPECT_EQ(read("3/13/2026 10:00:00 AM"), "2026-03-13T10:00:00.0000000Z");
  EXPECT_EQ(read("13/3/2026 10:00:00"), "2026-03-13T10:00:00.0000000Z");
  EXPECT_EQ(read("3/3/2026 9:05"), "2026-03-03T09:05:00.0000000Z");
  EXPECT_EQ(read("01.03.2026 10:00:00"), "2026-03-01T10:00:00.0000000Z");
  EXPECT_EQ(read("2026-03-01 10:00"), "2026-03-01T10:00:00.0000000Z");
}

TEST(LocalDates, OtherDatesOfTheTableTellTheOrder) {
  EXPECT_EQ(read("3/1/2026 10:00:00 AM"), "none");
  EXPECT_EQ(read("3/1/2026 10:00:00 AM", "3/13/2026 1:00:00 AM"), "2026-03-01T10:00:00.0000000Z");
  EXPECT_EQ(read("3/1/2026 10:00:00 AM", "13/3/2026 1:00:00 AM"), "2026-01-03T10:00:00.0000000Z");
  EXPECT_EQ(read("3/1/2026 10:00:00 AM", "4/4/2026 1:00:00 AM"), "none");
  LocalDates contradictory;
  contradictory.learn("3/13/2026 10:00");
  contradictory.learn("13/3/2026 10:00");
  EXPECT_EQ(contradictory.order(), LocalDates::Order::both);
  EXPECT_FALSE(contradictory.read("3/1/2026 10:00"));
}

TEST(LocalDates, ClocksOfTwelveHours) {
  EXPECT_EQ(read("3/13/2026 12:00:00 AM"), "2026-03-13T00:00:00.0000000Z");
  EXPECT_EQ(read("3/13/2026 12:30:00 PM"), "2026-03-13T12:30:00.0000000Z");
  EXPECT_EQ(read("3/13/2026, 1:30:00.123 p.m."), "2026-03-13T13:30:00.1230000Z");
  EXPECT_EQ(read("3/13/2026 1:30:00\u202FPM UTC"), "2026-03-13T13:30:00.0000000Z");
  EXPECT_EQ(read("3/13/2026 13:30:00 PM"), "none");
}

TEST(LocalDates, WhatIsNoDateIsNone) {
  for (const std::string_view text :
       {"", "soon", "30/30/2026 10:00", "3/13/26 10:00", "3/13/2026", "3/13/2026 10:00 +02:00",
        "2026-03-01T10:00:00Z", "1/2/2026 25:00", "3/13/2026 10:00 and more", "3.13.2026 10:00"}) {
    EXPECT_EQ(read(text), "none") << text;
  }
  EXPECT_FALSE(LocalDates::is_local("2026-03-01T10:00:00Z"));
  EXPECT_FALSE(LocalDates::is_local("2026-03-01 10:00:00"));
  EXPECT_TRUE(LocalDates::is_local("2026-03-01 10:00"));
  EXPECT_TRUE(LocalDates::is_local("3/1/2026 10:00"));
}

}  // namespace
}  // namespace core::importers
