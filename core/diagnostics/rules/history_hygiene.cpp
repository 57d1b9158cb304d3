#include <fmt/format.h>

#include <unordered_map>
#include <unordered_set>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {
namespace {

using model::EventType;

constexpr std::size_t kMaxFindings = 20;

/// Adds up to a limit; what lies beyond is counted in one last finding.
class Collector {
 public:
  Collector(const Rule& rule, std::vector<model::Finding>& out) : rule_(rule), out_(out) {}
  ~Collector() {
    if (count_ <= kMaxFindings) return;
    out_.push_back(finding_of(rule_, fmt::format("{} more of this kind.", count_ - kMaxFindings)));
  }
  Collector(const Collector&) = delete;
  Collector& operator=(const Collector&) = delete;

  void add(model::Finding finding) {
    if (++count_ <= kMaxFindings) out_.push_back(std::move(finding));
  }

 private:
  const Rule& rule_;
  std::vector<model::Finding>& out_;
  std::size_t count_ = 0;
};

/// Completions that name the id of a scheduling event.
bool is_linked(EventType type) {
  return model::is_completion(type) && type != EventType::event_raised && type != EventType::sent &&
         type != EventType::thrown;
}

/// Kinds of scheduling event whose ids a completion of this type can name.
EventType schedule_for(EventType type) {
  switch (type) {
    case EventType::timer_fired:
      return EventType::timer_created;
    case EventType::sub_orchestration_instance_completed:
    case EventType::sub_orchestration_instance_failed:
      return EventType::sub_orchestration_instance_created;
    default:
      return EventType::task_scheduled;
  }
}

std::uint64_t key(EventType type, model::EventId id) {
  return (static_cast<std::uint64_t>(type) << 32U) | static_cast<std::uint32_t>(id.value);
}

void run_duplicates(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  Collector collector(rule, out);
  std::unordered_map<std::uint64_t, std::size_t> answered;
  for (std::size_t i = 0; i < subject.history.size(); ++i) {
    const model::EventView event = subject.history[i];
    if (model::is_schedule(event.type())) answered.erase(key(event.type(), event.id()));
    if (!is_linked(event.type())) continue;
    const auto [first, is_first] =
        answered.try_emplace(key(schedule_for(event.type()), event.link()), i);
    if (is_first) continue;

    model::Finding finding = finding_of(
        rule, fmt::format("Event {} ({}) answers id {} a second time; event {} had answered it.", i,
                          event.type_name(), event.link().value, first->second));
    finding.place.event = event.index();
    finding.expected = fmt::format("one answer for id {}", event.link().value);
    finding.actual = fmt::format("events {} and {}", first->second, i);
    finding.cause =
        "Messages are delivered at least once; a second worker may also have run the "
        "call. The first answer counts.";
    collector.add(std::move(finding));
  }
}

void run_orphans(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  // Reconstructed histories may lack what was not exported.
  if (subject.history.quality() != model::Quality::exact) return;
  Collector collector(rule, out);
  std::unordered_set<std::uint64_t> scheduled;
  for (std::size_t i = 0; i < subject.history.size(); ++i) {
    const model::EventView event = subject.history[i];
    if (model::is_schedule(event.type())) scheduled.insert(key(event.type(), event.id()));
    if (!is_linked(event.type())) continue;
    const EventType schedule = schedule_for(event.type());
    if (scheduled.contains(key(schedule, event.link()))) continue;

    model::Finding finding = finding_of(
        rule, fmt::format("Event {} ({}) answers id {}, which nothing before it scheduled.", i,
                          event.type_name(), event.link().value));
    finding.place.event = event.index();
    finding.expected = fmt::format("a {} with id {} before event {}", model::name_of(schedule),
                                   event.link().value, i);
    finding.actual = "none";
    finding.cause =
        "Rows are missing from the export, belong to another generation of the "
        "instance, or stand in another order than they were written.";
    collector.add(std::move(finding));
  }
}

void run_started(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  for (std::size_t i = 0; i < subject.history.size(); ++i) {
    if (subject.history[i].type() == EventType::execution_started) return;
  }
  model::Finding finding = finding_of(
      rule, fmt::format("The history of {} holds no ExecutionStarted, so no pass can be run.",
                        base::count_of(subject.history.size(), "event")));
  finding.expected = "OrchestratorStarted, then ExecutionStarted";
  finding.actual = subject.history.size() == 0
                       ? "no events"
                       : std::string(subject.history[0].type_name()) + " first";
  finding.cause = "The export was cut at its beginning, or it holds rows of another generation.";
  out.push_back(std::move(finding));
}

/// Payloads that the SDK decodes as JSON; reasons of failures are plain text.
bool is_decoded(EventType type) {
  return type == EventType::task_completed || type == EventType::event_raised ||
         type == EventType::sub_orchestration_instance_completed ||
         type == EventType::execution_started;
}

/// Most payloads are a string without escapes; those need no parser.
bool is_plain_string(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return false;
  for (const char c : text.substr(1, text.size() - 2)) {
    if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) return false;
  }
  return true;
}

/// Such a payload may well be JSON: Python's own limit is what stops the SDK there.
void tell_too_deep(model::Finding& finding, const model::EventView& event) {
  finding.message = fmt::format("The payload of event {} ({}{}) is nested too deep to be decoded.",
                                event.index().value, event.type_name(),
                                event.name().empty() ? "" : fmt::format(" {}", event.name()));
  finding.expected = "at most 1000 levels of nesting";
  finding.cause =
      "The SDK decodes it with json.loads, which gives up with RecursionError at the depth of "
      "Python's stack.";
  finding.fix = "Send flat data; pass the name of what is stored elsewhere.";
}

