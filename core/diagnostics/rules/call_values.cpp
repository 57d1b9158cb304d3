#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "core/base/canonical_json.h"
#include "core/base/text.h"
#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/call_with_event.h"
#include "core/diagnostics/rules/rules.h"
#include "core/model/recorded_input.h"

namespace core::diagnostics {
namespace {

using model::ActionKind;

constexpr std::size_t kShownColumns = 400;
constexpr std::int64_t kTicksPerMicrosecond = 10;
constexpr std::int64_t kTicksPerDay = 24 * 3600 * base::kTicksPerSecond;

/// Recorders differ in the levels that they add, so that one of the readings has to fit.
bool same_input(const CallWithEvent& recorded, const std::string& asked) {
  const std::string value = base::canonical_json(asked);
  const std::string_view text = recorded.scheduled.payload().text;
  const model::RecordedInput input = model::recorded_activity_input(text);
  return input.value == value || input.outside == value || base::canonical_json(text) == value;
}

bool has_comparable_input(const CallWithEvent& recorded) {
  const bool is_call = recorded.op.kind == ActionKind::activity ||
                       recorded.op.kind == ActionKind::activity_with_retry ||
                       recorded.op.kind == ActionKind::sub_orchestration ||
                       recorded.op.kind == ActionKind::sub_orchestration_with_retry;
  return is_call && recorded.scheduled.payload().has_value() &&
         base::equal_ignoring_case(recorded.scheduled.name(), recorded.op.name);
}

/// As the code gave it (DESIGN 5): without the platform's array and text levels.
std::string recorded_input(const CallWithEvent& recorded) {
  return model::recorded_input(recorded.scheduled).text;
}

std::string asked_input(const CallWithEvent& recorded) {
  return recorded.op.input.has_value() ? recorded.op.input.text : std::string("null");
}

/// Two calls of one name, each of which asks what the history recorded for the other.
struct Swap {
  CallWithEvent first, second;
};

std::vector<Swap> swaps_in(const Subject& subject) {
  std::vector<CallWithEvent> other;
  for (const CallWithEvent& recorded : calls_with_events(subject)) {
    if (has_comparable_input(recorded) && !same_input(recorded, asked_input(recorded))) {
      other.push_back(recorded);
    }
  }
  std::vector<Swap> swaps;
  std::vector<bool> is_taken(other.size());
  for (std::size_t i = 0; i < other.size(); ++i) {
    for (std::size_t j = i + 1; j < other.size() && !is_taken[i]; ++j) {
      const bool is_swap = !is_taken[j] &&
                           base::equal_ignoring_case(other[i].op.name, other[j].op.name) &&
                           same_input(other[i], asked_input(other[j])) &&
                           same_input(other[j], asked_input(other[i]));
      if (!is_swap) continue;
      is_taken[i] = is_taken[j] = true;
      swaps.push_back({other[i], other[j]});
    }
  }
  return swaps;
}

void run_swapped(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  const std::vector<Swap> swaps = swaps_in(subject);
  if (swaps.empty()) return;
  const auto pass = last_recorded_pass(*subject.trace);
  for (const Swap& swap : swaps) {
    model::Finding finding = finding_of(
        rule, fmt::format("Two calls of {} have changed places: each gets the other's result.",
                          swap.first.op.name));
    finding.place = place_at(*subject.trace, *pass, swap.first.call.made_at);
    finding.place.event = swap.first.call.scheduled;
    finding.kind = "order";
    finding.expected =
        fmt::format("{} first, then {}", base::shorten(recorded_input(swap.first), 120),
                    base::shorten(recorded_input(swap.second), 120));
    finding.actual = fmt::format("{} first, then {}", base::shorten(asked_input(swap.first), 120),
                                 base::shorten(asked_input(swap.second), 120));
    finding.cause =
        "The calls were reordered after the instance had started. Platform and SDK tell calls "
        "apart "
        "by position and name only, and both are the same here.";
    finding.is_consequence = subject.trace->divergence.has_value();
    out.push_back(std::move(finding));
  }
}

/// The calls of one name in one yield: a fan-out is told once.
struct InputsOfYield {
  std::string name;
  std::size_t finding = 0, times = 1;
};

void add_once_a_yield(model::Finding&& finding, const std::string& name,
                      std::vector<InputsOfYield>& told, std::vector<model::Finding>& out) {
  for (InputsOfYield& one : told) {
    model::Finding& first = out[one.finding];
    if (one.name != name || first.place.yield != finding.place.yield ||
        first.is_consequence != finding.is_consequence) {
      continue;
    }
    first.message = fmt::format("{} calls of {} have another input than the history recorded.",
                                ++one.times, name);
    return;
  }
  told.push_back({name, out.size(), 1});
  out.push_back(std::move(finding));
}

void run_input(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  const std::vector<Swap> swaps = swaps_in(subject);
  const auto is_swapped = [&](const CallWithEvent& recorded) {
    return std::any_of(swaps.begin(), swaps.end(), [&](const Swap& swap) {
      return swap.first.call.handle == recorded.call.handle ||
             swap.second.call.handle == recorded.call.handle;
    });
  };
  std::vector<InputsOfYield> told;
  for (const CallWithEvent& recorded : calls_with_events(subject)) {
    if (!has_comparable_input(recorded)) continue;
    const std::string asked = asked_input(recorded);
    if (same_input(recorded, asked)) continue;

    model::Finding finding =
        finding_at_call(rule, subject, recorded,
                        fmt::format("{} is called with another input than the history recorded.",
                                    recorded.op.name));
    finding.kind = "input";
    finding.expected = base::shorten(recorded_input(recorded), kShownColumns);
    finding.actual = base::shorten(asked, kShownColumns);
    finding.cause =
        "The answer in the history belongs to the recorded input; the code would get it "
        "for another question.";
    finding.is_consequence = finding.is_consequence || is_swapped(recorded);
    add_once_a_yield(std::move(finding), recorded.op.name, told, out);
  }
}

/// The TimerCreated that the timer's answer belongs to, which is the last leg of a long one.
model::EventView timer_created(const Subject& subject, const CallWithEvent& recorded) {
  if (recorded.call.answered != model::kNoEvent &&
      recorded.call.answered.value < subject.history.size()) {
    if (const auto event = subject.history.scheduled_by(recorded.call.answered)) {
      return subject.history.at(*event);
    }
  }
  return recorded.scheduled;
}

/// Whether the recorded timer is one leg of a longer one: newer SDKs cut timers beyond the longest
/// into legs of one length (SEMANTICS 3.1, Long timers).
bool is_leg(const model::Envelope& envelope, const model::EventView& created,
            base::Timestamp asks) {
  const std::int64_t longest = envelope.maximum_short_timer_ticks.value_or(6 * kTicksPerDay);
  const std::int64_t leg = envelope.long_timer_interval_ticks.value_or(3 * kTicksPerDay);
  const std::int64_t recorded = created.fire_at()->ticks - created.timestamp().ticks;
  constexpr std::int64_t kNear = 60 * base::kTicksPerSecond;
  return asks.ticks - created.timestamp().ticks > longest && std::abs(recorded - leg) < kNear;
}

/// Whether the recorded time is the one that the code asks for. The SDK writes the wall time of the
/// zone it was given; legs of a long timer may stand in UTC.
bool is_due_at(base::Timestamp had, const model::Op& op) {
  const std::int64_t offset = op.utc_offset_seconds * base::kTicksPerSecond;
  const std::int64_t recorded = had.ticks / kTicksPerMicrosecond;
  return recorded == op.fire_at->ticks / kTicksPerMicrosecond ||
         recorded == (op.fire_at->ticks - offset) / kTicksPerMicrosecond;
}

void run_due(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.history.quality() != model::Quality::exact) return;
  for (const CallWithEvent& recorded : calls_with_events(subject)) {
    if (recorded.op.kind != ActionKind::timer || !recorded.op.fire_at) continue;
    const model::EventView created = timer_created(subject, recorded);
    if (created.type() != model::EventType::timer_created || !created.fire_at()) continue;
    const base::Timestamp had = *created.fire_at(), asks = *recorded.op.fire_at;
    if (is_due_at(had, recorded.op)) continue;
    if (is_leg(subject.history.envelope(), created, asks)) continue;

    model::Finding finding = finding_at_call(
        rule, subject, recorded, "The timer is due at another time than the history recorded.");
    finding.place.event = created.index();
    finding.kind = "timer";
    finding.expected = base::format_round_trip(had);
    finding.actual = base::format_round_trip(asks);
    finding.cause =
        "The platform does not compare due times: instances in flight keep the recorded one, new "
        "instances get the other.";
    out.push_back(std::move(finding));
  }
}

void run_skew(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr || subject.ledger == nullptr) return;
  const auto pass = last_recorded_pass(*subject.trace);
  if (!pass) return;
  const TaskFacts facts = task_facts(*subject.trace, *pass);
  for (const model::Call& call : subject.ledger->calls) {
    if (!call.sdk_id || !call.platform_id || *call.sdk_id == *call.platform_id) continue;
    const auto* task = facts.find(call.handle);
    const bool is_signal =
        task != nullptr && task->made != nullptr && task->made->kind == ActionKind::entity_signal;
    if (is_signal) continue;  // nothing answers it
    const std::string name =
        task == nullptr || task->made == nullptr ? "a call" : model::to_text(*task->made);
    model::Finding finding = finding_of(
        rule, fmt::format("The SDK counts {} as {}, the platform as {}: its answer goes to another "
                          "task.",
                          name, *call.sdk_id, *call.platform_id));
    finding.place = place_at(*subject.trace, *pass, call.made_at);
    finding.place.event = call.scheduled;
    finding.expected = fmt::format("sequence id {} on both sides", *call.sdk_id);
    finding.actual =
        fmt::format("{} in the SDK, {} on the platform", *call.sdk_id, *call.platform_id);
    finding.cause =
        "The SDK gave ids to calls that it never sent, or sent calls twice: a task "
        "that was already done, or not yet yielded, was put into an any or all.";
    finding.is_consequence = subject.trace->divergence.has_value();
    out.push_back(std::move(finding));
    return;
  }
}

}  // namespace

