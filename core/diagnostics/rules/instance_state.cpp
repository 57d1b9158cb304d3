// Why an instance stands where it stands although its code has gone on, or would.
#include <fmt/format.h>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/diagnostics/answer_facts.h"
#include "core/diagnostics/execution_end.h"
#include "core/diagnostics/rules/rules.h"
#include "core/model/place_text.h"

namespace core::diagnostics {
namespace {

using model::EventIndex;
using model::EventType;

constexpr std::int64_t kAccepted = 202;

/// The host polls unless the request says otherwise.
bool polls(const model::Op& op) {
  const auto request = base::parse_json(op.options);
  return !request.ok() || request.value().boolean_at("asynchronousPatternEnabled").value_or(true);
}

void run_polling(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const auto pass = last_recorded_pass(*subject.trace);
  if (!pass) return;
  const PassSteps steps = steps_of(*subject.trace, *pass);
  for (const Step& step : steps.steps) {
    const model::Op* op = steps.op(step.handle);
    if (step.what != Step::What::settled || op == nullptr) continue;
    if (op->kind != model::ActionKind::http || !step.answer->ok) continue;
    const auto answer = base::parse_json(step.answer->value.text);
    if (!answer.ok() || answer.value().integer_at("statusCode") != kAccepted || !polls(*op))
      continue;
    const std::uint32_t before = step.at.value == 0 ? 0 : step.at.value - 1;
    model::Finding finding = finding_of(
        rule, fmt::format("{} is answered with 202: the code goes on with that, while the platform "
                          "polls until the work is done.",
                          model::to_text(*op)));
    finding.place = place_at(*subject.trace, *pass, model::YieldIndex{before});
    finding.place.event = step.answer->event;
    finding.expected = "the response of the finished work";
    finding.actual = "the 202 response";
    finding.cause =
        "The platform follows a 202 with a timer and another request, which take the next sequence "
        "ids. The SDK does not know of them: its next calls get ids that belong to the polling.";
    finding.is_consequence = follows_divergence(*subject.trace, *pass);
    out.push_back(std::move(finding));
  }
}

void run_delay(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr || subject.ledger == nullptr || execution_end(subject)) return;
  const model::Trace& trace = *subject.trace;
  const auto pass = last_recorded_pass(trace);
  if (!pass || trace.passes[pass->value].length == 0) return;
  const model::Pass& of = trace.passes[pass->value];
  if (!std::holds_alternative<model::Waiting>(of.outcome.what)) return;
  const model::YieldIndex yield{of.length - 1};
  const auto* handle = std::get_if<model::TaskHandle>(&trace.yield_at(*pass, yield).what);
  if (handle == nullptr) return;
  const TaskFacts facts = task_facts(trace, *pass);
  for (const model::TaskHandle leaf : leaves_of(facts, *handle)) {
    if (leaf.value >= subject.ledger->calls.size()) continue;
    const model::Call& call = subject.ledger->calls[leaf.value];
    const model::Op& op = *facts.tasks[leaf.value].made;
    if (!call.is_on_delay || call.attempts < op.max_attempts) continue;
    model::Finding finding = finding_of(
        rule,
        fmt::format("All {} of {} have failed; the failure reaches the code when one more "
                    "timer has fired.",
                    base::count_of(static_cast<std::size_t>(call.attempts), "attempt"), op.name));
    finding.place = place_at(trace, *pass, yield);
    finding.place.event = call.scheduled;
    finding.cause = "The platform puts a timer behind every failed attempt, also behind the last.";
    finding.is_consequence = follows_divergence(trace, *pass);
    out.push_back(std::move(finding));
  }
}

/// The ExecutionSuspended that nothing has lifted; kNoEvent when there is none.
EventIndex open_suspension(const model::History& history) {
  EventIndex since = model::kNoEvent;
  for (std::uint32_t i = 0; i < history.size(); ++i) {
    const EventType type = history.at(EventIndex{i}).type();
    if (type == EventType::execution_suspended && since == model::kNoEvent) since = EventIndex{i};
    if (type == EventType::execution_resumed) since = model::kNoEvent;
  }
  return since;
}

/// How far the code went on events that the platform holds back: the first such yield.
std::optional<model::YieldIndex> first_ahead(const model::Trace& trace, model::PassIndex pass,
                                             EventIndex since) {
  const model::Pass& of = trace.passes[pass.value];
  const auto is_ahead = [&](const model::Segment& segment) {
    return segment.arrived.cause != model::kNoEvent && segment.arrived.cause > since;
  };
  for (std::uint32_t i = 0; i < of.length; ++i) {
    if (is_ahead(trace.yield_at(pass, model::YieldIndex{i}).segment)) return model::YieldIndex{i};
  }
  const bool has_end = !std::holds_alternative<model::Waiting>(of.outcome.what);
  return has_end && is_ahead(of.outcome.segment) ? std::optional(model::YieldIndex{of.length})
                                                 : std::nullopt;
}

void run_suspended(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (execution_end(subject)) return;
  const EventIndex since = open_suspension(subject.history);
  if (since == model::kNoEvent) return;
  const model::PayloadView reason = subject.history.at(since).payload();
  model::Finding finding = finding_of(
      rule,
      fmt::format("The instance is suspended since event {}{}; it goes on when it is resumed.",
                  since.value, reason.has_value() ? ": " + base::shorten(reason.text, 120) : ""));
  finding.place.event = since;
  if (subject.trace != nullptr) {
    const auto pass = last_recorded_pass(*subject.trace);
    const auto ahead = pass ? first_ahead(*subject.trace, *pass, since) : std::nullopt;
    if (ahead) {
      finding.severity = model::Severity::warning;
      finding.place = place_at(*subject.trace, *pass, *ahead);
      finding.place.event = since;
      finding.message = fmt::format(
          "The instance is suspended since event {}; the code has run ahead to {} on events that "
          "the platform holds back.",
          since.value, locator_of(*subject.trace, *pass, *ahead));
      finding.expected = "status Suspended, nothing done";
      finding.actual =
          base::shorten(model::outcome_text(subject.trace->passes[pass->value].outcome), 200);
    }
  }
  finding.cause =
      "The SDK takes no notice of a suspension; the platform keeps every event until "
      "the instance is resumed.";
  out.push_back(std::move(finding));
}

void run_terminated(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  for (std::size_t i = subject.history.size(); i > 0; --i) {
    const model::EventView event = subject.history[i - 1];
    if (event.type() != EventType::execution_terminated) continue;
    const model::PayloadView reason = event.payload();
    model::Finding finding = finding_of(
        rule, fmt::format("The instance was terminated from outside{}.",
                          reason.has_value() ? ": " + base::shorten(reason.text, 200) : ""));
    finding.place.event = event.index();
    finding.cause = "A request ended it; the code is not told, and activities that run go on.";
    out.push_back(std::move(finding));
    return;
  }
}

}  // namespace

