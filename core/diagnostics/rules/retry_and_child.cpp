// What is kept of a call beside kind and name: the pace of its retries, the id of a child.
#include <fmt/format.h>

#include <cstdlib>
#include <optional>
#include <vector>

#include "core/base/json.h"
#include "core/diagnostics/call_with_event.h"
#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {
namespace {

using model::ActionKind;
using model::EventIndex;
using model::EventType;

constexpr std::int64_t kTicksPerMillisecond = base::kTicksPerSecond / 1000;
/// Delays are taken to be equal within this: stores round, and clocks of hosts differ a little.
constexpr std::int64_t kSamePace = base::kTicksPerSecond;

bool is_retried(ActionKind kind) {
  return kind == ActionKind::activity_with_retry ||
         kind == ActionKind::sub_orchestration_with_retry;
}
bool is_failure(EventType type) {
  return type == EventType::task_failed || type == EventType::sub_orchestration_instance_failed;
}
bool is_attempt(EventType type) {
  return type == EventType::task_scheduled || type == EventType::sub_orchestration_instance_created;
}

/// The only event of the episode that the question holds for; kNoEvent when there is not one alone.
template <class Question>
EventIndex only_in(const model::History& history, std::size_t episode, Question question) {
  const model::Episode& of = history.episodes()[episode];
  EventIndex only = model::kNoEvent;
  for (EventIndex i = of.begin; i < of.end; ++i.value) {
    if (!question(history.at(i))) continue;
    if (only != model::kNoEvent) return model::kNoEvent;
    only = i;
  }
  return only;
}

/// The first failure and the first firing of each sequence id.
struct Answers {
  std::vector<EventIndex> failures, firings;

  explicit Answers(const model::History& history)
      : failures(history.size(), model::kNoEvent), firings(history.size(), model::kNoEvent) {
    for (EventIndex i{0}; i.value < history.size(); ++i.value) {
      const model::EventView event = history.at(i);
      const auto id = static_cast<std::uint32_t>(event.link().value);
      if (id >= history.size()) continue;
      if (is_failure(event.type()) && failures[id] == model::kNoEvent) failures[id] = i;
      if (event.type() == EventType::timer_fired && firings[id] == model::kNoEvent) firings[id] = i;
    }
  }

  /// What answers the scheduling event; kNoEvent when nothing behind it does.
  static EventIndex of(const std::vector<EventIndex>& answers, const model::EventView& scheduled) {
    const auto id = static_cast<std::uint32_t>(scheduled.id().value);
    if (id >= answers.size() || answers[id] == model::kNoEvent) return model::kNoEvent;
    return answers[id] > scheduled.index() ? answers[id] : model::kNoEvent;
  }
};

/// The wait behind a failed attempt.
struct Delay {
  EventIndex timer;
  std::int64_t ticks = 0;
};

/// The waits between the attempts of one call, as far as they can be told from other timers: where
/// one episode has one failure and one new timer. The clock is the episode's own.
std::vector<Delay> recorded_delays(const model::History& history, const Answers& answers,
                                   EventIndex scheduled) {
  std::vector<Delay> delays;
  const std::string_view name = history.at(scheduled).name();
  while (scheduled != model::kNoEvent) {
    const EventIndex failed = Answers::of(answers.failures, history.at(scheduled));
    if (failed == model::kNoEvent) break;
    const std::size_t episode = history.episode_of(failed);
    const bool is_only = only_in(history, episode, [](const model::EventView& event) {
                           return is_failure(event.type());
                         }) == failed;
    const EventIndex timer = only_in(history, episode, [](const model::EventView& event) {
      return event.type() == EventType::timer_created && event.id().value >= 0;
    });
    if (!is_only || timer == model::kNoEvent || !history.at(timer).fire_at()) break;
    const base::Timestamp clock = history.at(history.episodes()[episode].begin).timestamp();
    delays.push_back({timer, history.at(timer).fire_at()->ticks - clock.ticks});

    const EventIndex fired = Answers::of(answers.firings, history.at(timer));
    if (fired == model::kNoEvent) break;
    scheduled = only_in(history, history.episode_of(fired), [&](const model::EventView& event) {
      return is_attempt(event.type()) && event.name() == name;
    });
  }
  return delays;
}

/// The policy's first interval, where each delay is as long as the first.
std::optional<std::int64_t> steady_interval(const model::Op& op) {
  const auto options = base::parse_json(op.options);
  if (!options.ok()) return std::nullopt;
  const auto milliseconds = options->integer_at("firstRetryIntervalInMilliseconds");
  const base::JsonValue* growth = options->find("backoffCoefficient");
  const bool is_steady = growth == nullptr || growth->is(base::JsonValue::Kind::null) ||
                         std::strtod(growth->text.c_str(), nullptr) == 1.0;
  if (!milliseconds || *milliseconds <= 0 || !is_steady) return std::nullopt;
  return *milliseconds * kTicksPerMillisecond;
}

void run_retry(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.history.quality() != model::Quality::exact) return;
  std::optional<Answers> answers;  // rarely needed
  for (const CallWithEvent& recorded : calls_with_events(subject)) {
    if (!is_retried(recorded.op.kind) || !is_attempt(recorded.scheduled.type())) continue;
    const auto interval = steady_interval(recorded.op);
    if (!interval) continue;
    if (!answers) answers.emplace(subject.history);
    const auto delays = recorded_delays(subject.history, *answers, recorded.call.scheduled);
    for (std::size_t i = 0; i < delays.size(); ++i) {
      const Delay& delay = delays[i];
      // The timer behind the last attempt is due at once (SEMANTICS 6.15).
      const bool is_last = static_cast<std::int32_t>(i) + 1 >= recorded.op.max_attempts;
      const bool is_same = std::abs(delay.ticks - *interval) < kSamePace;
      if (is_last || delay.ticks < kTicksPerMillisecond || is_same) continue;
      model::Finding finding =
          finding_at_call(rule, subject, recorded,
                          fmt::format("{} is retried at another pace than the history recorded.",
                                      recorded.op.name));
      finding.place.event = delay.timer;
      finding.kind = "retry";
      const std::int64_t rounded = delay.ticks + kTicksPerMillisecond / 2;
      finding.expected =
          "a retry after " + base::format_duration(rounded - rounded % kTicksPerMillisecond);
      finding.actual = "a retry after " + base::format_duration(*interval);
      finding.cause =
          "The retry options were changed after the instance had started. The platform keeps the "
          "timers that it has and compares their due times with nothing.";
      out.push_back(std::move(finding));
      break;
    }
  }
}

