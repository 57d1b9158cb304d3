// Which wait an external event reaches: the SDK and the platform have different rules.
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "core/base/text.h"
#include "core/diagnostics/answer_facts.h"
#include "core/diagnostics/rules/rules.h"
#include "core/model/place_text.h"

namespace core::diagnostics {
namespace {

using model::ActionKind;
using model::EventIndex;
using model::EventType;
using model::TaskHandle;

constexpr std::size_t kShownColumns = 120;
constexpr std::size_t kMaxFindings = 20;

/// A wait for an external event that was answered.
struct Delivery {
  TaskHandle wait = model::kNoTask;
  model::YieldIndex opened_at;
  EventIndex opened_during = model::kNoEvent;
  EventIndex event;
};

bool is_wait(const PassSteps& pass, TaskHandle handle) {
  const model::Op* op = pass.op(handle);
  return op != nullptr && op->kind == ActionKind::external_event;
}

std::vector<Delivery> deliveries_of(const PassSteps& pass) {
  std::vector<Delivery> opened(pass.facts.tasks.size()), delivered;
  for (const Step& step : pass.steps) {
    if (!is_wait(pass, step.handle)) continue;
    Delivery& wait = opened[step.handle.value];
    if (step.what == Step::What::opened) {
      wait = {step.handle, step.at, step.during, model::kNoEvent};
    } else if (wait.wait == step.handle) {
      delivered.push_back(wait);
      delivered.back().event = step.answer->event;
    }
  }
  return delivered;
}

std::string value_at(const Subject& subject, EventIndex event) {
  const model::PayloadView payload = subject.history.at(event).payload();
  return payload.has_value() ? base::shorten(payload.text, kShownColumns) : std::string("None");
}

/// The event came before the wait and was kept for it.
bool was_kept(const Delivery& delivery) {
  return delivery.opened_during != model::kNoEvent && delivery.event <= delivery.opened_during;
}

template <class Visit>
void with_deliveries(const Subject& subject, Visit visit) {
  if (subject.trace == nullptr) return;
  const auto pass = last_recorded_pass(*subject.trace);
  if (!pass) return;
  const PassSteps steps = steps_of(*subject.trace, *pass);
  visit(*subject.trace, *pass, steps, deliveries_of(steps));
}

model::Finding finding_at(const Rule& rule, const model::Trace& trace, model::PassIndex pass,
                          const Delivery& delivery, std::string message) {
  model::Finding finding = finding_of(rule, std::move(message));
  finding.place = place_at(trace, pass, delivery.opened_at);
  finding.place.event = delivery.event;
  finding.is_consequence = follows_divergence(trace, pass);
  return finding;
}

/// The events of each name that a pass was given, in order.
std::map<std::string_view, std::deque<EventIndex>> raised_before(const model::History& history,
                                                                 EventIndex end) {
  std::map<std::string_view, std::deque<EventIndex>> raised;
  for (EventIndex i{0}; i < end && i.value < history.size(); ++i.value) {
    const model::EventView event = history.at(i);
    if (event.type() == EventType::event_raised) raised[event.name()].push_back(i);
  }
  return raised;
}

model::Finding lost_finding(const Rule& rule, const Subject& subject, const model::Trace& trace,
                            model::PassIndex pass, const Delivery& one, EventIndex lost) {
  const std::string name(subject.history.at(lost).name());
  model::Finding finding = finding_at(
      rule, trace, pass, one,
      fmt::format("Event {} ({} = {}) is lost: event {} took its place before the code waited for "
                  "{}.",
                  lost.value, name, value_at(subject, lost), one.event.value, name));
  finding.place.event = lost;
  finding.expected =
      fmt::format("the wait gets {}, from event {}", value_at(subject, lost), lost.value);
  finding.actual =
      fmt::format("it gets {}, from event {}", value_at(subject, one.event), one.event.value);
  finding.cause =
      "The SDK keeps one early event a name; a second one of the same name replaces the first. The "
      "platform keeps both in a queue.";
  return finding;
}

void run_lost(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  with_deliveries(subject, [&](const model::Trace& trace, model::PassIndex pass, const PassSteps&,
                               const std::vector<Delivery>& delivered) {
    auto raised = raised_before(subject.history, trace.passes[pass.value].events_end);
    std::set<EventIndex> used;
    for (const Delivery& one : delivered) used.insert(one.event);
    std::size_t count = 0;
    for (const Delivery& one : delivered) {
      if (!was_kept(one)) continue;
      std::deque<EventIndex>& same_name = raised[subject.history.at(one.event).name()];
      for (; !same_name.empty() && same_name.front() < one.event; same_name.pop_front()) {
        const EventIndex lost = same_name.front();
        if (used.contains(lost) || ++count > kMaxFindings) continue;
        out.push_back(lost_finding(rule, subject, trace, pass, one, lost));
      }
    }
  });
}

void run_twice(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  with_deliveries(subject, [&](const model::Trace& trace, model::PassIndex pass,
                               const PassSteps& steps, const std::vector<Delivery>& delivered) {
    std::map<EventIndex, const Delivery*> first_use;
    std::set<EventIndex> said;
    for (const Delivery& one : delivered) {
      const auto [first, is_first] = first_use.try_emplace(one.event, &one);
      // Said once an event, at the second wait.
      if (is_first || said.size() >= kMaxFindings || !said.insert(one.event).second) continue;
      const std::string& name = steps.op(one.wait)->name;
      model::Finding finding = finding_at(
          rule, trace, pass, one,
          fmt::format("Event {} ({}) answers the wait at {} and again the one at {}.",
                      one.event.value, name, locator_of(trace, pass, first->second->opened_at),
                      locator_of(trace, pass, one.opened_at)));
      finding.expected = fmt::format("a second event {} for the second wait", name);
      finding.actual =
          fmt::format("{} once more, from event {}", value_at(subject, one.event), one.event.value);
      finding.cause =
          "An event that comes before its wait is kept and never removed: every later wait of that "
          "name gets it again, and the platform is not even told that the code waits.";
      out.push_back(std::move(finding));
    }
  });
}

/// Whether the code had the wait before it, alone or inside an any or all, at that yield.
bool stands_at(const model::Trace& trace, model::PassIndex pass, const PassSteps& steps,
               model::YieldIndex at, TaskHandle wait) {
  if (at.value >= trace.passes[pass.value].length) return false;
  const auto* what = std::get_if<TaskHandle>(&trace.yield_at(pass, at).what);
  if (what == nullptr) return false;
  const auto leaves = leaves_of(steps.facts, *what);
  return std::find(leaves.begin(), leaves.end(), wait) != leaves.end();
}

/// Whether the code stands at the wait from that yield on: one that an any has left is looked at no
/// more, so that it takes nothing from a newer one.
bool is_looked_at(const model::Trace& trace, model::PassIndex pass, const PassSteps& steps,
                  model::YieldIndex from, TaskHandle wait) {
  for (model::YieldIndex at = from; at.value < trace.passes[pass.value].length; ++at.value) {
    if (stands_at(trace, pass, steps, at, wait)) return true;
  }
  return false;
}

void run_newest(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const auto pass = last_recorded_pass(*subject.trace);
  if (!pass) return;
  const PassSteps steps = steps_of(*subject.trace, *pass);
  std::vector<Step> open;
  std::vector<std::string> said;
  for (const Step& step : steps.steps) {
    if (!is_wait(steps, step.handle)) continue;
    if (step.what == Step::What::opened) {
      open.push_back(step);
      continue;
    }
    const auto self = std::find_if(open.begin(), open.end(),
                                   [&](const Step& wait) { return wait.handle == step.handle; });
    if (self == open.end()) continue;
    const std::string& name = steps.op(step.handle)->name;
    const Step wait = *self;
    const bool is_kept = wait.during != model::kNoEvent && step.answer->event <= wait.during;
    const auto older = std::find_if(open.begin(), self, [&](const Step& other) {
      return steps.op(other.handle)->name == name &&
             is_looked_at(*subject.trace, *pass, steps, wait.at, other.handle);
    });
    const bool is_older = older != self && !is_kept;
    const Step first = is_older ? *older : wait;
    open.erase(self);
    if (!is_older || std::find(said.begin(), said.end(), name) != said.end()) continue;
    said.push_back(name);
    model::Finding finding = finding_of(
        rule,
        fmt::format("Event {} ({}) reaches the newest of several waits for {}, not the oldest.",
                    step.answer->event.value, name, name));
    finding.place = place_at(*subject.trace, *pass, wait.at);
    finding.place.event = step.answer->event;
    finding.expected = fmt::format("the wait that was made first, #{}", first.handle.value);
    finding.actual = fmt::format("the wait that was made last, #{}", wait.handle.value);
    finding.cause =
        "The SDK keeps the waits of one name as a stack. With two open at once the first event "
        "goes "
        "to the second wait, and the values come out in reverse.";
    finding.is_consequence = follows_divergence(*subject.trace, *pass);
    out.push_back(std::move(finding));
  }
}

/// A later wait of that name that is still open at the end of the pass.
const TaskFacts::Task* open_twin(const PassSteps& steps, TaskHandle wait) {
  const std::string& name = steps.op(wait)->name;
  for (std::uint32_t i = wait.value + 1; i < steps.facts.tasks.size(); ++i) {
    const TaskFacts::Task& task = steps.facts.tasks[i];
    const bool is_twin = task.made != nullptr && task.made->kind == ActionKind::external_event &&
                         task.made->name == name && task.is_awaited && !task.is_settled;
    if (is_twin) return &task;
  }
  return nullptr;
}

void run_abandoned(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  with_deliveries(subject, [&](const model::Trace& trace, model::PassIndex pass,
                               const PassSteps& steps, const std::vector<Delivery>& delivered) {
    for (const Delivery& one : delivered) {
      if (was_kept(one) || open_twin(steps, one.wait) == nullptr) continue;
      // The wait is looked at when it stands at any yield that the event could still answer.
      bool is_seen = false;
      for (std::uint32_t i = one.opened_at.value; i < trace.passes[pass.value].length; ++i) {
        const model::YieldIndex at{i};
        const model::Resume* answer = trace.answer_of(pass, at);
        const bool is_before = answer != nullptr && answer->cause != model::kNoEvent &&
                               answer->cause < one.event;
        if (!is_before && stands_at(trace, pass, steps, at, one.wait)) is_seen = true;
      }
      if (is_seen) continue;
      const std::string& name = steps.op(one.wait)->name;
      model::Finding finding = finding_at(
          rule, trace, pass, one,
          fmt::format("Event {} ({}) goes to a wait that the code has left; the wait it stands at "
                      "now hears nothing of it.",
                      one.event.value, name));
      finding.expected = fmt::format("the wait that is open at the end gets {}",
                                     value_at(subject, one.event));
      finding.actual = fmt::format("the wait made at {} got it, which nothing looks at any more",
                                   locator_of(trace, pass, one.opened_at));
      finding.cause =
          "A wait is made anew in each round of a loop, and the one of the round before stays "
          "open. An event that comes between the rounds goes to it.";
      out.push_back(std::move(finding));
      return;
    }
  });
}

}  // namespace

Rule abandoned_wait() {
  return {.id = "YS5013",
          .severity = model::Severity::error,
          .title = "An event goes to a wait that was left",
          .explanation =
              "The code made a wait, left it when something else of a task_any came first, and "
              "waits for the same event again with a new task. The old wait is still open: an "
              "event that arrives while the code does something else goes to it, and the new wait "
              "stays without an answer.",
          .source =
              "azure-functions-durable 1.x: open waits are kept by the event's name, the newest "
              "first; found by running it (SEMANTICS 3.1, 6.3; case ND-11)",
          .example = "while True:\n"
                     "    item = context.wait_for_external_event('Item')  # anew in each round\n"
                     "    yield context.task_any([item, context.create_timer(due)])\n"
                     "    yield context.call_activity('LookAround')\n"
                     "# better: one wait, until it is answered\n"
                     "item = context.wait_for_external_event('Item')\n"
                     "while not item.is_completed:\n"
                     "    yield context.task_any([item, context.create_timer(due)])",
          .fix =
              "Keep the task of the wait while it is open, and look at its is_completed before it "
              "goes into another task_any.",
          .run = run_abandoned};
}

Rule lost_event() {
  return {.id = "YS5005",
          .severity = model::Severity::error,
          .title = "An event is lost",
          .explanation =
              "Two events of one name arrived before the code waited for that name. The SDK has "
              "room for one early event a name, so the later one replaced the earlier, whose value "
              "the code never sees. Nobody reports it. Example: two votes raised while an activity "
              "runs; the code then reads the second vote only.",
          .source =
              "azure-functions-durable 1.x, TaskOrchestrationExecutor: keeps one early event a "
              "name (deferred_tasks); found by running it (SEMANTICS 3.1, 6.1)",
          .example =
              "yield context.call_activity('Ask')  # two votes arrive meanwhile\n"
              "vote = yield context.wait_for_external_event('Vote')\n"
              "# better\n"
              "vote = context.wait_for_external_event('Vote')\n"
              "yield context.call_activity('Ask')\n"
              "yield vote",
          .fix =
              "Wait before events can come: make the wait first and yield it together with other "
              "work, or give each event a name of its own, or collect them in an entity.",
          .run = run_lost};
}

Rule event_used_twice() {
  return {
      .id = "YS5006",
      .severity = model::Severity::error,
      .title = "One event answers two waits",
      .explanation =
          "An event that arrives before its wait is kept, and the SDK never removes what it "
          "keeps: the next wait for that name is answered with the same event at once. One "
          "approval passes two gates. Example: `a = yield wait('X'); b = yield wait('X')` with "
          "one early X gives the same value twice.",
      .source =
          "azure-functions-durable 1.x, TaskOrchestrationExecutor: an early event is kept after "
          "it was used; found by running it (SEMANTICS 3.1, 6.2)",
      .example =
          "first = yield context.wait_for_external_event('Approve')\n"
          "second = yield context.wait_for_external_event('Approve')\n"
          "# better\n"
          "first = yield context.wait_for_external_event('Approve-1')\n"
          "second = yield context.wait_for_external_event('Approve-2')",
      .fix =
          "Give each wait a name of its own (`Approve-1`, `Approve-2`), or compare an id inside "
          "the event's value.",
      .run = run_twice};
}

Rule newest_wait_first() {
  return {
      .id = "YS5007",
      .severity = model::Severity::warning,
      .title = "The newest wait gets the event",
      .explanation =
          "Several waits for one event name are open at once, and the SDK answers the newest of "
          "them first. In a task_all the values come out in reverse, in a task_any the last "
          "wait wins. Newer SDKs answer the oldest first, so an upgrade turns the order around. "
          "Example: `task_all([wait('X'), wait('X')])` with 1 and then 2 gives [2, 1].",
      .source =
          "azure-functions-durable 1.x answers the newest wait first, the Durable Task SDKs the "
          "oldest; found by running both (SEMANTICS 0, 3.8, 6.3)",
      .example =
          "waits = [context.wait_for_external_event('Vote') for _ in range(2)]\n"
          "votes = yield context.task_all(waits)\n"
          "# better\n"
          "waits = [context.wait_for_external_event(f'Vote-{i}') for i in range(2)]\n"
          "votes = yield context.task_all(waits)",
      .fix = "Keep one wait open a name, or give each wait a name of its own.",
      .run = run_newest};
}

}  // namespace core::diagnostics
