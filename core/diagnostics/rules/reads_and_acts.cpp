#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {
namespace {

/// One noted place in the source, however often it was passed.
struct Noted {
  const model::Evidence* first;
  std::size_t times = 0;
};

constexpr std::array<std::string_view, 5> kNamedKinds{"clock", "random", "uuid", "environment",
                                                      "file"};

bool same_place(const model::Evidence& a, const model::Evidence& b) {
  return a.kind == b.kind && a.detail == b.detail && a.place == b.place;
}

template <class Wanted>
std::vector<Noted> collect(const model::Trace& trace, Wanted wanted) {
  std::vector<Noted> noted;
  for (const model::Evidence& evidence : trace.evidence) {
    if (!wanted(evidence) || evidence.pass.value >= trace.passes.size()) continue;
    const auto known = std::find_if(noted.begin(), noted.end(), [&](const Noted& one) {
      return same_place(*one.first, evidence);
    });
    if (known == noted.end()) {
      noted.push_back({&evidence, 1});
    } else {
      ++known->times;
    }
  }
  return noted;
}

model::FindingPlace place_of(const model::Trace& trace, const model::Evidence& evidence) {
  model::FindingPlace place;
  place.pass = evidence.pass;
  place.yield = evidence.yield;
  if (const model::Place* source = trace.place(evidence.place)) {
    place.file = source->file;
    place.function = source->function;
    place.line = source->line;
  }
  return place;
}

void report_read(const Rule& rule, const Subject& subject, const Noted& noted,
                 std::vector<model::Finding>& out) {
  model::Finding finding = finding_of(
      rule,
      fmt::format("The orchestrator reads {}; a replay gets another value.", noted.first->detail));
  finding.place = place_of(*subject.trace, *noted.first);
  finding.actual = noted.times == 1 ? noted.first->detail
                                    : fmt::format("{}, {} times", noted.first->detail, noted.times);
  finding.cause = "The value is not in the history, so each pass sees its own.";
  out.push_back(std::move(finding));
}

template <std::size_t Kind>
void run_named(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const auto wanted = [](const model::Evidence& evidence) {
    return !evidence.is_refused && evidence.kind == kNamedKinds.at(Kind);
  };
  for (const Noted& noted : collect(*subject.trace, wanted)) report_read(rule, subject, noted, out);
}

void run_other(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const auto wanted = [](const model::Evidence& evidence) {
    // That the function is async is YS2003's to say.
    return !evidence.is_refused && evidence.kind != "async" &&
           std::find(kNamedKinds.begin(), kNamedKinds.end(), evidence.kind) == kNamedKinds.end();
  };
  for (const Noted& noted : collect(*subject.trace, wanted)) report_read(rule, subject, noted, out);
}

void run_refused(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const auto wanted = [](const model::Evidence& evidence) { return evidence.is_refused; };
  for (const Noted& noted : collect(*subject.trace, wanted)) {
    model::Finding finding = finding_of(
        rule, fmt::format("The orchestrator tried to act on the world, which was refused: {}.",
                          noted.first->detail));
    finding.place = place_of(*subject.trace, *noted.first);
    finding.actual = noted.first->detail;
    finding.cause =
        "An orchestrator runs once for every answer; each run would do it again. Here "
        "it got a PermissionError instead.";
    out.push_back(std::move(finding));
  }
}

Rule read_rule(std::string_view id, model::Severity severity, std::string_view title,
               std::string_view explanation, std::string_view fix, decltype(Rule::run) run) {
  return {.id = id,
          .severity = severity,
          .title = title,
          .explanation = explanation,
          .source = "Durable Functions, orchestrator code constraints; SEMANTICS 4.3",
          .fix = fix,
          .run = run};
}

}  // namespace

Rule reads_clock() {
  return read_rule("YS3001", model::Severity::warning, "The orchestrator reads the clock",
                   "The wall clock gives another time in every replay pass. A due time or a branch "
                   "that follows from it changes under the platform's feet. The context's clock is "
                   "taken from the history and stays the same in every pass.",
                   "Use context.current_utc_datetime.", run_named<0>);
}

Rule reads_random() {
  return read_rule("YS3002", model::Severity::warning, "The orchestrator draws a random number",
                   "A random number is another one in every replay pass. A branch, an input or an "
                   "id that follows from it differs from what the history recorded.",
                   "Draw it in an activity, or seed a generator of your own from the instance id.",
                   run_named<1>);
}

Rule reads_uuid() {
  return read_rule("YS3003", model::Severity::warning, "The orchestrator makes a random id",
                   "uuid1 and uuid4 give another id in every replay pass, so what was created "
                   "under the first one is never found again.",
                   "Use context.new_guid() or context.new_uuid().", run_named<2>);
}

Rule reads_environment() {
  return read_rule("YS3004", model::Severity::information, "The orchestrator reads the environment",
                   "Settings can change between two passes of one instance, with a deployment or a "
                   "restart. A branch that follows from one then takes another way in the middle "
                   "of a run.",
                   "Read the setting in the client and pass it in as input, or read it in an "
                   "activity.",
                   run_named<3>);
}

Rule reads_file() {
  return read_rule("YS3005", model::Severity::information, "The orchestrator reads a file",
                   "A file can change between two passes, and can be missing on the next worker. "
                   "What the orchestrator does must follow from its input and its answers alone.",
                   "Read the file in an activity.", run_named<4>);
}

Rule reads_other() {
  return read_rule("YS3006", model::Severity::warning,
                   "The orchestrator reads something outside the replay",
                   "The orchestrator used something whose result is not recorded: the network, a "
                   "process, a thread, or the like. Each replay pass may see another result.",
                   "Move it into an activity.", run_other);
}

Rule refused_act() {
  return {.id = "YS3007",
          .severity = model::Severity::error,
          .title = "The orchestrator acts on the world",
          .explanation =
              "Replayed code must not open connections, start processes or change files: it runs "
              "once for every answer, and this program runs it again while you look. The act was "
              "refused with a PermissionError at its line, which the code may have seen as a "
              "failure.",
          .source = "DESIGN 6, Replay must not act",
          .fix =
              "Move it into an activity. To let it happen during this replay: --allow "
              "net,files,processes.",
          .run = run_refused};
}

}  // namespace core::diagnostics
