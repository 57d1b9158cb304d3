#include "core/session/issue.h"

#include <gtest/gtest.h>

#include "tests/support/trace_fixture.h"

namespace core::session {
namespace {

/// diverged() whose finding quotes a value and holds what Markdown would take for markup.
std::shared_ptr<Snapshot> snapshot() {
  auto out = tests::support::diverged();
  auto trace = std::make_shared<model::Trace>(*out->trace);
  model::Finding& finding = trace->findings[0];
  finding.expected = R"(activity Charge("card 4111"))";
  finding.actual = "activity ```Refund";
  finding.causes.push_back({model::Confidence::proven, "Random numbers", finding.place});
  finding.edit = model::Edit{"order.py", 11, "a\nb", "c"};
  out->trace = trace;
  return out;
}

std::string issue(IssueValues values) {
  const auto subject = snapshot();
  return issue_text(*subject, subject->trace->findings[0], values);
}

TEST(IssueText, HoldsTheCardAndTheVersions) {
  const std::string text = issue(IssueValues::shown);
  EXPECT_TRUE(text.starts_with(
      "### YS1001: The code calls Refund where the history recorded Charge\n\n- Where: `order.py:11"))
      << text;
  EXPECT_NE(text.find("```\nactivity Charge(\"card 4111\")\n```\n"), std::string::npos) << text;
  EXPECT_NE(text.find("- proven: Random numbers"), std::string::npos) << text;
  EXPECT_NE(text.find("```diff\n-a\n-b\n+c\n```\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\nYieldscope "), std::string::npos) << text;
}

TEST(IssueText, AFenceIsLongerThanTheBackticksInside) {
  EXPECT_NE(issue(IssueValues::shown).find("````\nactivity ```Refund\n````\n"), std::string::npos);
}

TEST(IssueText, ValuesAreLeftOutUnlessAskedFor) {
  const std::string text = issue(IssueValues::redacted);
  EXPECT_EQ(text.find("4111"), std::string::npos) << text;
  EXPECT_NE(text.find("activity Charge("), std::string::npos) << text;
  EXPECT_TRUE(text.ends_with("Values were replaced by their kind and size.\n"));
}

}  // namespace
}  // namespace core::session
