#include "app/views/instances_view.h"

#include <gtest/gtest.h>

namespace app::views {
namespace {

using core::model::RuntimeStatus;
using state::InstanceGroup;
using state::InstanceList;
using state::InstanceRows;

core::session::InstanceRow row(const char* id, const char* name, RuntimeStatus status,
                               std::optional<std::size_t> parent = std::nullopt) {
  core::session::InstanceRow made;
  made.id = id;
  made.name = name;
  made.status = status;
  made.parent = parent;
  made.depth = parent ? 1 : 0;
  made.events = 16;
  return made;
}

/// Two orders, the first with a child that has one of its own, and a file that could not be read.
state::InstanceRowsPtr orders() {
  InstanceRows rows{row("order-1", "ProcessOrder", RuntimeStatus::completed),
                    row("order-1:1", "Ship", RuntimeStatus::failed, 0),
                    row("order-1:1:0", "Pack", RuntimeStatus::completed, 1),
                    row("order-2", "ProcessOrder", RuntimeStatus::running)};
  rows[1].depth = 1;
  rows[2].depth = 2;
  rows[3].started = core::base::parse_timestamp("2024-05-01T10:00:02.5Z");
  rows[3].generation = 2;
  rows[3].generations = 3;
  rows.emplace_back();
  rows.back().file = "/c/broken.json";
  rows.back().problem = core::base::Error{"import.malformed", "this is no history", {}, "do that"};
  return std::make_shared<const InstanceRows>(std::move(rows));
}

InstancesView made(const state::InstanceRowsPtr& rows, const InstanceList& list) {
  InstancesView view(rows);
  view.update(list);
  while (view.is_searching()) view.search(std::chrono::milliseconds(1));
  return view;
}

InstanceList filtered(const char* text, std::initializer_list<InstanceGroup> groups = {}) {
  InstanceList list;
  list.filter.text = text;
  for (const InstanceGroup group : groups) list.filter.toggle(group);
  return list;
}

/// Ids behind their indentation, one a line.
std::string drawn(InstancesView& view) {
  std::string text;
  for (std::size_t i = 0; i < view.size(); ++i) {
    const InstanceLine& line = view.line(i);
    text += std::string(line.indent, '>') + line.id + "\n";
  }
  return text;
}

TEST(InstancesView, ChildrenStandBehindTheirParents) {
  InstancesView view = made(orders(), {});
  EXPECT_EQ(drawn(view), "order-1\n>order-1:1\n>>order-1:1:0\norder-2\nthis is no history\n");
  EXPECT_EQ(view.shown_text(), "5 rows");
  EXPECT_EQ(view.line(0).children, 1U);
  EXPECT_EQ(view.line(2).children, 0U);
  EXPECT_EQ(view.line(0).generation, "");
  EXPECT_EQ(view.line(3).generation, "2 of 3");
  EXPECT_EQ(view.line(3).started, "2024-05-01 10:00:02");
  EXPECT_EQ(view.line(3).events, "16 events");
}

TEST(InstancesView, FoldedChildrenAreCountedAndOutOfSight) {
  InstanceList list;
  toggle_folded(list, 0);
  InstancesView view = made(orders(), list);
  EXPECT_EQ(drawn(view), "order-1\norder-2\nthis is no history\n");
  EXPECT_EQ(view.shown_text(), "3 of 5");
  EXPECT_TRUE(view.line(0).is_folded);
  EXPECT_EQ(view.line(0).folded, "1 child folded");
  toggle_folded(list, 0);
  view.update(list);
  while (view.is_searching()) view.search(std::chrono::milliseconds(1));
  EXPECT_EQ(view.shown_text(), "5 rows");
}

TEST(InstancesView, AFilterFindsWhatIsFoldedAway) {
  InstanceList list = filtered("PACK");
  list.folded.insert(0);
  InstancesView view = made(orders(), list);
  EXPECT_EQ(drawn(view), "order-1:1:0\n");
  EXPECT_EQ(view.shown_text(), "1 of 5");
}

TEST(InstancesView, TextIsSoughtInNamesIdsAndFilesAndMayHaveWildcards) {
  const auto rows = orders();
  const auto found = [&](const char* text) {
    InstancesView view = made(rows, filtered(text));
    return drawn(view);
  };
  EXPECT_EQ(found("order-2"), "order-2\n");
  EXPECT_EQ(found("ship"), "order-1:1\n");
  EXPECT_EQ(found("broken"), "this is no history\n");
  EXPECT_EQ(found("order-?"), "order-1\norder-2\n");
  EXPECT_EQ(found("*:0"), "order-1:1:0\n");
  EXPECT_EQ(found("P*"), "order-1\n>order-1:1:0\norder-2\n");
  EXPECT_EQ(found("  "), "order-1\n>order-1:1\n>>order-1:1:0\norder-2\nthis is no history\n");
  EXPECT_EQ(found("nothing like it"), "");
}

TEST(InstancesView, GroupsAreCountedWhatWantsALookFirst) {
  const auto rows = orders();
  InstancesView view = made(rows, {});
  std::string groups;
  for (const GroupCount& group : view.groups()) groups += group.text + "\n";
  EXPECT_EQ(groups, "Failed 1\nNot readable 1\nRunning 1\nCompleted 2\n");
  InstancesView failed = made(rows, filtered("", {InstanceGroup::failed}));
  EXPECT_EQ(drawn(failed), "order-1:1\n");
  EXPECT_EQ(failed.groups().size(), 4U);
  InstancesView two = made(rows, filtered("order", {InstanceGroup::failed, InstanceGroup::running}));
  EXPECT_EQ(drawn(two), "order-1:1\norder-2\n");
}

TEST(InstancesView, ARowWithoutAnInstanceSaysWhyAndWhatToDo) {
  InstancesView view = made(orders(), {});
  const InstanceLine& line = view.line(4);
  EXPECT_EQ(line.name, "broken.json");
  EXPECT_EQ(line.group, InstanceGroup::unreadable);
  EXPECT_EQ(line.details[1], (std::pair<std::string_view, std::string>{"what to do", "do that"}));
}

TEST(InstancesView, ACorpusCountsItsFilesByFormat) {
  InstanceRows rows(*orders());
  for (std::size_t i = 0; i < 4; ++i) {
    rows[i].file = i < 3 ? "/c/table.csv" : "/c/status.json";
    rows[i].format = i < 3 ? "storage-table" : "http-status";
  }
  InstancesView view = made(std::make_shared<const InstanceRows>(std::move(rows)), {});
  EXPECT_EQ(view.corpus_text(), "4 instances in 3 files");
  EXPECT_EQ(view.formats_text(), "1 http-status, 1 not readable, 1 storage-table");
  EXPECT_EQ(view.line(0).file, "table.csv");
  EXPECT_EQ(made(orders(), {}).formats_text(), "1 not readable");
}

TEST(InstancesView, ManyRowsAreSearchedInPieces) {
  InstanceRows rows(100'000);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].id = "instance-" + std::to_string(i);
  InstancesView view(std::make_shared<const InstanceRows>(std::move(rows)));
  view.update(filtered("99"));
  view.search(std::chrono::microseconds(0));
  ASSERT_TRUE(view.is_searching());
  EXPECT_TRUE(view.shown_text().ends_with(" of 100,000, searching"));
  while (view.is_searching()) view.search(std::chrono::milliseconds(1));
  EXPECT_EQ(view.size(), 3'691U);
  EXPECT_EQ(view.shown_text(), "3,691 of 100,000");
  EXPECT_EQ(view.line(view.size() - 1).id, "instance-99999");
  EXPECT_EQ(view.line(0).id, "instance-99");
  EXPECT_EQ(view.index_of(99), 0U);
  EXPECT_EQ(view.index_of(100), 1U);
  EXPECT_EQ(view.row_at(1), 199U);
}

}  // namespace
}  // namespace app::views
