#include "core/session/issue.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/exporters/redact.h"
#include "core/model/place_text.h"

namespace core::session {
namespace {

using base::printable;

/// A fence longer than any run of backticks inside.
std::string fenced(std::string_view text, std::string_view language) {
  std::size_t longest = 2;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  return fmt::format("{}{}\n{}\n{}\n", fence, language, text, fence);
}

/// In a line of prose: what Markdown would take for markup stays text.
std::string inline_code(std::string_view text) {
  std::string plain = printable(text);
  std::replace(plain.begin(), plain.end(), '`', '\'');
  return "`" + plain + "`";
}

std::string edit_lines(const model::Edit& edit) {
  std::string text;
  const auto add = [&text](std::string_view lines, char sign) {
    while (!lines.empty()) {
      const std::size_t end = std::min(lines.find('\n'), lines.size());
      text += fmt::format("{}{}{}", text.empty() ? "" : "\n", sign, printable(lines.substr(0, end)));
      lines.remove_prefix(std::min(end + 1, lines.size()));
    }
  };
  add(edit.before, '-');
  add(edit.after, '+');
  return text;
}

/// "Python 3.11.2" of "Python 3.11.2 at /home/me/…": no path of the machine.
std::string short_interpreter(const std::string& interpreter) {
  return interpreter.substr(0, interpreter.find(" at "));
}

std::string versions(const Snapshot& snapshot) {
  std::string text = "Yieldscope " YIELDSCOPE_VERSION;
  const auto add = [&text](const std::string& part) {
    if (!part.empty()) text += ", " + printable(part);
  };
  if (const model::Trace* trace = snapshot.trace.get()) {
    add(trace->flavour);
    add(short_interpreter(trace->orchestrator.interpreter));
    if (!trace->orchestrator.sdk.empty()) add("SDK " + trace->orchestrator.sdk);
  }
  add(snapshot.format);
  add(base::count_of(snapshot.history->size(), "event"));
  if (snapshot.report) add(std::string(name_of(snapshot.report->fidelity)) + " fidelity");
  return text;
}

void add_sides(std::string& text, const model::Finding& finding) {
  const auto add = [&text](std::string_view title, const std::string& side) {
    if (!side.empty()) text += fmt::format("\n**{}**\n\n{}", title, fenced(printable(side), ""));
  };
  add("History recorded", finding.expected);
  add("Code asks for", finding.actual);
}

void add_causes(std::string& text, const model::Finding& finding, const model::Trace* trace) {
  if (finding.causes.empty() && finding.cause.empty()) return;
  text += "\n**Cause**\n\n";
  for (const model::Cause& cause : finding.causes) {
    const std::string where = where_words(cause.place, trace);
    text += fmt::format("- {}: {}{}\n", name_of(cause.confidence), printable(cause.text),
                        where.empty() ? "" : " (" + inline_code(where) + ")");
  }
  if (!finding.cause.empty()) text += printable(finding.cause) + "\n";
}

}  // namespace

std::string issue_text(const Snapshot& snapshot, const model::Finding& finding,
                       IssueValues values) {
  const model::Trace* trace = snapshot.trace.get();
  const bool is_redacted = values == IssueValues::redacted;
  const exporters::Redactor redactor(snapshot.history.get(), trace);
  const model::Finding told = is_redacted ? redactor.finding(finding) : finding;
  std::string text = fmt::format("### {}: {}\n\n", told.id, printable(told.message));
  const auto add_place = [&](std::string_view name, const model::FindingPlace& place) {
    const std::string where = where_words(place, trace);
    if (!where.empty()) text += fmt::format("- {}: {}\n", name, inline_code(where));
  };
  add_place("Where", told.place);
  if (told.raised_at) add_place("Platform raises", *told.raised_at);
  if (!told.kind.empty()) text += fmt::format("- Kind: {}\n", printable(told.kind));
  add_sides(text, told);
  add_causes(text, told, trace);
  if (!told.fix.empty()) text += fmt::format("\n**Fix**\n\n{}\n", printable(told.fix));
  if (told.edit) {
    text += fmt::format("\n{}:{}\n\n{}", printable(told.edit->file), told.edit->line,
                        fenced(edit_lines(*told.edit), "diff"));
  }
  if (!told.platform_message.empty()) {
    text += "\n**Platform says**\n\n" + fenced(printable(told.platform_message), "");
  }
  text += fmt::format("\n{}\n", versions(snapshot));
  if (is_redacted) text += "Values were replaced by their kind and size.\n";
  return text;
}

}  // namespace core::session
