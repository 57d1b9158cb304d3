// What an instance costs by growing: long generations, loops without continue-as-new, and yields
// that are run again in every pass.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/base/text.h"
#include "core/diagnostics/execution_end.h"
#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {
namespace {

constexpr std::size_t kManyEvents = 10'000;
/// Rounds of a loop at one line, each of which waited for a timer or an event.
constexpr std::uint32_t kManyRounds = 100;
/// Yields run again: worth a note, worth a warning. 200 and 316 calls in a row make that many.
constexpr std::uint64_t kNotable = 19'900, kCostly = 50'000;
/// What a generation may hold so that on average a pass runs fifty yields again.
constexpr double kAdvisedPasses = 100;

/// "500,500".
std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
  return text;
}

/// The number with its first digit alone: 100, 300, 2,000.
std::uint64_t rounded(double number) {
  const double scale = std::pow(10.0, std::floor(std::log10(std::max(number, 1.0))));
  return static_cast<std::uint64_t>(std::round(number / scale) * scale);
}

void run_long(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  const std::size_t events = subject.history.size();
  if (events < kManyEvents) return;
  const std::size_t episodes = subject.history.episodes().size();
  model::Finding finding = finding_of(
      rule, fmt::format("This generation holds {} events of {} passes, and each pass reads all of "
                        "them.",
                        grouped(events), grouped(episodes)));
  const auto end = execution_end(subject);
  if (!end) finding.severity = model::Severity::warning;
  finding.place.event = model::EventIndex{static_cast<std::uint32_t>(events - 1)};
  finding.expected = fmt::format("less than {} events in one generation", grouped(kManyEvents));
  finding.actual = fmt::format("{} events", grouped(events));
  finding.cause = end ? "The work of one generation was large."
                      : "The instance is still running, and its history grows with every answer.";
  out.push_back(std::move(finding));
}

/// The last recorded pass, when it waits at a task.
struct Standing {
  model::PassIndex pass;
  model::YieldIndex yield;
  model::TaskHandle task;
};

std::optional<Standing> standing_at(const Subject& subject) {
  if (subject.trace == nullptr || execution_end(subject)) return std::nullopt;
  const auto pass = last_recorded_pass(*subject.trace);
  if (!pass) return std::nullopt;
  const model::Pass& of = subject.trace->passes[pass->value];
  if (!std::holds_alternative<model::Waiting>(of.outcome.what) || of.length == 0) {
    return std::nullopt;
  }
  const model::YieldIndex yield{of.length - 1};
  const auto* task = std::get_if<model::TaskHandle>(&subject.trace->yield_at(*pass, yield).what);
  return task == nullptr ? std::nullopt : std::optional(Standing{*pass, yield, *task});
}

/// Whether the task waits for time or for somebody: what a loop that never ends does.
bool waits_for_the_world(const model::Trace& trace, const Standing& standing) {
  const TaskFacts facts = task_facts(trace, standing.pass);
  const auto leaves = leaves_of(facts, standing.task);
  return std::any_of(leaves.begin(), leaves.end(), [&](model::TaskHandle leaf) {
    const model::ActionKind kind = facts.tasks[leaf.value].made->kind;
    return kind == model::ActionKind::timer || kind == model::ActionKind::external_event;
  });
}

void run_loop(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  const auto standing = standing_at(subject);
  if (!standing) return;
  const model::Trace& trace = *subject.trace;
  const model::PlaceIndex place = trace.yield_at(standing->pass, standing->yield).place;
  std::uint32_t rounds = 0;
  for (std::uint32_t i = 0; i <= standing->yield.value; ++i) {
    if (trace.yield_at(standing->pass, model::YieldIndex{i}).place == place) ++rounds;
  }
  if (place == model::kNoPlace || rounds < kManyRounds) return;
  if (!waits_for_the_world(trace, *standing)) return;
  model::Finding finding =
      finding_of(rule, fmt::format("The loop has waited here {} times in one generation, without "
                                   "continue_as_new.",
                                   grouped(rounds)));
  finding.place = place_at(trace, standing->pass, standing->yield);
  finding.expected = "continue_as_new from time to time";
  finding.actual =
      fmt::format("{} rounds, {} events", grouped(rounds), grouped(subject.history.size()));
  finding.cause =
      "Each round adds events that every later pass runs through again; nothing is ever dropped "
      "from a generation.";
  finding.is_consequence = trace.divergence.has_value();
  out.push_back(std::move(finding));
}

/// Yields that all recorded passes ran through, and those that came new.
struct Cost {
  std::uint64_t passes = 0, resumed = 0, fresh = 0;
  bool is_estimate = false;

  std::uint64_t again() const { return resumed - std::min(resumed, fresh); }
};

std::uint64_t gone_past(const model::Pass& pass) {
  const bool waits = std::holds_alternative<model::Waiting>(pass.outcome.what);
  return pass.length - (waits && pass.length > 0 ? 1U : 0U);
}

