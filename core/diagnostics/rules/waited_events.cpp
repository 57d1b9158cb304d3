// The names of the events that the code waits for against those that the history holds. A wait
// leaves no event in a history, so a renamed one shows only by what was raised.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {
namespace {

using model::ActionKind;
using model::EventIndex;
using model::EventType;

/// Names of events that are an entity's answers. Source: SEMANTICS 1.3b.
std::set<std::string, std::less<>> answer_names(const model::History& history) {
  std::set<std::string, std::less<>> names;
  for (std::size_t i = 0; i < history.size(); ++i) {
    if (history[i].type() != EventType::event_sent) continue;
    const auto request = base::parse_json(history[i].payload().text);
    if (request.ok()) names.emplace(request->string_at("id"));
  }
  return names;
}

/// Names that the code waits for anywhere in the pass, in small letters.
std::set<std::string> names_waited_for(const TaskFacts& facts) {
  std::set<std::string> names;
  for (const TaskFacts::Task& task : facts.tasks) {
    if (task.made != nullptr && task.made->kind == ActionKind::external_event) {
      names.insert(base::to_lower_ascii(task.made->name));
    }
  }
  return names;
}

/// The pass that was woken by the event; empty when it was not run.
std::optional<model::PassIndex> pass_of(const model::Trace& trace, EventIndex event) {
  const std::size_t number = trace.history->episode_of(event) + 1;
  const auto found =
      std::lower_bound(trace.passes.begin(), trace.passes.end(), number,
                       [](const model::Pass& pass, std::size_t at) { return pass.number < at; });
  if (found == trace.passes.end() || found->number != number) return std::nullopt;
  return model::PassIndex{static_cast<std::uint32_t>(found - trace.passes.begin())};
}

/// Whether the recorded code did something because of the event: nothing else woke its episode, and
/// the episode wrote new calls or the end.
bool was_answered(const model::History& history, EventIndex event) {
  const model::Episode& episode = history.episodes()[history.episode_of(event)];
  for (EventIndex i = episode.begin; i < episode.inbound_end; ++i.value) {
    if (i != event && model::is_completion(history.at(i).type())) return false;
  }
  for (EventIndex i = episode.inbound_end; i < episode.end; ++i.value) {
    if (history.at(i).type() != EventType::orchestrator_completed) return true;
  }
  return false;
}

/// The names of the open waits that the pass stands at.
std::vector<std::string_view> names_waited_at(const model::Trace& trace, model::PassIndex pass) {
  std::vector<std::string_view> names;
  const model::Pass& of = trace.passes[pass.value];
  if (!std::holds_alternative<model::Waiting>(of.outcome.what) || of.length == 0) return names;
  const auto& what = trace.yield_at(pass, model::YieldIndex{of.length - 1}).what;
  const auto* handle = std::get_if<model::TaskHandle>(&what);
  if (handle == nullptr) return names;
  const TaskFacts facts = task_facts(trace, pass);
  for (const model::TaskHandle leaf : leaves_of(facts, *handle)) {
    const TaskFacts::Task& task = facts.tasks[leaf.value];
    if (task.made->kind == ActionKind::external_event && !task.is_settled) {
      names.push_back(task.made->name);
    }
  }
  return names;
}

void run(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const model::Trace& trace = *subject.trace;
  const auto last = last_recorded_pass(trace);
  if (!last) return;
  const TaskFacts facts = task_facts(trace, *last);
  const auto known = names_waited_for(facts);
  std::optional<std::set<std::string, std::less<>>> answers;  // of entities; rarely needed
  for (EventIndex i{0}; i.value < subject.history.size(); ++i.value) {
    const model::EventView event = subject.history.at(i);
    const bool is_known = event.type() != EventType::event_raised ||
                          known.contains(base::to_lower_ascii(event.name()));
    if (is_known) continue;
    if (!answers) answers = answer_names(subject.history);
    if (answers->contains(event.name())) continue;
    const auto pass = pass_of(trace, i);
    if (!pass) continue;
    const auto names = names_waited_at(trace, *pass);
    if (names.empty()) continue;
    const bool is_near = base::did_you_mean(event.name(), names).has_value();
    if (!is_near && !was_answered(subject.history, i)) continue;

    const std::string waited = fmt::format("'{}'", fmt::join(names, "' or '"));
    model::Finding finding =
        finding_of(rule, fmt::format("The code waits for event {}, and the history has event '{}'.",
                                     waited, event.name()));
    finding.place = place_at(trace, *pass, model::YieldIndex{trace.passes[pass->value].length - 1});
    finding.place.event = i;
    finding.kind = "event name";
    finding.expected = fmt::format("a wait for event '{}'", event.name());
    finding.actual = "a wait for event " + waited;
    finding.cause =
        "The event was renamed in the code or by its sender. A wait leaves no trace in a history, "
        "so the platform notices nothing: the event is kept for a wait that never comes.";
    finding.is_consequence = trace.divergence && trace.divergence->pass < *pass;
    out.push_back(std::move(finding));
    return;
  }
}

}  // namespace

Rule waited_name_differs() {
  return {.id = "YS1020",
          .severity = model::Severity::warning,
          .title = "The code waits for an event of another name",
          .explanation =
              "An event was raised that no wait of the code asks for, while the code stands at a "
              "wait for an event of another name: either the two names are nearly the same, or "
              "the recorded code went on because of that event. Waits are not recorded, so only "
              "the event tells; the instance waits for ever.",
          .source =
              "A wait takes no id and writes no event, so that the platform compares nothing "
              "(DESIGN 5; SEMANTICS 1.3, 3.8)",
          .example =
              "# raised by the client: 'Approval'\n"
              "answer = yield context.wait_for_external_event('Approved')\n"
              "# better: the name that is raised\n"
              "answer = yield context.wait_for_external_event('Approval')",
          .fix =
              "Wait for the name that senders raise; while instances of both kinds are in flight, "
              "wait for either with task_any.",
          .run = run};
}

}  // namespace core::diagnostics
