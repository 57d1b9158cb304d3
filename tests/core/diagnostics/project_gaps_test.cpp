// What a project lacked where it was replayed.
#include <gtest/gtest.h>

#include "tests/core/diagnostics/story.h"

namespace tests {
namespace {

model::Trace trace_with(const std::string& kind, const std::string& detail, std::size_t times = 1) {
  model::Trace trace = two_calls_trace(two_calls().tell());
  for (std::size_t i = 0; i < times; ++i) {
    trace.evidence.push_back({kind, detail, false, model::PlaceIndex{0},
                              model::PassIndex{static_cast<std::uint32_t>(i)},
                              model::YieldIndex{0}});
  }
  return trace;
}

TEST(ProjectGaps, EachStubbedPackageIsNamedOnce) {
  const auto findings = diagnose(trace_with("stubbed", "requests", 2));
  EXPECT_EQ(ids(findings), std::vector<std::string>{"YS2016"});
  EXPECT_EQ(findings[0].message, "requests is not installed; a stand-in took its place.");
  EXPECT_EQ(findings[0].severity, model::Severity::information);
}

TEST(ProjectGaps, AStandInUsedByTheOrchestratorIsAWarning) {
  const auto findings = diagnose(trace_with("stub", "requests.get()"));
  EXPECT_EQ(ids(findings), std::vector<std::string>{"YS2017"});
  EXPECT_EQ(findings[0].message, "The orchestrator uses a stand-in: requests.get().");
  EXPECT_EQ(findings[0].severity, model::Severity::warning);
}

TEST(ProjectGaps, AnObjectThatStayedADictNamesItsClass) {
  const auto findings = diagnose(trace_with("undecoded", "models.Order"));
  EXPECT_EQ(ids(findings), std::vector<std::string>{"YS2018"});
  EXPECT_EQ(findings[0].message,
            "The history holds an object of class models.Order, which the project has not "
            "imported; the code got a dict.");
}

TEST(ProjectGaps, ABlueprintNobodyRegistersIsAWarning) {
  const auto findings = diagnose(trace_with("unregistered", "draft"));
  EXPECT_EQ(ids(findings), std::vector<std::string>{"YS2019"});
  EXPECT_EQ(findings[0].message,
            "The orchestrator draft belongs to a blueprint that no app registers.");
}

TEST(ProjectGaps, CodeOfAnotherNameIsAWarning) {
  model::Trace trace = trace_with("other_name", "Orders");
  trace.orchestrator.function = "Billing";
  const auto findings = diagnose(trace);
  EXPECT_EQ(ids(findings), std::vector<std::string>{"YS2020"});
  EXPECT_EQ(findings[0].message,
            "The history is of Orders, but the code that ran is called Billing.");
}

TEST(ProjectGaps, NothingMissingIsNothingFound) {
  EXPECT_TRUE(diagnose(two_calls_trace(two_calls().tell())).empty());
}

}  // namespace
}  // namespace tests