bool is_child(ActionKind kind) {
  return kind == ActionKind::sub_orchestration || kind == ActionKind::sub_orchestration_with_retry;
}

/// Whether the platform made the id up: "<execution id>:<sequence id>" (SEMANTICS 6.32).
bool is_made_up(const model::EventView& created) {
  return created.instance_id().ends_with(fmt::format(":{}", created.id().value));
}

void run_child(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  for (const CallWithEvent& recorded : calls_with_events(subject)) {
    const std::string_view had = recorded.scheduled.instance_id();
    const bool is_recorded =
        is_child(recorded.op.kind) && !had.empty() &&
        recorded.scheduled.type() == EventType::sub_orchestration_instance_created &&
        had != subject.history.envelope().instance_id;
    if (!is_recorded) continue;
    const std::string asks = recorded.op.target.value_or("");
    if (asks == had || (asks.empty() && is_made_up(recorded.scheduled))) continue;
    model::Finding finding = finding_at_call(
        rule, subject, recorded,
        fmt::format("Child orchestration {} is started under another instance id than the history "
                    "recorded.",
                    recorded.op.name));
    finding.kind = "child id";
    finding.expected = had;
    finding.actual = asks.empty() ? "no id: the platform makes one" : asks;
    finding.cause =
        "The platform does not compare child ids: the child keeps the recorded one, and whatever "
        "the code does with its own (signal it, store it, look it up) misses the child.";
    out.push_back(std::move(finding));
  }
}

}  // namespace

Rule retry_differs() {
  return {.id = "YS1015",
          .severity = model::Severity::warning,
          .title = "Retries have another pace than recorded",
          .explanation =
              "The history shows how long the platform waited behind a failed attempt, and the "
              "retry options of the code ask for another interval. The platform does not compare "
              "them. Waits that have begun keep their time; later ones take the new. The number "
              "of attempts shows as calls too many or too few (YS1003).",
          .source =
              "Durable Task Framework, TaskOrchestrationContext.cs: due times are not compared, "
              "so that a changed retry policy passes (DESIGN 5; SEMANTICS 3.1, 3.3)",
          .example =
              "# recorded: RetryOptions(5_000, 3)\n"
              "retry = df.RetryOptions(60_000, 3)\n"
              "yield context.call_activity_with_retry('Charge', retry, order)\n"
              "# better: the old options until instances in flight are done\n"
              "retry = df.RetryOptions(5_000, 3)",
          .fix = "Change retry options for new instances only, or accept the mix for old ones.",
          .run = run_retry};
}

Rule child_id_differs() {
  return {
      .id = "YS1016",
      .severity = model::Severity::warning,
      .title = "A child orchestration has another instance id",
      .explanation =
          "The code starts a child orchestration under an instance id that is not the one in "
          "the history. The platform compares the name only, so the child that runs is the "
          "recorded one and the id in the code leads nowhere. Usually the id is made of a "
          "random value or of the wall clock.",
      .source =
          "Durable Task Framework, TaskOrchestrationContext.cs: compares the name of a child "
          "orchestration, not its instance id (DESIGN 5; SEMANTICS 4.1; case ND-03)",
      .example =
          "child = 'order-' + str(uuid.uuid4())\n"
          "yield context.call_sub_orchestrator('Ship', order, child)\n"
          "# better: an id that is the same in every pass\n"
          "child = 'order-' + context.new_uuid()\n"
          "yield context.call_sub_orchestrator('Ship', order, child)",
      .fix =
          "Make child ids of context.instance_id, the input, or context.new_uuid(); or give "
          "none and let the platform make one.",
      .run = run_child};
}

}  // namespace core::diagnostics
