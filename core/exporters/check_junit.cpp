// JUnit XML as the Jenkins xunit plugin and most CI servers read it: testsuites, a testsuite a
// folder of the corpus, a testcase a history. Times are left at 0: they would change from run to
// run.
#include <fmt/format.h>

#include <map>
#include <vector>

#include "core/exporters/check_report.h"
#include "core/exporters/check_words.h"
#include "core/exporters/markup.h"

namespace core::exporters {
namespace {

using model::CheckedHistory;
using model::CheckState;

struct Suite {
  std::vector<const CheckedHistory*> cases;
  std::size_t failures = 0;
  std::size_t errors = 0;
};

std::string folder_of(std::string_view file) {
  const std::size_t slash = file.find_last_of('/');
  if (slash == std::string_view::npos) return ".";
  return std::string(file.substr(0, slash == 0 ? 1 : slash));
}

std::string_view base_name(std::string_view file) {
  const std::size_t slash = file.find_last_of('/');
  return slash == std::string_view::npos ? file : file.substr(slash + 1);
}

std::map<std::string, Suite> suites_of(const model::CheckResult& result) {
  std::map<std::string, Suite> suites;
  for (const CheckedHistory& history : result.histories) {
    Suite& suite = suites[folder_of(history.file)];
    suite.cases.push_back(&history);
    suite.failures +=
        history.state == CheckState::breaks || history.state == CheckState::needs_guard;
    suite.errors += history.state == CheckState::not_judged;
  }
  return suites;
}

/// The one whose rule names the failure: the first error that is no consequence, else the first.
const model::Finding* leading_finding(const CheckedHistory& history) {
  for (const model::Finding& finding : history.findings) {
    if (finding.severity == model::Severity::error && !finding.is_consequence) return &finding;
  }
  return history.findings.empty() ? nullptr : &history.findings.front();
}

std::string cards(const CheckedHistory& history, const std::vector<model::Finding>& findings) {
  std::string text;
  for (const model::Finding& finding : findings) {
    text += (text.empty() ? "" : "\n\n") + card_text(finding, history);
  }
  return text;
}

/// `<failure message="…" type="YS1003">the cards</failure>`.
std::string complaint(std::string_view element, const CheckedHistory& history) {
  const model::Finding* leading = leading_finding(history);
  const std::string type = leading != nullptr ? leading->id : std::string(state_id(history.state));
  std::string message = std::string(model::name_of(history.state));
  if (!history.reason.empty()) message += ": " + history.reason;
  return fmt::format("      <{0} message=\"{1}\" type=\"{2}\">{3}</{0}>\n", element,
                     escape_markup(message), escape_markup(type),
                     escape_markup(cards(history, history.findings)));
}

/// What is worth knowing of any history, also of a safe one.
std::string system_out(const CheckedHistory& history) {
  std::string text = fmt::format("state: {}\n", model::name_of(history.state));
  if (history.before) text += fmt::format("before: {}\n", model::name_of(*history.before));
  if (!history.reason.empty()) text += "reason: " + history.reason + "\n";
  text += fmt::format("file: {}\ninstance: {}\n", history.file, history.instance_id);
  text += fmt::format("passes: {}, yields: {}, events: {}", history.passes, history.yields,
                      history.events);
  const bool is_failure = history.state != CheckState::safe;
  if (!is_failure && !history.findings.empty()) {
    text += "\n\n" + cards(history, history.findings);
  }
  if (!history.accepted.empty()) {
    text += "\n\naccepted by the baseline:\n" + cards(history, history.accepted);
  }
  return escape_markup(text);
}

std::string test_case(const CheckedHistory& history) {
  const std::string file(base_name(history.file));
  const std::string& group = history.name.empty() ? history.file : history.name;
  const std::string name =
      history.instance_id.empty() ? file : fmt::format("{} ({})", history.instance_id, file);
  std::string out = fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"0\">\n",
                                escape_markup(group), escape_markup(name));
  if (history.state == CheckState::not_judged) {
    out += complaint("error", history);
  } else if (history.state != CheckState::safe) {
    out += complaint("failure", history);
  }
  return out + "      <system-out>" + system_out(history) + "</system-out>\n    </testcase>\n";
}

std::string counts_of(std::size_t tests, std::size_t failures, std::size_t errors) {
  return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\"", tests, failures, errors);
}

}  // namespace

std::string check_junit(const model::CheckResult& result) {
  std::string body;
  std::size_t failures = 0, errors = 0;
  for (const auto& [folder, suite] : suites_of(result)) {
    failures += suite.failures;
    errors += suite.errors;
    body += fmt::format("  <testsuite name=\"{}\" {} skipped=\"0\" time=\"0\">\n",
                        escape_markup(folder),
                        counts_of(suite.cases.size(), suite.failures, suite.errors));
    for (const CheckedHistory* history : suite.cases) body += test_case(*history);
    body += "  </testsuite>\n";
  }
  // An empty corpus must never look green to a server that counts.
  std::size_t tests = result.histories.size();
  if (tests == 0) {
    tests = errors = 1;
    body = fmt::format(
        "  <testsuite name=\".\" {} skipped=\"0\" time=\"0\">\n"
        "    <testcase classname=\"check\" name=\"corpus\" time=\"0\">\n"
        "      <error message=\"{}\" type=\"empty_corpus\"></error>\n"
        "    </testcase>\n  </testsuite>\n",
        counts_of(1, 0, 1), escape_markup(conclusion(result)));
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"yieldscope check\" {} time=\"0\">\n{}</testsuites>\n",
      counts_of(tests, failures, errors), body);
}

}  // namespace core::exporters
