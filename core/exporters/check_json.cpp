#include "core/base/json_writer.h"
#include "core/exporters/check_report.h"
#include "core/exporters/check_words.h"
#include "core/exporters/fingerprint.h"
#include "core/model/place_text.h"

namespace core::exporters {
namespace {

using base::JsonWriter;

void write_number(JsonWriter& out, std::string_view key, std::size_t value) {
  out.key(key).number(static_cast<std::int64_t>(value));
}

void write_place(JsonWriter& out, std::string_view key, const model::FindingPlace& place) {
  out.key(key);
  if (place == model::FindingPlace()) {
    out.null();
    return;
  }
  const auto index = [&](std::string_view name, bool is_there, std::uint32_t value) {
    out.key(name);
    is_there ? out.number(std::int64_t{value}) : out.null();
  };
  out.begin_object();
  index("pass", place.pass.has_value(), place.pass ? place.pass->value : 0);
  index("yield", place.yield.has_value(), place.yield ? place.yield->value : 0);
  index("event", place.event != model::kNoEvent, place.event.value);
  out.key("file").string(place.file);
  out.key("function").string(place.function);
  index("line", place.line != 0, place.line);
  out.end_object();
}

void write_causes(JsonWriter& out, const std::vector<model::Cause>& causes) {
  out.key("causes").begin_array();
  for (const model::Cause& cause : causes) {
    out.begin_object();
    out.key("confidence").string(model::name_of(cause.confidence));
    out.key("text").string(cause.text);
    write_place(out, "place", cause.place);
    out.end_object();
  }
  out.end_array();
}

void write_edit(JsonWriter& out, const std::optional<model::Edit>& edit) {
  out.key("edit");
  if (!edit) {
    out.null();
    return;
  }
  out.begin_object();
  out.key("file").string(edit->file);
  write_number(out, "line", edit->line);
  out.key("before").string(edit->before);
  out.key("after").string(edit->after);
  out.end_object();
}

void write_findings(JsonWriter& out, std::string_view key, const model::CheckedHistory& history,
                    const std::vector<model::Finding>& findings) {
  out.key(key).begin_array();
  for (const model::Finding& finding : findings) {
    out.begin_object();
    out.key("id").string(finding.id);
    out.key("severity").string(model::name_of(finding.severity));
    out.key("fingerprint").string(fingerprint(history.name, finding));
    out.key("message").string(finding.message);
    write_place(out, "place", finding.place);
    out.key("locator").string(locator_of(finding.place, history.trace.get()));
    out.key("kind").string(finding.kind);
    out.key("expected").string(finding.expected);
    out.key("actual").string(finding.actual);
    out.key("cause").string(finding.cause);
    write_causes(out, finding.causes);
    out.key("fix").string(finding.fix);
    write_edit(out, finding.edit);
    out.key("platformMessage").string(finding.platform_message);
    write_place(out, "raisedAt", finding.raised_at.value_or(model::FindingPlace()));
    out.key("isFromSource").boolean(finding.is_from_source);
    out.key("isConsequence").boolean(finding.is_consequence);
    out.key("followsFrom").string(finding.follows_from);
    out.end_object();
  }
  out.end_array();
}

void write_history(JsonWriter& out, const model::CheckedHistory& history) {
  out.begin_object();
  out.key("file").string(history.file);
  out.key("instance").string(history.instance_id);
  out.key("name").string(history.name);
  out.key("state").string(state_id(history.state));
  out.key("before");
  history.before ? out.string(state_id(*history.before)) : out.null();
  out.key("reason").string(history.reason);
  write_place(out, "place", history.place.value_or(model::FindingPlace()));
  out.key("locator").string(history.locator);
  out.key("sourceLine").string(history.source_line);
  write_number(out, "passes", history.passes);
  write_number(out, "yields", history.yields);
  write_number(out, "events", history.events);
  write_findings(out, "findings", history, history.findings);
  write_findings(out, "accepted", history, history.accepted);
  out.end_object();
}

void write_summary(JsonWriter& out, const model::CheckResult& result) {
  const CheckCounts counts = count(result);
  out.key("summary").begin_object();
  out.key("conclusion").string(conclusion(result));
  write_number(out, "histories", result.histories.size());
  write_number(out, "safe", counts.of(model::CheckState::safe));
  write_number(out, "breaks", counts.of(model::CheckState::breaks));
  write_number(out, "needsGuard", counts.of(model::CheckState::needs_guard));
  write_number(out, "notJudged", counts.of(model::CheckState::not_judged));
  write_number(out, "newlyBroken", counts.newly_broken);
  write_number(out, "errors", counts.findings[2]);
  write_number(out, "warnings", counts.findings[1]);
  write_number(out, "information", counts.findings[0]);
  write_number(out, "accepted", counts.accepted);
  out.end_object();
}

}  // namespace

std::string check_json(const model::CheckResult& result) {
  JsonWriter out(2);
  out.begin_object();
  out.key("format").string("yieldscope-check");
  out.key("version").number(std::int64_t{1});
  out.key("target").string(result.target);
  out.key("against");
  result.against.empty() ? out.null() : out.string(result.against);
  out.key("flavour").string(result.flavour);
  out.key("isStrict").boolean(result.is_strict);
  write_summary(out, result);
  out.key("histories").begin_array();
  for (const model::CheckedHistory& history : result.histories) write_history(out, history);
  out.end_array();
  out.key("staleBaseline").begin_array();
  for (const std::string& entry : result.stale_baseline) out.string(entry);
  out.end_array();
  out.end_object();
  return out.take() + "\n";
}

}  // namespace core::exporters
