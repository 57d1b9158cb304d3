// SARIF 2.1.0 (OASIS Standard, 27 March 2020). The numbers in comments are its sections.
#include <fmt/format.h>

#include <algorithm>

#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/exporters/check_report.h"
#include "core/exporters/check_words.h"
#include "core/exporters/fingerprint.h"
#include "core/exporters/sarif_places.h"
#include "core/model/place_text.h"

namespace core::exporters {
namespace {

using base::JsonWriter;
using model::CheckedHistory;
using model::CheckState;
using model::Finding;

std::string_view level_of(model::Severity severity) {
  switch (severity) {
    case model::Severity::information:
      return "note";
    case model::Severity::warning:
      return "warning";
    case model::Severity::error:
      return "error";
  }
  return "none";
}

void write_rule(JsonWriter& out, const RuleNote& rule) {
  out.begin_object();
  out.key("id").string(rule.id);
  write_message(out, "shortDescription", rule.title);
  write_message(out, "fullDescription", rule.explanation);
  out.key("defaultConfiguration").begin_object();
  out.key("level").string(level_of(rule.severity));
  out.end_object();
  std::string help(rule.explanation);
  const auto add = [&](std::string_view label, std::string_view text) {
    if (!text.empty()) help += fmt::format("\n\n{}: {}", label, text);
  };
  add("What to do", rule.fix);
  if (!rule.example.empty()) help += fmt::format("\n\nExample:\n{}", rule.example);
  add("Source", rule.source);
  write_message(out, "help", help);
  out.end_object();
}

/// What the run itself has to say; the results' rules are apart.
struct Notice {
  std::string_view id, title;
};
constexpr Notice kNotJudged{"not_judged", "A history could not be judged"};
constexpr Notice kEmptyCorpus{"empty_corpus", "No history was found"};
constexpr Notice kStaleBaseline{"stale_baseline", "A baseline entry fits no finding any more"};

void write_tool(JsonWriter& out, const Program& program) {
  out.key("tool").begin_object().key("driver").begin_object();
  out.key("name").string("yieldscope");
  out.key("version").string(program.version);
  out.key("semanticVersion").string(program.version);
  out.key("rules").begin_array();
  for (const RuleNote& rule : program.rules) write_rule(out, rule);
  out.end_array();
  out.key("notifications").begin_array();
  for (const Notice& notice : {kNotJudged, kEmptyCorpus, kStaleBaseline}) {
    out.begin_object();
    out.key("id").string(notice.id);
    write_message(out, "shortDescription", notice.title);
    out.end_object();
  }
  out.end_array();
  out.end_object().end_object();
}

void write_notification(JsonWriter& out, const Notice& notice, std::string_view level,
                        std::string_view text, const CheckedHistory* history) {
  out.begin_object();
  out.key("descriptor").begin_object().key("id").string(notice.id).end_object();
  out.key("level").string(level);
  write_message(out, "message", text);
  if (history != nullptr) {
    out.key("locations").begin_array().begin_object();
    write_corpus_file(out, history->file);
    out.end_object().end_array();
  }
  out.end_object();
}

/// 3.20. Not successful when anything could not be judged: such a run must not look clean.
void write_invocation(JsonWriter& out, const model::CheckResult& result) {
  const std::size_t not_judged = count(result).of(CheckState::not_judged);
  out.key("invocations").begin_array().begin_object();
  out.key("executionSuccessful").boolean(not_judged == 0 && !result.histories.empty());
  out.key("toolExecutionNotifications").begin_array();
  for (const CheckedHistory& history : result.histories) {
    if (history.state != CheckState::not_judged) continue;
    write_notification(out, kNotJudged, "error",
                       fmt::format("{} could not be judged: {}", history.file, history.reason),
                       &history);
  }
  if (result.histories.empty()) {
    write_notification(out, kEmptyCorpus, "error", conclusion(result), nullptr);
  }
  out.end_array();
  out.key("toolConfigurationNotifications").begin_array();
  for (const std::string& entry : result.stale_baseline) {
    write_notification(out, kStaleBaseline, "warning",
                       "The baseline accepts what is not found any more: " + entry, nullptr);
  }
  out.end_array();
  out.end_object().end_array();
}

/// 3.55. Whole lines are replaced up to the end of the last one, so that it works in its last line
/// too, which may have no end.
void write_fix(JsonWriter& out, const SarifPlaces& places, const Finding& finding) {
  const model::Edit& edit = *finding.edit;
  out.key("fixes").begin_array().begin_object();
  if (!finding.fix.empty()) write_message(out, "description", finding.fix);
  out.key("artifactChanges").begin_array().begin_object();
  places.write_artifact(out, edit.file);
  out.key("replacements").begin_array().begin_object();
  out.key("deletedRegion").begin_object();
  const bool is_insertion = edit.before.empty();
  const bool is_removal = !is_insertion && edit.after.empty();
  const auto lines = std::count(edit.before.begin(), edit.before.end(), '\n');
  const std::size_t last = edit.before.rfind('\n');
  const std::string_view last_line =
      std::string_view(edit.before).substr(last == std::string::npos ? 0 : last + 1);
  const auto line = static_cast<std::int64_t>(edit.line);
  out.key("startLine").number(line);
  out.key("startColumn").number(std::int64_t{1});
  out.key("endLine").number(is_insertion ? line : line + lines + (is_removal ? 1 : 0));
  out.key("endColumn")
      .number(is_insertion || is_removal ? 1
                                         : static_cast<std::int64_t>(code_points(last_line) + 1));
  out.end_object();
  if (!is_removal) {
    out.key("insertedContent").begin_object();
    out.key("text").string(is_insertion ? edit.after + "\n" : edit.after);
    out.end_object();
  }
  out.end_object().end_array();
  out.end_object().end_array();
  out.end_object().end_array();
}

/// "expected …, actual …" behind the sentence: what an annotation in a diff shows.
std::string result_text(const Finding& finding, const CheckedHistory& history) {
  std::string text = finding.message;
  const auto add = [&](std::string_view label, const std::string& value) {
    if (!value.empty()) text += fmt::format("\n{}: {}", label, value);
  };
  add("Expected", finding.expected);
  add("Actual", finding.actual);
  add("The platform says", finding.platform_message);
  add("Cause", finding.causes.empty() ? finding.cause
                                      : fmt::format("{} ({})", finding.causes.front().text,
                                                    name_of(finding.causes.front().confidence)));
  add("Fix", finding.fix);
  add("History", fmt::format("{} (instance {})", history.file, history.instance_id));
  return text;
}

void write_properties(JsonWriter& out, const Finding& finding, const CheckedHistory& history) {
  out.key("properties").begin_object();
  out.key("history").string(history.file);
  out.key("instance").string(history.instance_id);
  out.key("orchestrator").string(history.name);
  out.key("state").string(state_id(history.state));
  out.key("locator").string(locator_of(finding.place, history.trace.get()));
  if (finding.place.event != model::kNoEvent) {
    out.key("event").number(std::int64_t{finding.place.event.value});
  }
  out.key("differenceKind").string(finding.kind);
  out.key("isFromSource").boolean(finding.is_from_source);
  out.key("isConsequence").boolean(finding.is_consequence);
  out.key("followsFrom").string(finding.follows_from);
  out.end_object();
}

class Results {
 public:
  Results(JsonWriter& out, const model::CheckResult& result, const Program& program)
      : out_(out), places_(result.target), rules_(program.rules) {}

