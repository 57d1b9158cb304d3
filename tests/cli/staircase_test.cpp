#include "app/cli/staircase.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "app/cli/text_layout.h"
#include "core/model/history_builder.h"

namespace app::cli {
namespace {

using namespace core;  // NOLINT: the model is the vocabulary of this test
using testing::HasSubstr;

/// A chain of calls: pass k gets one answer and waits one yield later.
session::Snapshot chain(std::uint32_t calls) {
  model::HistoryBuilder builder;
  builder.envelope().name = "chain";
  model::EventRecord record;
  record.type = model::EventType::orchestrator_started;
  builder.append(record);
  auto trace = std::make_shared<model::Trace>();
  trace->history = builder.finish();
  trace->spines.emplace_back();
  for (std::uint32_t i = 0; i < calls; ++i) {
    model::Yield yield;
    model::Op op;
    op.handle = model::TaskHandle{i};
    op.name = "Step";
    yield.segment.ops.push_back(op);
    yield.what = op.handle;
    trace->spines[0].yields.push_back(yield);
    model::Pass pass;
    pass.number = i + 1;
    pass.length = i + 1;
    pass.first_fresh = i == 0 ? 0 : i - 1;
    trace->passes.push_back(pass);
  }
  session::Snapshot snapshot;
  snapshot.history = trace->history;
  snapshot.report = std::make_shared<model::Report>();
  snapshot.trace = trace;
  return snapshot;
}

std::string drawn(std::uint32_t calls, const char* columns) {
  ::setenv("COLUMNS", columns, 1);
  ::setenv("NO_COLOR", "1", 1);
  return staircase(chain(calls), Console());
}

TEST(Staircase, DrawsOneRowAPassAndOneColumnAYield) {
  const std::string picture = drawn(3, "100");
  EXPECT_THAT(picture, HasSubstr("    1 2 3\n"));
  EXPECT_THAT(picture, HasSubstr("p1  ○   "));
  EXPECT_THAT(picture, HasSubstr("p2  ● ○ "));
  EXPECT_THAT(picture, HasSubstr("p3  ■ ● ○ "));
  EXPECT_THAT(picture, HasSubstr("■ replayed   ● fresh   ○ waiting   ✕ diverged   ! failed"));
  EXPECT_THAT(
      picture,
      HasSubstr("replay cost: 3 yields gone past, 2 of them for the first time, 1 replayed"));
}

TEST(Staircase, AThousandPassesAreLeftOutWithTheirCount) {
  const std::string picture = drawn(1000, "100");
  EXPECT_THAT(picture, HasSubstr("960 passes not shown\n"));
  EXPECT_THAT(picture, HasSubstr("\n  p20  "));
  EXPECT_THAT(picture, HasSubstr("\n p981  "));
  EXPECT_THAT(picture, HasSubstr("\np1000"));
  EXPECT_THAT(picture, HasSubstr("… 976 more"));
  EXPECT_THAT(picture, HasSubstr("499500 yields gone past"));
}

TEST(Staircase, TheDivergenceIsNeverLeftOut) {
  ::setenv("COLUMNS", "100", 1);
  auto snapshot = chain(1000);
  auto trace = std::make_shared<model::Trace>(*snapshot.trace);
  model::Divergence divergence;
  divergence.pass = model::PassIndex{499};
  divergence.yield = model::YieldIndex{499};
  trace->divergence = divergence;
  snapshot.trace = trace;
  const std::string picture = staircase(snapshot, Console());
  EXPECT_THAT(picture, HasSubstr("479 passes not shown\n p500  "));
  EXPECT_THAT(picture, HasSubstr("480 passes not shown\n p981  "));
  EXPECT_THAT(picture, HasSubstr("… ✕ …"));
}

TEST(Staircase, RowsFitTheTerminal) {
  for (const char* columns : {"80", "100", "200"}) {
    const std::string picture = drawn(1000, columns);
    // Below the verdict, down to the legend.
    std::size_t at = picture.find("\n\n") + 2;
    const std::size_t legend = picture.find("\n\n", at);
    while (at < legend) {
      const std::size_t end = picture.find('\n', at);
      const std::string line = picture.substr(at, end - at);
      EXPECT_LE(columns_of(line), std::strtoul(columns, nullptr, 10)) << line;
      at = end + 1;
    }
  }
}

}  // namespace
}  // namespace app::cli