Rule swapped_calls() {
  return {.id = "YS1013",
          .severity = model::Severity::warning,
          .title = "Two calls of one name have changed places",
          .explanation =
              "Two calls of the same activity or orchestrator stand in the other order than in the "
              "history. Nothing checks that: the platform compares kind and name, which agree, and "
              "each call silently gets the result of the other. It can be seen only where the "
              "history recorded the inputs. Example: `Charge(card)` and `Charge(fee)` swapped.",
          .source =
              "Durable Task Framework, TaskOrchestrationContext.cs: a recorded call is known by "
              "its id, kind and name; its input is not looked at (SEMANTICS 4.1, 6.20)",
          .example =
              "# recorded: Charge(card), then Charge(fee)\n"
              "yield context.call_activity('Charge', fee)\n"
              "yield context.call_activity('Charge', card)\n"
              "# better: as recorded\n"
              "yield context.call_activity('Charge', card)\n"
              "yield context.call_activity('Charge', fee)",
          .fix =
              "Keep the order of calls for instances in flight. To have inputs recorded, set "
              "storeInputsInOrchestrationHistory in host.json.",
          .run = run_swapped};
}

Rule input_differs() {
  return {.id = "YS1008",
          .severity = model::Severity::warning,
          .title = "Input differs from the recorded one",
          .explanation =
              "The history recorded the input of this call, and the code now sends another one. "
              "The platform does not compare inputs: it hands the old answer to the new question. "
              "Most histories do not store activity inputs; then nothing is compared.",
          .source =
              "Durable Task Framework, TaskOrchestrationContext.cs: compares kind and name of a "
              "call, never its input, so that only a strict comparison finds it (DESIGN 5; "
              "SEMANTICS 1.2, 6.20, 6.23)",
          .example =
              "yield context.call_activity('Stamp', str(datetime.now()))\n"
              "# better\n"
              "yield context.call_activity('Stamp', str(context.current_utc_datetime))",
          .fix =
              "Make the input follow from the orchestrator's input and recorded answers alone; "
              "when it was changed on purpose, let instances in flight finish first.",
          .run = run_input};
}