  void write(const Finding& finding, const CheckedHistory& history, bool is_accepted) {
    out_.begin_object();
    out_.key("ruleId").string(finding.id);
    const auto rule = std::find_if(rules_.begin(), rules_.end(),
                                   [&](const RuleNote& note) { return note.id == finding.id; });
    if (rule != rules_.end()) out_.key("ruleIndex").number(std::int64_t{rule - rules_.begin()});
    out_.key("level").string(level_of(finding.severity));
    write_message(out_, "message", result_text(finding, history));
    places_.write_locations(out_, finding, history);
    out_.key("partialFingerprints").begin_object();
    out_.key("yieldscope/v1").string(fingerprint(history.name, finding));
    out_.end_object();
    // 3.27.23: an empty array says that it is not suppressed, an absent one that nobody knows.
    out_.key("suppressions").begin_array();
    if (is_accepted) {
      out_.begin_object();
      out_.key("kind").string("external");
      out_.key("status").string("accepted");
      out_.key("justification").string("accepted by the baseline");
      out_.end_object();
    }
    out_.end_array();
    if (history.before && finding.severity == model::Severity::error) {
      out_.key("baselineState").string(history.before == CheckState::safe ? "new" : "unchanged");
    }
    if (finding.edit && !finding.edit->file.empty() && finding.edit->line != 0) {
      write_fix(out_, places_, finding);
    }
    write_properties(out_, finding, history);
    out_.end_object();
  }

  const SarifPlaces& places() const { return places_; }

 private:
  JsonWriter& out_;
  SarifPlaces places_;
  std::span<const RuleNote> rules_;
};

}  // namespace

std::string check_sarif(const model::CheckResult& result, const Program& program) {
  JsonWriter out(2);
  out.begin_object();
  out.key("version").string("2.1.0");
  out.key("runs").begin_array().begin_object();
  write_tool(out, program);
  write_invocation(out, result);
  Results results(out, result, program);
  results.places().write_bases(out);
  out.key("columnKind").string("unicodeCodePoints");
  out.key("results").begin_array();
  for (const CheckedHistory& history : result.histories) {
    for (const Finding& finding : history.findings) results.write(finding, history, false);
    for (const Finding& finding : history.accepted) results.write(finding, history, true);
  }
  out.end_array();
  out.key("properties").begin_object();
  out.key("target").string(result.target);
  if (!result.against.empty()) out.key("against").string(result.against);
  out.key("flavour").string(result.flavour);
  out.key("isStrict").boolean(result.is_strict);
  out.key("conclusion").string(conclusion(result));
  out.end_object();
  out.end_object().end_array();
  out.end_object();
  return out.take() + "\n";
}

}  // namespace core::exporters