/// Empty where the last recorded pass was not run, or the code could not be run to its end. Between
/// samples the yields are taken to have come evenly.
std::optional<Cost> cost_of(const model::Trace& trace, std::size_t episodes) {
  Cost cost;
  std::uint64_t number = 0, past = 0;
  for (const model::Pass& pass : trace.passes) {
    if (pass.is_confirming) continue;
    if (std::holds_alternative<model::NotRun>(pass.outcome.what)) return std::nullopt;
    const std::uint64_t here = gone_past(pass), span = pass.number - number;
    if (span > 1) {
      cost.resumed += (span - 1) * (past + here) / 2;
      cost.is_estimate = true;
    }
    cost.resumed += here;
    cost.fresh = std::max(cost.fresh, here);
    number = pass.number;
    past = here;
  }
  cost.passes = number;
  return number == 0 || number != episodes ? std::nullopt : std::optional(cost);
}

void run_cost(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const model::Trace& trace = *subject.trace;
  const auto cost = cost_of(trace, subject.history.episodes().size());
  if (!cost || cost->again() < kNotable || cost->fresh == 0) return;
  const auto last = last_recorded_pass(trace);
  const model::Pass& pass = trace.passes[last->value];

  const double gain = static_cast<double>(cost->fresh) / static_cast<double>(cost->passes);
  const std::uint64_t advised = std::max<std::uint64_t>(rounded(kAdvisedPasses * gain), 10);
  const double left = static_cast<double>(cost->fresh) * kAdvisedPasses / 2;
  const char* about = cost->is_estimate ? "about " : "";
  model::Finding finding =
      finding_of(rule, fmt::format("{} passes ran {}{} yields to get past {}: {}{} of them again.",
                                   grouped(cost->passes), about, grouped(cost->resumed),
                                   grouped(cost->fresh), about, grouped(cost->again())));
  if (cost->again() >= kCostly) finding.severity = model::Severity::warning;
  finding.place = place_at(trace, *last, model::YieldIndex{pass.length == 0 ? 0 : pass.length - 1});
  finding.expected = fmt::format("with continue_as_new after about {} yields: about {} in all",
                                 grouped(advised), grouped(rounded(left)));
  finding.actual = fmt::format("{}{} in one generation", about, grouped(cost->resumed));
  finding.cause =
      "Each pass runs the code from its first line, so the cost grows with the square of the "
      "number of passes.";
  finding.fix = fmt::format(
      "Call continue_as_new after about {} yields, or start independent calls together with "
      "task_all, or move parts into child orchestrations.",
      grouped(advised));
  out.push_back(std::move(finding));
}

}  // namespace

Rule long_generation() {
  return {.id = "YS4011",
          .severity = model::Severity::information,
          .title = "A generation is very long",
          .explanation =
              "All events between two continue-as-new make one generation, and the platform "
              "loads, sends and replays all of them whenever an answer arrives. Beyond some ten "
              "thousand events passes become slow and memory large, and non-determinism errors "
              "without a known cause have been reported.",
          .source =
              "Durable Functions sends the whole history to the worker in every pass (SEMANTICS "
              "1.4; case ND-12)",
          .example =
              "for order in orders:  # thousands\n"
              "    yield context.call_activity('Handle', order)\n"
              "# better: a child orchestration for each hundred\n"
              "yield context.task_all([context.call_sub_orchestrator('Part', part)\n"
              "                        for part in parts])",
          .fix = "Split the work into child orchestrations, or call continue_as_new in between.",
          .run = run_long};
}

Rule replay_cost() {
  return {.id = "YS4012",
          .severity = model::Severity::information,
          .title = "Most of the work is replay",
          .explanation =
              "Every pass runs the orchestrator from its first line through all yields that were "
              "answered before. A thousand calls in a row, answered one by one, are 1,001 passes "
              "that run 500,500 yields, of which 1,000 are new. The result is right; time and "
              "processor go into repeating.",
          .source =
              "Arithmetic: n answers that come one by one make n(n+1)/2 repeated yields (UX 4.4; "
              "case ND-12)",
          .example =
              "for page in range(5000):\n"
              "    yield context.call_activity('Load', page)\n"
              "# better\n"
              "for page in range(first, min(first + 100, 5000)):\n"
              "    yield context.call_activity('Load', page)\n"
              "context.continue_as_new({'first': first + 100})",
          .fix = "Call continue_as_new from time to time, or let independent calls run together.",
          .run = run_cost};
}

Rule endless_loop() {
  return {.id = "YS4013",
          .severity = model::Severity::warning,
          .title = "A loop goes on without continue_as_new",
          .explanation =
              "The instance stands at a wait in a loop that has gone round a hundred times or "
              "more in one generation. A loop that watches or serves for ever never ends a "
              "generation by itself, so the history grows without bound and each pass is slower "
              "than the one before.",
          .source = "Microsoft Learn, Eternal orchestrations; analyzer DURABLE0011 (SEMANTICS 4.3)",
          .example =
              "while True:\n"
              "    state = yield context.call_activity('Look')\n"
              "    yield context.create_timer(context.current_utc_datetime + minute)\n"
              "# better: one round, then a new generation\n"
              "state = yield context.call_activity('Look')\n"
              "yield context.create_timer(context.current_utc_datetime + minute)\n"
              "context.continue_as_new(state)",
          .fix = "End the generation with context.continue_as_new(state) after some rounds.",
          .run = run_loop};
}

}  // namespace core::diagnostics
