// One page that opens from a mail or an artifact store: the content security policy forbids it
// everything but its own style, which it names by hash.
#include <fmt/format.h>
#include <nettle/base64.h>

#include <algorithm>

#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/exporters/check_report.h"
#include "core/exporters/check_words.h"
#include "core/exporters/html_parts.h"
#include "core/exporters/markup.h"
#include "core/model/place_text.h"

namespace core::exporters {
namespace {

using base::count_of;
using base::printable;
using model::CheckedHistory;
using model::CheckState;

/// Cards a history; what is beyond is counted. The complete list is in the other formats.
constexpr std::size_t kMostCards = 40;

std::string plain(std::string_view text) { return escape_markup(printable(text)); }

std::string hash_of_style() {
  const auto digest = base::sha256(html_style());
  std::string text(BASE64_ENCODE_RAW_LENGTH(digest.size()), '\0');
  base64_encode_raw(text.data(), digest.size(), digest.data());
  return text;
}

std::string head(const std::string& title) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
      hash_of_style(), title, html_style());
}

std::string state_badge(CheckState state) {
  return fmt::format("<span class=\"state {}\">{}</span>", state_id(state), name_of(state));
}

/// The share of each state as one bar.
std::string bar(const CheckCounts& counts, std::size_t all) {
  std::string html =
      "<div class=\"bar\"><svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" "
      "aria-hidden=\"true\">";
  std::size_t before = 0;
  for (const CheckState state :
       {CheckState::breaks, CheckState::needs_guard, CheckState::not_judged, CheckState::safe}) {
    const std::size_t number = counts.of(state);
    if (number == 0) continue;
    html += fmt::format("<rect class=\"{}\" x=\"{}\" y=\"0\" width=\"{}\" height=\"10\"/>",
                        state_id(state), before * 1000 / all, number * 1000 / all + 1);
    before += number;
  }
  return html + "</svg></div>\n";
}

std::string verdict(const model::CheckResult& result) {
  const CheckCounts counts = count(result);
  std::string html = fmt::format(
      "<div class=\"panel\"><h1>Yieldscope check</h1>\n"
      "<p class=\"verdict\">{}</p>\n",
      plain(conclusion(result)));
  if (!result.histories.empty()) html += bar(counts, result.histories.size());
  html += "<p class=\"facts\">";
  const auto fact = [&](std::string_view label, std::string_view text) {
    if (!text.empty()) html += fmt::format("<span>{} <b>{}</b></span>", label, plain(text));
  };
  fact("code", result.target);
  fact("compared with", result.against);
  fact("flavour", result.flavour);
  fact("mode", result.is_strict ? "strict" : "platform");
  fact("errors", std::to_string(counts.findings[2]));
  fact("warnings", std::to_string(counts.findings[1]));
  fact("accepted", counts.accepted == 0 ? "" : std::to_string(counts.accepted));
  fact("newly broken", result.against.empty() ? "" : std::to_string(counts.newly_broken));
  return html + "</p></div>\n";
}

/// Whether it gets a section of its own.
bool is_told(const CheckedHistory& history) {
  return history.state != CheckState::safe || !history.findings.empty();
}

std::string where(const CheckedHistory& history) {
  if (!history.place) return plain(history.locator);
  std::string text = file_and_line(*history.place);
  if (!history.locator.empty()) text += (text.empty() ? "" : ", ") + history.locator;
  return plain(text);
}