Rule due_time_differs() {
  return {.id = "YS1009",
          .severity = model::Severity::warning,
          .title = "Due time of a timer differs",
          .explanation =
              "The code asks for a timer that is due at another time than the one the history "
              "recorded. The platform compares neither. Usually the time comes from the wall clock "
              "instead of the context, and then it changes with every pass.",
          .source =
              "Microsoft Learn, Orchestrator function code constraints, Dates and times; Durable "
              "Task Framework, TaskOrchestrationContext.cs: a timer is known by its id alone "
              "(DESIGN 5; case ND-02)",
          .example =
              "yield context.create_timer(datetime.utcnow() + timedelta(hours=1))\n"
              "# better\n"
              "yield context.create_timer(context.current_utc_datetime + timedelta(hours=1))",
          .fix =
              "Compute due times from context.current_utc_datetime. Where the length was changed on "
              "purpose, nothing breaks.",
          .run = run_due};
}

Rule counter_skew() {
  return {.id = "YS1010",
          .severity = model::Severity::error,
          .title = "SDK and platform count calls differently",
          .explanation =
              "The SDK and the platform number the calls independently and rely on both counts "
              "being equal. Here they are not: from this call on, answers reach the wrong tasks or "
              "none at all. The platform reports nothing; the instance hangs or computes with "
              "wrong values.",
          .source =
              "Durable Task Framework, TaskOrchestrationContext.cs, and TaskOrchestrationExecutor "
              "of azure-functions-durable 1.x: two counters that nothing compares; found by "
              "running both (SEMANTICS 0, 1.3, 6.9, 6.10, 6.16)",
          .example =
              "yield first\n"
              "yield context.task_any([first, second])  # first is done: no action\n"
              "# better\n"
              "yield first\n"
              "yield second",
          .fix =
              "Put only fresh tasks into task_any and task_all, and yield each task where it is "
              "made or in one compound only.",
          .run = run_skew};
}

}  // namespace core::diagnostics