void run_payloads(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  Collector collector(rule, out);
  for (std::size_t i = 0; i < subject.history.size(); ++i) {
    const model::EventView event = subject.history[i];
    const model::PayloadView payload = event.payload();
    if (!is_decoded(event.type()) || payload.kind != model::PayloadKind::text) continue;
    if (is_plain_string(payload.text)) continue;
    const auto value = base::parse_json(payload.text);
    if (value.ok()) continue;

    model::Finding finding = finding_of(
        rule, fmt::format("The payload of event {} ({}{}) is not JSON: {}", i, event.type_name(),
                          event.name().empty() ? "" : fmt::format(" {}", event.name()),
                          value.error().message));
    finding.place.event = event.index();
    finding.expected = "JSON text";
    finding.actual = base::shorten(payload.text, 400);
    if (value.error().code == "json.too_deep") {
      tell_too_deep(finding, event);
      collector.add(std::move(finding));
      continue;
    }
    finding.cause = event.type() == EventType::execution_started
                        ? "context.get_input() decodes it as JSON and raises in the orchestrator. "
                          "The starter wrote plain text, or the value was cut or stored elsewhere."
                        : "The SDK decodes it with json.loads and fails there. The sender wrote "
                          "plain text, or the value was cut or stored elsewhere.";
    collector.add(std::move(finding));
  }
}

void run_completed(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  std::size_t first = subject.history.size();
  for (std::size_t i = 0; i < subject.history.size(); ++i) {
    const model::EventView event = subject.history[i];
    if (event.type() != EventType::execution_completed) continue;
    if (first == subject.history.size()) {
      first = i;
      continue;
    }
    model::Finding finding = finding_of(
        rule, fmt::format("The execution ends twice, at event {} and at event {}.", first, i));
    finding.place.event = event.index();
    finding.expected = "one ExecutionCompleted";
    finding.actual = fmt::format("events {} and {}", first, i);
    finding.cause =
        "Two workers owned the instance at once, or rows of two generations were "
        "exported together.";
    out.push_back(std::move(finding));
    return;
  }
}

}  // namespace

Rule duplicate_completion() {
  return {.id = "YS4001",
          .severity = model::Severity::warning,
          .title = "A call is answered twice",
          .explanation =
              "Two events answer the same id. The platform logs and ignores the second one, and so "
              "does the replay. It is harmless for the result, and a sign that the call itself may "
              "have run twice.",
          .source =
              "Durable Task Framework, messages are delivered at least once; the SDK warns of a "
              "second answer (SEMANTICS 1.4; case ND-26)",
          .example =
              "def charge(order):\n"
              "    bank.charge(order)  # a second run charges again\n"
              "# better\n"
              "def charge(order):\n"
              "    bank.charge(order, idempotency_key=order['id'])",
          .fix = "Make the activity safe to run twice.",
          .run = run_duplicates};
}

Rule orphan_completion() {
  return {.id = "YS4002",
          .severity = model::Severity::warning,
          .title = "An answer without a call",
          .explanation =
              "An event answers an id that no earlier event scheduled. The platform ignores such "
              "answers; the SDK keeps them and may give them to the next task with that id.",
          .source =
              "Durable Task Framework writes a call before it sends it, so that its answer comes "
              "later in a whole history (SEMANTICS 1.4, 6.26)",
          .example =
              "# half an export: TaskCompleted for id 3 without its TaskScheduled\n"
              "# better\n"
              "# all rows of one ExecutionId, ordered by RowKey",
          .fix = "Export the whole history again, one generation only, in stored order.",
          .run = run_orphans};
}

Rule no_execution_started() {
  return {.id = "YS4003",
          .severity = model::Severity::error,
          .title = "The history has no beginning",
          .explanation =
              "Every generation of an instance begins with OrchestratorStarted and "
              "ExecutionStarted, which carries the name and the input. Without it the orchestrator "
              "cannot be started; the events can still be looked at.",
          .source =
              "Durable Task Framework: a history begins with OrchestratorStarted and "
              "ExecutionStarted (SEMANTICS 1.1, 3.1)",
          .example =
              "# rows from the middle of an instance\n"
              "# better\n"
              "# from the first OrchestratorStarted of that ExecutionId on",
          .fix = "Export the history from its first row.",
          .run = run_started};
}

Rule payload_not_json() {
  return {.id = "YS4004",
          .severity = model::Severity::warning,
          .title = "A payload is not JSON",
          .explanation =
              "Results, event inputs and the orchestrator's input are stored as JSON text. This "
              "one cannot be decoded, and the SDK raises at this event: the orchestrator never "
              "sees the value.",
          .source =
              "azure-functions-durable 1.x reads every result with json.loads (SEMANTICS 1.2, "
              "3.1)",
          .example =
              "requests.post(raise_event_uri, data='yes')\n"
              "# better\n"
              "requests.post(raise_event_uri, json='yes')",
          .fix =
              "Send JSON: a text needs its quotation marks. Values kept in blobs must be "
              "exported with the history.",
          .run = run_payloads};
}

Rule completed_twice() {
  return {.id = "YS4005",
          .severity = model::Severity::warning,
          .title = "The execution ends twice",
          .explanation =
              "One generation ends once. Two ends mean that two workers wrote from different "
              "views of the same instance, or that the file mixes two generations.",
          .source =
              "Durable Task Framework: one completion ends an execution; two are left by two "
              "workers or two writes (SEMANTICS 6.6; case ND-26)",
          .example =
              "# two rows ExecutionCompleted of one instance\n"
              "# better\n"
              "# the rows of one ExecutionId; then restart the instance",
          .fix =
              "Export one generation; if the store really holds both, restart the instance on a "
              "current version of its back end.",
          .run = run_completed};
}

}  // namespace core::diagnostics