std::string table(const model::CheckResult& result) {
  const bool has_before = !result.against.empty();
  std::string html =
      "<div class=\"panel scroll\"><table class=\"corpus\"><thead><tr><th>State</th>";
  if (has_before) html += "<th>Before</th>";
  html +=
      "<th>History</th><th>Orchestrator</th><th>Where</th><th class=\"number\">Events</th>"
      "<th class=\"number\">Passes</th><th class=\"number\">Findings</th></tr></thead><tbody>\n";
  std::size_t number = 0;
  for (const CheckedHistory& history : result.histories) {
    ++number;
    std::string file = plain(history.file);
    if (is_told(history)) file = fmt::format("<a href=\"#h{}\">{}</a>", number, file);
    html += "<tr><td>" + state_badge(history.state) + "</td>";
    if (has_before) {
      html += "<td>" + (history.before ? state_badge(*history.before) : std::string()) + "</td>";
    }
    html += fmt::format(
        "<td>{}<br><span class=\"quiet\">{}</span></td><td>{}</td><td>{}</td>"
        "<td class=\"number\">{}</td><td class=\"number\">{}</td>"
        "<td class=\"number\">{}</td></tr>\n",
        file, plain(history.instance_id), plain(history.name), where(history), history.events,
        history.passes, history.findings.size());
  }
  return html + "</tbody></table></div>\n";
}

std::string cards(const CheckedHistory& history, const std::vector<model::Finding>& findings,
                  const Program& program) {
  std::string html;
  for (std::size_t i = 0; i < std::min(findings.size(), kMostCards); ++i) {
    html += html_card(findings[i], history, program.rules);
  }
  if (findings.size() > kMostCards) {
    html += fmt::format("<p class=\"quiet\">{} not shown; --format json lists all.</p>\n",
                        count_of(findings.size() - kMostCards, "finding"));
  }
  return html;
}

std::string section(const CheckedHistory& history, std::size_t number, const Program& program) {
  std::string html = fmt::format(
      "<section class=\"panel history\" id=\"h{}\"><header><h2>{}</h2>{}</header>\n"
      "<p class=\"reason\">{}</p>\n<p class=\"facts\"><span>instance <b>{}</b></span>"
      "<span>orchestrator <b>{}</b></span><span>{}</span><span>{}</span><span>{}</span></p>\n",
      number, plain(history.file), state_badge(history.state), plain(history.reason),
      plain(history.instance_id), plain(history.name), count_of(history.events, "event"),
      count_of(history.passes, "pass"), count_of(history.yields, "yield"));
  const bool is_failing = history.state != CheckState::safe;
  if (is_failing && history.trace) html += html_staircase(*history.trace);
  if (is_failing) {
    html += cards(history, history.findings, program);
    if (history.trace && history.trace->alignment)
      html += html_alignment(*history.trace->alignment);
  } else {
    html += fmt::format("<details><summary>{}</summary>\n{}</details>\n",
                        count_of(history.findings.size(), "finding"),
                        cards(history, history.findings, program));
  }
  if (!history.accepted.empty()) {
    html += fmt::format("<details><summary>{} accepted by the baseline</summary>\n{}</details>\n",
                        count_of(history.accepted.size(), "finding"),
                        cards(history, history.accepted, program));
  }
  return html + "</section>\n";
}

std::string stale(const model::CheckResult& result) {
  if (result.stale_baseline.empty()) return {};
  std::string html =
      "<div class=\"panel\"><h2>Baseline entries that fit no finding any more</h2><ul>";
  for (const std::string& entry : result.stale_baseline) html += "<li>" + plain(entry) + "</li>";
  return html + "</ul></div>\n";
}

}  // namespace

std::string check_html(const model::CheckResult& result, const Program& program) {
  std::string html = head("Yieldscope check: " + plain(conclusion(result)));
  html += html_shapes();
  html += verdict(result);
  if (!result.histories.empty()) html += table(result);
  std::size_t number = 0;
  for (const CheckedHistory& history : result.histories) {
    ++number;
    if (is_told(history)) html += section(history, number, program);
  }
  html += stale(result);
  html += fmt::format(
      "<footer>Yieldscope {}. A history that is safe shows no difference on the path "
      "it recorded; other paths were not run.</footer>\n</body>\n</html>\n",
      plain(program.version));
  return html;
}

}  // namespace core::exporters
