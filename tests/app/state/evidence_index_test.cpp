#include "app/state/evidence_index.h"

#include <gtest/gtest.h>

#include "tests/support/trace_fixture.h"

namespace app::state {
namespace {

using model::PassIndex;
using model::YieldIndex;

/// A trace with evidence at the given (pass, yield) pairs, from 0.
model::Trace noted(const core::session::Snapshot& snapshot,
                   std::vector<std::pair<std::uint32_t, std::uint32_t>> places) {
  model::Trace trace = *snapshot.trace;
  for (const auto& [pass, yield] : places) {
    trace.evidence.push_back({.kind = "clock", .detail = "time.time()", .is_refused = false,
                              .place = model::kNoPlace, .pass = PassIndex{pass},
                              .yield = YieldIndex{yield}});
  }
  return trace;
}

TEST(EvidenceIndex, AReadCountsForEveryLaterPassThroughTheSameYield) {
  const model::Trace trace = noted(*tests::support::sequence(), {{1, 1}});
  const EvidenceIndex index(trace);
  EXPECT_FALSE(index.has(trace, PassIndex{0}, YieldIndex{1}));
  EXPECT_TRUE(index.has(trace, PassIndex{1}, YieldIndex{1}));
  EXPECT_TRUE(index.has(trace, PassIndex{3}, YieldIndex{1}));
  EXPECT_FALSE(index.has(trace, PassIndex{3}, YieldIndex{0}));
}

TEST(EvidenceIndex, ALaterPassSaysNothingAboutAnEarlierOne) {
  const model::Trace trace = noted(*tests::support::sequence(), {{2, 0}});
  const EvidenceIndex index(trace);
  EXPECT_FALSE(index.has(trace, PassIndex{1}, YieldIndex{0}));
  EXPECT_TRUE(index.has(trace, PassIndex{2}, YieldIndex{0}));
}

TEST(EvidenceIndex, AForkedYieldIsAnotherOne) {
  const model::Trace trace = noted(*tests::support::diverged(), {{0, 0}, {1, 1}});
  const EvidenceIndex index(trace);
  ASSERT_NE(&trace.yield_at(PassIndex{0}, YieldIndex{0}),
            &trace.yield_at(PassIndex{1}, YieldIndex{1}));
  EXPECT_EQ(index.at(trace, PassIndex{1}, YieldIndex{1}), std::vector<std::uint32_t>{1});
}

TEST(EvidenceIndex, TheEndOfAPassBelongsToThatPassAlone) {
  const model::Trace plain = *tests::support::sequence()->trace;
  const std::uint32_t end = plain.passes[0].length;
  const model::Trace trace = noted(*tests::support::sequence(), {{0, end}});
  const EvidenceIndex index(trace);
  EXPECT_TRUE(index.has(trace, PassIndex{0}, YieldIndex{end}));
  EXPECT_FALSE(index.has(trace, PassIndex{1}, YieldIndex{end}));
  EXPECT_EQ(index.in_pass(trace, PassIndex{0}).size(), 1U);
  EXPECT_TRUE(index.in_pass(trace, PassIndex{1}).empty());
}

}  // namespace
}  // namespace app::state
