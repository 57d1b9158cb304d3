#include "app/views/blast_radius.h"

#include <gtest/gtest.h>

#include "tests/support/trace_fixture.h"

namespace app::views {
namespace {

state::AppState opened(const std::string& path, std::shared_ptr<core::session::Snapshot> snapshot) {
  state::AppState state;
  state.file.emplace();
  state.file->path = path;
  set_reading(state, state::build_reading(std::move(snapshot)));
  return state;
}

void open_next(state::AppState& state, const std::string& path,
               std::shared_ptr<core::session::Snapshot> snapshot) {
  state.file->path = path;
  set_reading(state, state::build_reading(std::move(snapshot)));
}

std::string rows_of(const BlastRadius& radius) {
  std::string text;
  for (const BlastRow& row : radius.rows) text += row.name + " " + row.text + "\n";
  return text;
}

TEST(BlastRadius, WithoutOtherHistoriesItSaysSo) {
  const auto state = opened("/h/a.json", tests::support::diverged());
  const BlastRadius radius = build_blast_radius(state, 0);
  EXPECT_TRUE(radius.rows.empty());
  EXPECT_EQ(radius.summary,
            "No other history was opened; yieldscope check tells it for a folder");
}

TEST(BlastRadius, TellsWhatWasSeenAndWhatWasNot) {
  auto state = opened("/h/b.json", tests::support::diverged());
  open_next(state, "/h/c.json", tests::support::sequence());
  open_next(state, "/h/a.json", tests::support::diverged());
  state.seen.push_back({"/h/d.json", "other", "other code", {}});
  const BlastRadius radius = build_blast_radius(state, 0);
  EXPECT_EQ(radius.summary, "1 other history breaks the same way, 1 does not, 1 not checked");
  EXPECT_EQ(rows_of(radius),
            "b.json breaks the same way\nc.json does not break this way\nd.json not checked\n");
  EXPECT_EQ(radius.rows[0].path, "/h/b.json");
}

TEST(BlastRadius, OtherInstancesOfTheFileCount) {
  auto state = opened("/h/a.json", tests::support::diverged());
  state::InstanceRows rows(3);
  rows[1].id = "second";
  rows[2].id = "third";
  state.file->instances = std::make_shared<const state::InstanceRows>(std::move(rows));
  const BlastRadius radius = build_blast_radius(state, 0);
  EXPECT_EQ(radius.summary, "2 not checked");
  EXPECT_EQ(radius.rows[1].instance, 2U);
}

TEST(BlastRadius, AnotherVersionOfTheCodeTellsNothing) {
  auto state = opened("/h/b.json", tests::support::diverged());
  const auto edited = tests::support::diverged();
  const auto trace = std::make_shared<core::model::Trace>(*edited->trace);
  trace->orchestrator.sha256 = "another";
  edited->trace = trace;
  open_next(state, "/h/a.json", edited);
  EXPECT_EQ(rows_of(build_blast_radius(state, 0)), "b.json not checked\n");
}

}  // namespace
}  // namespace app::views
