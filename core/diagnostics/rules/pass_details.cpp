// What may differ between two passes that ask for the same calls: custom status and log lines.
#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/rules/rules.h"
#include "core/model/place_text.h"

namespace core::diagnostics {
namespace {

using model::PassIndex;
using model::Trace;
using model::YieldIndex;

constexpr std::size_t kShownColumns = 200;

bool was_run(const model::Pass& pass) {
  return !std::holds_alternative<model::NotRun>(pass.outcome.what);
}

/// The last custom status that a stretch of code set, as text; empty when it set none.
std::string status_in(const model::Segment& segment) {
  for (std::size_t i = segment.ops.size(); i > 0; --i) {
    const model::Op& op = segment.ops[i - 1];
    if (op.verb != model::OpVerb::custom_status) continue;
    return op.input.has_value() ? op.input.text : "a value that cannot be written";
  }
  return {};
}

/// The first yield that the two passes may not share: where the later one's spine forks off.
std::uint32_t fork_of(const Trace& trace, const model::Pass& before, const model::Pass& pass) {
  if (before.spine == pass.spine) return std::min(before.length, pass.length);
  const model::Spine& spine = trace.spines[pass.spine.value];
  return spine.parent == before.spine ? spine.fork : 0;
}

void run_status(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const Trace& trace = *subject.trace;
  for (std::uint32_t i = 1; i < trace.passes.size(); ++i) {
    const model::Pass &before = trace.passes[i - 1], &pass = trace.passes[i];
    if (!was_run(before) || !was_run(pass)) continue;
    const std::uint32_t shared = std::min(before.length, pass.length);
    for (std::uint32_t at = fork_of(trace, before, pass); at < shared; ++at) {
      const model::Yield& first = trace.yield_at(PassIndex{i - 1}, YieldIndex{at});
      const model::Yield& second = trace.yield_at(PassIndex{i}, YieldIndex{at});
      // Behind a difference of calls there is nothing left to compare.
      if (!first.segment.arrived.same_answer(second.segment.arrived)) break;
      const std::string had = status_in(first.segment), has = status_in(second.segment);
      if (had == has) continue;
      model::Finding finding = finding_of(
          rule, fmt::format("The custom status set before {} is not the one of pass {}.",
                            locator_of(trace, PassIndex{i}, YieldIndex{at}), before.number));
      finding.place = place_at(trace, PassIndex{i}, YieldIndex{at});
      finding.kind = "custom status";
      finding.expected = fmt::format("in pass {}: {}", before.number,
                                     had.empty() ? "none" : base::shorten(had, kShownColumns));
      finding.actual = fmt::format("in pass {}: {}", pass.number,
                                   has.empty() ? "none" : base::shorten(has, kShownColumns));
      finding.cause =
          "The status follows from something that is neither input nor answer. Who reads it sees "
          "the one of the last pass.";
      finding.is_consequence = trace.divergence && trace.divergence->pass <= PassIndex{i};
      out.push_back(std::move(finding));
      return;
    }
  }
}

/// Whether the lines of a replaying pass are those of the first pass with some left out: the
/// recommended `if not context.is_replaying`.
bool leaves_out(const std::vector<model::LogLine>& all, const std::vector<model::LogLine>& some) {
  std::size_t at = 0;
  for (const model::LogLine& line : all) {
    if (at < some.size() && some[at] == line) ++at;
  }
  return at == some.size();
}

/// The first line that one has and the other has not at that place; "no line" where it has none.
std::pair<std::string, std::string> first_other(const std::vector<model::LogLine>& a,
                                                const std::vector<model::LogLine>& b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  const auto words = [&](const std::vector<model::LogLine>& lines) {
    return at < lines.size() ? base::shorten(lines[at].text, kShownColumns)
                             : std::string("no line");
  };
  return {words(a), words(b)};
}

void run_logs(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const Trace& trace = *subject.trace;
  for (std::uint32_t i = 0; i < trace.passes.size(); ++i) {
    for (const model::PassDifference& one : trace.passes[i].differs) {
      if (!one.logs || one.yield.value >= trace.passes[i].length) continue;
      const auto& first = trace.yield_at(PassIndex{i}, one.yield).segment.logs;
      const bool is_idiom =
          trace.is_replaying_at(PassIndex{i}, one.yield) && leaves_out(first, *one.logs);
      if (is_idiom || first == *one.logs) continue;
      const auto [had, has] = first_other(first, *one.logs);
      model::Finding finding = finding_of(
          rule, fmt::format("The log lines before {} are not those of the first pass that came "
                            "here.",
                            locator_of(trace, PassIndex{i}, one.yield)));
      finding.place = place_at(trace, PassIndex{i}, one.yield);
      finding.kind = "log lines";
      finding.expected = "first: " + had;
      finding.actual = fmt::format("in pass {}: {}", trace.passes[i].number, has);
      finding.cause =
          "A line holds something that is neither input nor answer: a time, a random value, or "
          "state that lives in the module.";
      out.push_back(std::move(finding));
      return;
    }
  }
}

}  // namespace

Rule status_between_passes() {
  return {.id = "YS1018",
          .severity = model::Severity::information,
          .title = "The custom status differs between passes",
          .explanation =
              "Two passes were given the same answers and set different custom statuses on the "
              "way. The calls agree, so the platform has nothing to object; a client that reads "
              "the status sees it change without any progress. The history does not record "
              "statuses, so passes are compared with each other.",
          .source =
              "The custom status is in no history; two passes are compared by Yieldscope alone "
              "(DESIGN 5)",
          .example =
              "context.set_custom_status(f'checked {datetime.now()}')\n"
              "# better: the time of this pass, the same in every replay\n"
              "context.set_custom_status(f'checked {context.current_utc_datetime}')",
          .fix = "Make the status of the input, recorded answers and the context's time.",
          .run = run_status};
}

Rule logs_between_passes() {
  return {.id = "YS1019",
          .severity = model::Severity::information,
          .title = "Log lines differ between passes",
          .explanation =
              "The same stretch of code wrote another log line in a later pass. Lines that are "
              "left out while is_replaying is true are not counted: that is the recommended way "
              "to log. A changed line is harmless for the instance, and shows that the code "
              "reads something from outside.",
          .source =
              "Microsoft Learn, Orchestrator function code constraints, Logging; log lines are in "
              "no history, two passes are compared by Yieldscope alone (DESIGN 5)",
          .example =
              "logging.info('step one at %s', time.time())\n"
              "# better\n"
              "if not context.is_replaying:\n"
              "    logging.info('step one at %s', context.current_utc_datetime)",
          .fix = "Log under `if not context.is_replaying`, with context.current_utc_datetime.",
          .run = run_logs};
}

}  // namespace core::diagnostics