Rule http_polling() {
  return {.id = "YS5009",
          .severity = model::Severity::error,
          .title = "An HTTP call is still being polled",
          .explanation =
              "The service answered 202 Accepted. The platform then waits and asks again until the "
              "work is done; the Python SDK hands the 202 to the code at once and knows nothing of "
              "the polling. From the next call on, the answers of timer and request reach other "
              "tasks of the code, and the orchestration seems to complete while the platform "
              "polls. Example: `job = yield context.call_http('POST', uri)`, then `yield "
              "context.call_activity(…)`.",
          .source =
              "The Durable Functions extension polls after a 202, azure-functions-durable 1.x "
              "goes on at once; found by running both (SEMANTICS 3.3, 6.16)",
          .example =
              "job = yield context.call_http('POST', uri)  # answered 202\n"
              "# better\n"
              "job = yield context.call_activity('StartJob', uri)",
          .fix =
              "Make the request in an activity, or have the service answer with something else "
              "than 202 and poll with timers of your own.",
          .run = run_polling};
}

Rule last_retry_timer() {
  return {.id = "YS5010",
          .severity = model::Severity::information,
          .title = "The timer behind the last attempt",
          .explanation =
              "All attempts of a call with retry have failed, and the orchestrator still waits. "
              "That is normal: one timer stands behind the last attempt too, due at once, and the "
              "exception is raised when it has fired. Nothing is stuck. Example: two attempts take "
              "the ids 0 (call), 1 (timer), 2 (call), 3 (timer).",
          .source =
              "Durable Task Framework, RetryInterceptor: a timer behind the last attempt, kept "
              "for old histories (SEMANTICS 3.1, 6.15)",
          .example =
              "retry = df.RetryOptions(5_000, 2)\n"
              "# ids 0 call, 1 timer, 2 call, 3 timer: then the exception\n"
              "yield context.call_activity_with_retry('Pay', retry)",
          .fix = "Nothing; the next event of this instance brings the failure.",
          .run = run_delay};
}

Rule suspended() {
  return {.id = "YS5011",
          .severity = model::Severity::information,
          .title = "The instance is suspended",
          .explanation =
              "Somebody suspended the instance. The platform keeps all events until it is resumed, "
              "while the SDK, given the same history, runs on: what the code shows here has not "
              "happened yet, and the status stays Suspended. Example: an answer that arrived after "
              "ExecutionSuspended lets the code return here.",
          .source =
              "Durable Task Framework: a suspended instance takes no answers until it is resumed "
              "(SEMANTICS 1.4, 6.27)",
          .example =
              "await client.suspend(instance_id, 'maintenance')\n"
              "# later\n"
              "await client.resume(instance_id, 'done')",
          .fix = "Resume the instance (client.resume, or the resumePostUri of its status).",
          .run = run_suspended};
}

Rule terminated() {
  return {.id = "YS5012",
          .severity = model::Severity::information,
          .title = "The instance was terminated",
          .explanation =
              "A terminate request ended the instance. The orchestrator is not run for it and sees "
              "nothing: no except and no finally block runs, and sub-orchestrations may go on. "
              "Example: `client.terminate(id, 'wrong order')`.",
          .source =
              "Durable Task Framework: ExecutionTerminated ends an instance without the code "
              "(SEMANTICS 1.1, 6.28)",
          .example =
              "await client.terminate(instance_id, 'wrong order')  # no finally block runs\n"
              "# better, where something has to be cleaned up\n"
              "await client.raise_event(instance_id, 'Cancel', 'wrong order')",
          .fix = "To clean up, raise an external event that the orchestrator waits for instead.",
          .run = run_terminated};
}

}  // namespace core::diagnostics
