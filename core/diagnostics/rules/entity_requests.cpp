// What the code asks of entities against the requests that the history recorded.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/base/canonical_json.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/diagnostics/call_with_event.h"
#include "core/diagnostics/rules/rules.h"
#include "core/model/recorded_input.h"

namespace core::diagnostics {
namespace {

using model::ActionKind;

constexpr std::size_t kShownColumns = 400;
constexpr std::size_t kMaxFindings = 20;
/// Beyond it one more says nothing new; orders are looked for among these.
constexpr std::size_t kMaxCompared = 500;

/// A request to an entity. Empty members were not recorded and are not compared.
struct Request {
  bool is_signal = false;
  std::string operation, target;
  std::optional<std::string> input;  ///< JSON text
};

/// Empty when the event is no request to an entity, or cannot be read. Source: SEMANTICS 1.2.
std::optional<Request> recorded_request(const model::History& history,
                                        const model::EventView& sent) {
  const bool is_request =
      sent.type() == model::EventType::event_sent && sent.name().starts_with("op");
  if (!is_request) return std::nullopt;
  const auto message = base::parse_json(sent.payload().text);
  if (!message.ok() || !message->is(base::JsonValue::Kind::object)) return std::nullopt;
  Request request;
  request.is_signal = message->boolean_at("signal").value_or(false);
  request.operation = message->string_at("op");
  request.target = sent.instance_id();
  // A reader that has no target to give says the instance itself (SEMANTICS 2d).
  if (request.target == history.envelope().instance_id) request.target.clear();
  const base::JsonValue* input = message->find("input");
  if (input != nullptr && !input->is(base::JsonValue::Kind::null)) {
    request.input = input->is(base::JsonValue::Kind::string) ? input->text : base::to_json(*input);
  }
  return request;
}

Request asked_request(const model::Op& op) {
  return {op.kind == ActionKind::entity_signal, op.name, op.target.value_or(""),
          op.input.has_value() ? op.input.text : "null"};
}

/// "@Counter@k1" and "@counter@k1" are one entity: names are written small, keys as they are.
bool same_entity(std::string_view a, std::string_view b) {
  const auto key_at = [](std::string_view id) { return std::min(id.find('@', 1), id.size()); };
  return base::equal_ignoring_case(a.substr(0, key_at(a)), b.substr(0, key_at(b))) &&
         a.substr(key_at(a)) == b.substr(key_at(b));
}

bool same_request(const Request& had, const Request& asks) {
  if (had.is_signal != asks.is_signal) return false;
  if (!had.operation.empty() && had.operation != asks.operation) return false;
  if (!had.target.empty() && !same_entity(had.target, asks.target)) return false;
  if (!had.input) return true;
  const model::RecordedInput input = model::recorded_child_input(*had.input);
  const std::string value = base::canonical_json(*asks.input);
  return input.value == value || input.outside == value;
}

/// "call add on @counter@k1 with 5"; the input only where both sides have it.
std::string words_of(const Request& request, const Request& other) {
  std::string words =
      fmt::format("{} {}", request.is_signal ? "signal" : "call", request.operation);
  if (!request.target.empty()) words += " on " + request.target;
  if (request.input && other.input) words += " with " + *request.input;
  return base::shorten(words, kShownColumns);
}

struct Other {
  CallWithEvent call;
  Request had, asks;
  std::size_t episode = 0;
};

std::vector<Other> requests_that_differ(const Subject& subject) {
  std::vector<Other> others;
  for (const CallWithEvent& call : calls_with_events(subject)) {
    if (call.op.kind != ActionKind::entity_call && call.op.kind != ActionKind::entity_signal) {
      continue;
    }
    auto had = recorded_request(subject.history, call.scheduled);
    Request asks = asked_request(call.op);
    if (!had || same_request(*had, asks)) continue;
    if (others.size() >= kMaxCompared) break;
    others.push_back(
        {call, *std::move(had), std::move(asks), subject.history.episode_of(call.call.scheduled)});
  }
  return others;
}

/// Whether the signals are those that the episode recorded, in another order.
bool is_other_order(const std::vector<Other>& others, const Other& one) {
  if (!one.asks.is_signal || !one.had.is_signal) return false;
  const auto same_episode = [&](const Other& other) { return other.episode == one.episode; };
  const bool is_sent_elsewhere = std::any_of(others.begin(), others.end(), [&](const Other& other) {
    return same_episode(other) && same_request(other.had, one.asks);
  });
  const bool is_asked_elsewhere = std::any_of(
      others.begin(), others.end(),
      [&](const Other& other) { return same_episode(other) && same_request(one.had, other.asks); });
  return is_sent_elsewhere && is_asked_elsewhere;
}

void run_request(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  const std::vector<Other> others = requests_that_differ(subject);
  std::size_t count = 0;
  for (const Other& other : others) {
    if (is_other_order(others, other) || ++count > kMaxFindings) continue;
    const char* what =
        other.had.is_signal != other.asks.is_signal ? "called where it was signaled"
        : other.had.operation != other.asks.operation
            ? "asked for another operation than the history recorded"
        : !other.had.target.empty() && !same_entity(other.had.target, other.asks.target)
            ? "another one than the history recorded"
            : "given another input than the history recorded";
    if (other.asks.is_signal && !other.had.is_signal) what = "signaled where it was called";
    model::Finding finding = finding_at_call(
        rule, subject, other.call, fmt::format("Entity {} is {}.", other.asks.target, what));
    finding.kind = "entity";
    finding.expected = words_of(other.had, other.asks);
    finding.actual = words_of(other.asks, other.had);
    finding.cause =
        "The platform compares neither entity nor operation nor input: it keeps what was sent "
        "first and hands its answer to the new request.";
    out.push_back(std::move(finding));
  }
}

void run_order(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  const std::vector<Other> others = requests_that_differ(subject);
  std::vector<std::size_t> said;
  for (const Other& other : others) {
    const bool is_said = std::find(said.begin(), said.end(), other.episode) != said.end();
    if (is_said || said.size() >= kMaxFindings || !is_other_order(others, other)) continue;
    said.push_back(other.episode);
    model::Finding finding = finding_at_call(
        rule, subject, other.call,
        "Signals of one episode are sent in another order than the history recorded.");
    finding.kind = "order";
    finding.expected = "first " + words_of(other.had, other.asks);
    finding.actual = "first " + words_of(other.asks, other.had);
    finding.cause =
        "The calls were reordered after the instance had started. Nothing answers a signal, so "
        "the code goes on alike; what was sent stays as recorded.";
    out.push_back(std::move(finding));
  }
}

}  // namespace

Rule entity_request_differs() {
  return {.id = "YS1014",
          .severity = model::Severity::warning,
          .title = "A request to an entity differs from the recorded one",
          .explanation =
              "The code calls or signals an entity, and the history recorded another entity, "
              "operation or input at this place, or a signal for a call. The platform compares "
              "the name of the message only, which is the same for all of them: the new request "
              "gets the old answer, or is never sent.",
          .source =
              "Durable Task Framework, TaskOrchestrationContext.cs: compares the kind of a "
              "message sent and its name, not what it asks of which entity (DESIGN 5; SEMANTICS "
              "1.2, 4.1)",
          .example =
              "# recorded: call_entity(EntityId('Counter', 'shop-1'), 'get')\n"
              "left = yield context.call_entity(df.EntityId('Counter', 'shop-2'), 'get')\n"
              "# better: a new orchestrator name for new instances, the old code for old\n"
              "left = yield context.call_entity(df.EntityId('Counter', 'shop-1'), 'get')",
          .fix =
              "Keep entity and operation for instances in flight; derive keys from the "
              "orchestrator's input and recorded answers alone.",
          .run = run_request};
}

Rule signals_reordered() {
  return {.id = "YS1017",
          .severity = model::Severity::information,
          .title = "Signals of one episode have changed their order",
          .explanation =
              "Between two waits the code sends the same signals as the history recorded, in "
              "another order. Nothing checks that and nothing answers a signal, so this instance "
              "goes on alike; the entities got them in the recorded order.",
          .source =
              "Durable Task Framework, TaskOrchestrationContext.cs: messages to entities need no "
              "answer, so that their order is not compared (DESIGN 5)",
          .example =
              "# recorded: add first, then reset\n"
              "context.signal_entity(counter, 'reset')\n"
              "context.signal_entity(counter, 'add', 1)\n"
              "# better: as recorded\n"
              "context.signal_entity(counter, 'add', 1)\n"
              "context.signal_entity(counter, 'reset')",
          .fix = "Nothing for this instance; check that the entities allow either order.",
          .run = run_order};
}

}  // namespace core::diagnostics
