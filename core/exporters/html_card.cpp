#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/base/text_difference.h"
#include "core/exporters/check_words.h"
#include "core/exporters/html_parts.h"
#include "core/exporters/markup.h"
#include "core/model/place_text.h"

namespace core::exporters {
namespace {

using base::printable;

/// How many calls stand around one that differs, and how many rows there are at most.
constexpr std::size_t kContext = 2;
constexpr std::size_t kMostCalls = 60;

std::string marked(const std::vector<base::TextPart>& parts, bool has_marks) {
  std::string html;
  for (const base::TextPart& part : parts) {
    const std::string text = escape_markup(part.text);
    html += has_marks && part.is_changed ? "<mark>" + text + "</mark>" : text;
  }
  return html;
}

/// Expected beside actual with the changed part marked.
std::string sides(const model::Finding& finding) {
  if (finding.expected.empty() && finding.actual.empty()) return {};
  const std::string expected = printable(finding.expected);
  const std::string actual = printable(finding.actual);
  const base::TextDifference difference = base::difference_of(expected, actual);
  const bool has_marks = difference.is_worth_marking;
  const auto side = [&](std::string_view style, std::string_view label, std::string_view text,
                        const std::vector<base::TextPart>& parts) {
    return text.empty() ? std::string()
                        : fmt::format("<div class=\"side {}\"><h5>{}</h5><code>{}</code></div>",
                                      style, label, marked(parts, has_marks));
  };
  return "<div class=\"sides\">" + side("expected", "Expected", expected, difference.left) +
         side("actual", "Actual", actual, difference.right) + "</div>\n";
}

std::string row(std::string_view label, const std::string& html) {
  return html.empty()
             ? std::string()
             : fmt::format("<div class=\"row\"><dt>{}</dt><dd>{}</dd></div>\n", label, html);
}

std::string causes(const model::Finding& finding, const model::Trace* trace) {
  std::string html = escape_markup(printable(finding.cause));
  if (finding.causes.empty()) return html;
  html += "<ol class=\"causes\">";
  for (const model::Cause& cause : finding.causes) {
    const std::string where = where_words(cause.place, trace);
    html += fmt::format(
        "<li><span class=\"tag {0}\">{0}</span> {1}{2}</li>", name_of(cause.confidence),
        escape_markup(printable(cause.text)),
        where.empty() ? "" : " <span class=\"quiet\">" + escape_markup(where) + "</span>");
  }
  return html + "</ol>";
}

std::string edit_lines(std::string_view text, char sign, std::string_view style) {
  std::string html;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    html += fmt::format("<span class=\"{}\">{} {}</span>", style, sign,
                        escape_markup(printable(text.substr(0, end))));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return html;
}

std::string edit(const model::Edit& change) {
  return fmt::format("<p class=\"quiet\">{}:{}</p><pre class=\"edit\">{}{}</pre>",
                     escape_markup(printable(change.file)), change.line,
                     edit_lines(change.before, '-', "out"), edit_lines(change.after, '+', "in"));
}

std::string head(const model::Finding& finding, std::span<const RuleNote> rules) {
  const auto rule = std::find_if(rules.begin(), rules.end(),
                                 [&](const RuleNote& note) { return note.id == finding.id; });
  std::string html =
      fmt::format("<header><span class=\"tag {0}\">{0}</span> <b>{1}</b>",
                  name_of(finding.severity), escape_markup(printable(finding.id)));
  if (rule != rules.end()) html += " <span>" + escape_markup(rule->title) + "</span>";
  if (!finding.kind.empty()) {
    html += " <span class=\"tag\">" + escape_markup(printable(finding.kind)) + "</span>";
  }
  if (finding.is_from_source) html += " <span class=\"tag\">found by reading the source</span>";
  if (finding.is_consequence) {
    html +=
        fmt::format(" <span class=\"tag\">follows from {}</span>",
                    finding.follows_from.empty() ? "another finding"
                                                 : escape_markup(printable(finding.follows_from)));
  }
  return html + "</header>\n";
}

}  // namespace

std::string html_card(const model::Finding& finding, const model::CheckedHistory& history,
                      std::span<const RuleNote> rules) {
  const model::Trace* trace = history.trace.get();
  const auto plain = [](const std::string& text) { return escape_markup(printable(text)); };
  std::string html = fmt::format("<article class=\"card {}{}\">\n", name_of(finding.severity),
                                 finding.is_consequence ? " consequence" : "");
  html += head(finding, rules) + "<p class=\"what\">" + plain(finding.message) + "</p>\n";
  const bool has_line = history.place && !history.source_line.empty() &&
                        finding.place.file == history.place->file &&
                        finding.place.line == history.place->line;
  if (has_line) {
    html += fmt::format("<pre class=\"line\"><span class=\"quiet\">{}</span>  {}</pre>\n",
                        finding.place.line, plain(history.source_line));
  }
  html += sides(finding) + "<dl>\n";
  html += row("Where", escape_markup(where_words(finding.place, trace)));
  if (!finding.platform_message.empty()) {
    html += row("Platform", "<q>" + plain(finding.platform_message) + "</q>");
  }
  if (finding.raised_at) {
    html += row("Raised at", escape_markup(where_words(*finding.raised_at, trace)));
  }
  html += row("Cause", causes(finding, trace));
  html += row("Fix", plain(finding.fix) + (finding.edit ? edit(*finding.edit) : std::string()));
  return html + "</dl>\n</article>\n";
}

std::string html_alignment(const model::Alignment& alignment) {
  const auto& calls = alignment.calls;
  const auto differs = [&](std::size_t i) { return calls[i].kind != model::AlignmentKind::same; };
  std::vector<bool> is_shown(calls.size());
  std::size_t rows = 0;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    if (!differs(i)) continue;
    const std::size_t from = i < kContext ? 0 : i - kContext;
    for (std::size_t k = from; k < std::min(calls.size(), i + kContext + 1); ++k) {
      if (is_shown[k] || rows == kMostCalls) continue;
      is_shown[k] = true;
      ++rows;
    }
  }
  if (rows == 0) return {};
  std::string html =
      "<table class=\"calls\"><caption>The code’s calls beside the recorded ones</caption>"
      "<thead><tr><th></th><th>Recorded</th><th>Code</th><th>Where</th></tr></thead><tbody>\n";
  std::size_t hidden = 0;
  const auto gap = [&] {
    if (hidden == 0) return;
    html += fmt::format("<tr class=\"gap\"><td colspan=\"4\">{} not shown</td></tr>\n",
                        base::count_of(hidden, "call"));
    hidden = 0;
  };
  for (std::size_t i = 0; i < calls.size(); ++i) {
    if (!is_shown[i]) {
      ++hidden;
      continue;
    }
    gap();
    const model::AlignedCall& call = calls[i];
    const std::string recorded = printable(call.recorded);
    const std::string code = printable(call.code);
    const base::TextDifference difference = base::difference_of(recorded, code);
    const bool has_marks = differs(i) && difference.is_worth_marking;
    html += fmt::format(
        "<tr class=\"{}\"><td>{}</td><td><code>{}</code></td><td><code>{}</code></td>"
        "<td class=\"quiet\">{}</td></tr>\n",
        differs(i) ? "differs" : "same", differs(i) ? name_of(call.kind) : "",
        marked(difference.left, has_marks), marked(difference.right, has_marks),
        escape_markup(printable(file_and_line(call.place))));
  }
  gap();
  html += "</tbody></table>\n";
  if (!alignment.stopped.empty()) {
    html += "<p class=\"quiet\">The code could not be led further: " +
            escape_markup(printable(alignment.stopped)) + "</p>\n";
  }
  return html;
}

}  // namespace core::exporters
