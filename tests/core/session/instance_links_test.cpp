#include "core/session/instance_links.h"

#include <gtest/gtest.h>

namespace core::session {
namespace {

using Lines = std::vector<std::string>;

InstanceRow row(const std::string& id, const std::string& execution = "",
                const std::string& parent = "") {
  InstanceRow out;
  out.id = id;
  out.execution_id = execution;
  out.parent_id = parent;
  return out;
}

InstanceRow started(InstanceRow out, std::int64_t second) {
  out.started = base::Timestamp{second * base::kTicksPerSecond};
  return out;
}

InstanceRow in_file(InstanceRow out, const std::string& file) {
  out.file = file;
  return out;
}

InstanceRow leftover(const std::string& id, const std::string& execution) {
  InstanceRow out = row(id + "@" + execution, execution);
  out.instance_id = id;
  return out;
}

/// "  child 2/3 <0": indented by its depth, its generation and the place of its parent.
Lines listed(std::vector<InstanceRow> rows) {
  const std::vector<InstanceRow> before = rows;
  const auto order = link_instances(rows);
  EXPECT_EQ(order.size(), rows.size());
  Lines lines;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i].id, before[order[i]].id);
    std::string line = std::string(2 * rows[i].depth, ' ') + rows[i].id;
    if (!rows[i].file.empty()) line += " in " + rows[i].file;
    if (rows[i].generations > 0) {
      line += " " + std::to_string(rows[i].generation) + "/" + std::to_string(rows[i].generations);
    }
    if (rows[i].parent) line += " <" + std::to_string(*rows[i].parent);
    lines.push_back(line);
  }
  return lines;
}

TEST(InstanceLinks, ChildrenStandBehindTheirParentAndTheRestAsItCame) {
  EXPECT_EQ(listed({row("grandchild", "", "child"), row("b"), row("child", "", "a"), row("a")}),
            (Lines{"b", "a", "  child <1", "    grandchild <2"}));
}

TEST(InstanceLinks, AChildIsFoundByTheExecutionInItsId) {
  EXPECT_EQ(listed({row("e1:0"), row("a", "e1"), row("e1:12"), row("e2:0")}),
            (Lines{"a", "  e1:0 <0", "  e1:12 <0", "e2:0"}));
}

TEST(InstanceLinks, AChildIsFoundByTheInstanceIdInItsIdWhenItIsNumberedAsTheSdksDo) {
  EXPECT_EQ(listed({row("order:0001"), row("order"), row("order:7"), row("order:later")}),
            (Lines{"order", "  order:0001 <0", "order:7", "order:later"}));
}

TEST(InstanceLinks, AnExecutionIdOfTwoInstancesLinksNothing) {
  EXPECT_EQ(listed({row("a", "e"), row("b", "e"), row("e:1")}), (Lines{"a", "b", "e:1"}));
}

TEST(InstanceLinks, GenerationsStandTogetherOldestFirst) {
  EXPECT_EQ(listed({started(row("a", "3"), 30), row("b"), started(row("a", "1"), 10),
                    started(row("a", "2"), 20)}),
            (Lines{"a 1/3", "a 2/3", "a 3/3", "b"}));
}

TEST(InstanceLinks, LeftoversAreOlderThanWhatOverwroteThemAndTheLastOnesTheOldest) {
  EXPECT_EQ(listed({row("a", "3"), leftover("a", "2"), leftover("a", "1")}),
            (Lines{"a@1 1/3", "a@2 2/3", "a 3/3"}));
}

TEST(InstanceLinks, AChildStandsBehindTheGenerationThatMadeIt) {
  const auto old = started(row("a", "e1"), 10);
  const auto now = started(row("a", "e2"), 20);
  EXPECT_EQ(listed({now, old, started(row("c", "", "a"), 15), started(row("d", "", "a"), 25),
                    row("e2:3"), row("x", "", "a")}),
            (Lines{"a 1/2", "  c <0", "a 2/2", "  d <2", "  e2:3 <2", "  x <2"}));
}

TEST(InstanceLinks, CopiesInSeveralFilesAreOneGeneration) {
  EXPECT_EQ(listed({in_file(row("a", "e1"), "x"), in_file(row("a", "e1"), "y")}),
            (Lines{"a in x", "a in y"}));
  EXPECT_EQ(listed({in_file(row("a"), "x"), in_file(row("a"), "y")}), (Lines{"a in x", "a in y"}));
  EXPECT_EQ(listed({in_file(started(row("a", "e2"), 20), "x"), in_file(row("a", "e2"), "y"),
                    in_file(started(row("a", "e1"), 10), "z")}),
            (Lines{"a in z 1/2", "a in x 2/2", "a in y 2/2"}));
}

TEST(InstanceLinks, OneTimeWrittenMoreOrLessExactlyIsOneGenerationAcrossFiles) {
  InstanceRow exact = in_file(started(row("a"), 10), "x");
  exact.started->ticks += 1;
  EXPECT_EQ(listed({exact, in_file(started(row("a"), 10), "y")}), (Lines{"a in y", "a in x"}));
  exact.file = "y";
  EXPECT_EQ(listed({exact, in_file(started(row("a"), 10), "y")}),
            (Lines{"a in y 1/2", "a in y 2/2"}));
}

TEST(InstanceLinks, AChildStandsBehindTheParentOfItsOwnFile) {
  EXPECT_EQ(listed({in_file(row("a", "e"), "x"), in_file(row("a", "e"), "y"),
                    in_file(row("c", "", "a"), "y"), in_file(row("e:1"), "z")}),
            (Lines{"a in x", "  e:1 in z <0", "a in y", "  c in y <2"}));
}

TEST(InstanceLinks, CyclesAreBrokenAndNothingIsLost) {
  EXPECT_EQ(listed({row("a", "", "b"), row("b", "", "a")}), (Lines{"b", "  a <0"}));
  EXPECT_EQ(listed({row("a", "", "a")}), (Lines{"a"}));
  EXPECT_EQ(listed({row("a", "", "b"), row("b", "", "c"), row("c", "", "a"), row("d", "", "c")}),
            (Lines{"c", "  b <0", "    a <1", "  d <0"}));
}

TEST(InstanceLinks, AParentThatIsNotThereIsNone) {
  EXPECT_EQ(listed({row("a", "", "gone")}), (Lines{"a"}));
}

TEST(InstanceLinks, RowsWithoutAnIdAreInstancesOfTheirOwn) {
  EXPECT_EQ(listed({row(""), row(""), row("a")}), (Lines{"", "", "a"}));
}

TEST(InstanceLinks, AChainOfAHundredThousandIsLinked) {
  std::vector<InstanceRow> rows;
  for (int i = 0; i < 100'000; ++i) {
    rows.push_back(row(std::to_string(i), "", std::to_string(i + 1)));
  }
  link_instances(rows);
  EXPECT_EQ(rows.front().id, "99999");
  EXPECT_EQ(rows.back().id, "0");
  EXPECT_EQ(rows.back().depth, 99'999U);
}

TEST(InstanceLinks, LinkingAgainChangesNothing) {
  std::vector<InstanceRow> rows{row("c", "", "a"), leftover("a", "1"), row("a", "2")};
  link_instances(rows);
  EXPECT_EQ(listed(rows), listed({row("c", "", "a"), leftover("a", "1"), row("a", "2")}));
}

}  // namespace
}  // namespace core::session
