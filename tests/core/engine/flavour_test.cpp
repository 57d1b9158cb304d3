// The rows, and which replay schema each takes from a payload. SEMANTICS 3.1, Construction.
#include <gtest/gtest.h>

#include "core/engine/schema.h"
#include "tests/core/engine/run_script.h"

namespace tests::engine {
namespace {

using core::engine::find_flavour;
using core::engine::resolve_rules;

core::model::Envelope envelope(std::optional<std::int64_t> upper,
                               std::optional<std::int64_t> upper_new) {
  core::model::Envelope out;
  out.upper_schema_version = upper;
  out.upper_schema_version_new = upper_new;
  return out;
}

TEST(Flavour, TheOlderSdkIsTheDefault) {
  EXPECT_EQ(core::engine::default_flavour().name, "azure-functions-python-1.2");
  EXPECT_EQ(core::engine::flavours().size(), 3u);
  EXPECT_EQ(find_flavour("azure"), nullptr);
}

TEST(Flavour, TheOlderSdkReadsTheOlderMember) {
  const auto& older = *find_flavour("azure-functions-python-1.2");
  EXPECT_EQ(resolve_rules(older, envelope(0, 2)).schema, 1);
  EXPECT_EQ(resolve_rules(older, envelope(1, 2)).schema, 2);
  EXPECT_EQ(resolve_rules(older, envelope({}, {})).schema, 2);
  EXPECT_EQ(resolve_rules(older, envelope(2, {})).refusal, "2 is not a valid ReplaySchema");
}

TEST(Flavour, TheNewerSdkPrefersTheNewerMemberAndClampsIt) {
  const auto& newer = *find_flavour("azure-functions-python-1.3");
  EXPECT_EQ(resolve_rules(newer, envelope(1, 2)).schema, 3);
  EXPECT_EQ(resolve_rules(newer, envelope(1, 7)).schema, 3);
  EXPECT_EQ(resolve_rules(newer, envelope(1, {})).schema, 2);
  EXPECT_EQ(resolve_rules(newer, envelope(0, {})).schema, 1);
}

TEST(Flavour, APayloadThatTheSdkRefusesRunsNoCode) {
  Sentences history;
  history.schema(2).started().scheduled("A").done();
  const Trace trace = run(Script().call("A").wait(0), history);
  EXPECT_EQ(outcome(trace, 1), "the SDK broke: ValueError: 2 is not a valid ReplaySchema");
  EXPECT_EQ(trace.passes[0].length, 0u);
}

}  // namespace
}  // namespace tests::engine
