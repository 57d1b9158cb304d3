// Lawful histories that make the SDK see something else than a reader of the history expects.
#include <fmt/format.h>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {
namespace {

using model::EventType;

constexpr std::size_t kShownColumns = 120;

void run_order(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.history.size() < 2 || subject.history.quality() != model::Quality::exact) return;
  const model::EventView first = subject.history[0], second = subject.history[1];
  const bool is_turned = first.type() == EventType::execution_started &&
                         second.type() == EventType::orchestrator_started;
  if (!is_turned) return;
  model::Finding finding = finding_of(
      rule, "The history begins with ExecutionStarted and OrchestratorStarted, in this order.");
  finding.place.event = first.index();
  finding.expected = "OrchestratorStarted, ExecutionStarted";
  finding.actual = "ExecutionStarted, OrchestratorStarted";
  finding.cause =
      "The SDK reads the first value of is_replaying from the second event, whatever it is; in "
      "this "
      "order the code is told at its start that it does not replay, in every pass.";
  out.push_back(std::move(finding));
}

void run_clock(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.history.quality() != model::Quality::exact) return;
  std::optional<model::EventView> latest;
  for (std::size_t i = 0; i < subject.history.size(); ++i) {
    const model::EventView event = subject.history[i];
    if (event.type() != EventType::orchestrator_started) continue;
    if (!latest || event.timestamp() >= latest->timestamp()) {
      latest = event;
      continue;
    }
    model::Finding finding = finding_of(
        rule, fmt::format("The episode at event {} begins at {}, before the one at event {} ({}).",
                          event.index().value, base::format_clock(event.timestamp()),
                          latest->index().value, base::format_clock(latest->timestamp())));
    finding.place.event = event.index();
    finding.expected = "a later time";
    finding.actual = base::format_round_trip(event.timestamp());
    finding.cause =
        "Two hosts with different clocks ran these episodes. The SDK's clock stays at the later "
        "time; the platform goes back, so ids that each derives from the clock differ.";
    out.push_back(std::move(finding));
    return;
  }
}

/// A JSON string whose content is itself an object, an array, true, false or null.
bool is_json_in_text(std::string_view text) {
  const auto outer = base::parse_json(text);
  if (!outer.ok() || !outer.value().is(base::JsonValue::Kind::string)) return false;
  const std::string_view inner = base::trim(outer.value().text);
  const bool may_be = inner == "true" || inner == "false" || inner == "null" ||
                      (!inner.empty() && (inner.front() == '{' || inner.front() == '['));
  return may_be && base::parse_json(inner).ok();
}

void run_text(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  for (std::size_t i = 0; i < subject.history.size(); ++i) {
    const model::EventView event = subject.history[i];
    if (event.type() != EventType::event_raised) continue;
    const model::PayloadView payload = event.payload();
    const bool may_be = payload.kind == model::PayloadKind::text && payload.text.size() > 3 &&
                        payload.text.front() == '"';
    if (!may_be || !is_json_in_text(payload.text)) continue;
    model::Finding finding = finding_of(
        rule, fmt::format("Event {} ({}) carries JSON inside a text: the code gets a str.", i,
                          event.name()));
    finding.place.event = event.index();
    finding.actual = base::shorten(payload.text, kShownColumns);
    finding.cause =
        "raise_event of the Python client encodes the value twice; a raw HTTP request encodes it "
        "once. The type depends on who sends the event.";
    out.push_back(std::move(finding));
    return;
  }
}

}  // namespace

Rule first_events_order() {
  return {
      .id = "YS4006",
      .severity = model::Severity::information,
      .title = "The first two events are turned round",
      .explanation =
          "The platform writes OrchestratorStarted and then ExecutionStarted. The SDK relies on "
          "it: it takes the first value of is_replaying from the second event by position. A "
          "payload that was put together by hand in the other order replays differently. Example: "
          "a history sorted by its time stamps.",
      .source =
          "azure-functions-durable 1.x reads the second event for its first replay flag "
          "(SEMANTICS 3.1, 6.35)",
      .example =
          "history = sorted(rows, key=lambda row: row['Timestamp'])\n"
          "# better\n"
          "history = sorted(rows, key=lambda row: row['RowKey'])",
      .fix = "Put OrchestratorStarted first.",
      .run = run_order};
}

Rule clock_goes_back() {
  return {
      .id = "YS4007",
      .severity = model::Severity::information,
      .title = "The clock of the history goes back",
      .explanation =
          "An episode carries an earlier time than one before it. current_utc_datetime never goes "
          "back in the SDK, while the platform takes each time as it is. Ids that are derived "
          "from the clock, as those of entity calls, then differ between the two. Example: an "
          "instance that moved to a worker whose clock is two seconds slow.",
      .source = "azure-functions-durable 1.x never moves its clock back (SEMANTICS 3.1, 6.38)",
      .example =
          "if finished > context.current_utc_datetime: ...\n"
          "# better\n"
          "if finished > context.current_utc_datetime + timedelta(seconds=5): ...",
      .fix = "Set the clocks of the hosts; compare times with a margin.",
      .run = run_clock};
}

Rule json_in_text() {
  return {
      .id = "YS4008",
      .severity = model::Severity::information,
      .title = "An event carries JSON as text",
      .explanation =
          "The event's value is a JSON text inside a JSON string, so the orchestrator gets a str "
          "such as '{\"ok\": true}' or 'true' and not the value. A test like `if approved:` is "
          "then true for 'false' as well. Example: `client.raise_event(id, 'Approve', False)` from "
          "Python.",
      .source =
          "The Python client's raise_event dumps the value once more than other senders do "
          "(SEMANTICS 1.2, 6.22)",
      .example =
          "approved = yield context.wait_for_external_event('Approve')\n"
          "if approved: ...  # 'false' is true\n"
          "# better\n"
          "if json.loads(approved): ...",
      .fix = "Decode it in the orchestrator with json.loads, or raise the event by HTTP.",
      .run = run_text};
}

}  // namespace core::diagnostics
