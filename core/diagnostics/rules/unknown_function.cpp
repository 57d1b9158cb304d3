// The host's own words about a function that it does not know.
#include <fmt/format.h>
#include <re2/re2.h>

#include "core/base/text.h"
#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {
namespace {

using model::EventType;

struct Unknown {
  std::string name, kind;
};

/// The extension's sentence, whatever stands around it.
std::optional<Unknown> unknown_in(std::string_view text) {
  static const re2::RE2 kSentence(
      R"(The function '([^']+)' doesn't exist, is disabled, or is not an (\w+) function)");
  Unknown unknown;
  if (!re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), kSentence, &unknown.name,
                              &unknown.kind)) {
    return std::nullopt;
  }
  return unknown;
}

bool can_carry(const model::EventView& event) {
  return event.type() == EventType::task_failed ||
         event.type() == EventType::sub_orchestration_instance_failed ||
         (event.type() == EventType::execution_completed &&
          event.status() == model::RuntimeStatus::failed);
}

/// Where the code asks for a function of that name; empty when it does not, or was not run.
model::FindingPlace place_of_call(const Subject& subject, const std::string& name) {
  if (subject.trace == nullptr) return {};
  const auto pass = last_recorded_pass(*subject.trace);
  if (!pass) return {};
  for (std::uint32_t i = 0; i < subject.trace->passes[pass->value].length; ++i) {
    const model::YieldIndex at{i};
    for (const model::Op& op : subject.trace->yield_at(*pass, at).segment.ops) {
      const bool is_it = op.verb == model::OpVerb::make && base::equal_ignoring_case(op.name, name);
      if (is_it) return place_at(*subject.trace, *pass, at);
    }
  }
  return {};
}

void run(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  for (std::size_t i = 0; i < subject.history.size(); ++i) {
    const model::EventView event = subject.history[i];
    if (!can_carry(event)) continue;
    auto unknown = unknown_in(event.payload().text);
    if (!unknown) unknown = unknown_in(event.details().text);
    if (!unknown) continue;
    model::Finding finding =
        finding_of(rule, fmt::format("The host has no {} function '{}'; that is what made it fail.",
                                     unknown->kind, unknown->name));
    finding.place = place_of_call(subject, unknown->name);
    finding.place.event = event.index();
    finding.expected = fmt::format("a registered {} function '{}'", unknown->kind, unknown->name);
    finding.actual = "none of that name";
    finding.platform_message = base::shorten(event.payload().text, 400);
    finding.cause =
        "The name is misspelled, the function was not deployed or is disabled, or its blueprint "
        "is not registered on this host.";
    out.push_back(std::move(finding));
    return;
  }
}

}  // namespace

Rule unknown_function() {
  return {.id = "YS4014",
          .severity = model::Severity::error,
          .title = "A function is not registered on the host",
          .explanation =
              "The history holds the host's own sentence: the orchestrator asked for a function "
              "that does not exist there. The exception is raised in the middle of a replay, and "
              "while hosts with and without the function share the work it looks random; older "
              "extensions report it as non-determinism.",
          .source =
              "The Durable Functions extension, GetInvalidActivityFunctionMessage (case ND-23)",
          .example =
              "yield context.call_activity('Reserv', order)\n"
              "# better: the registered name\n"
              "yield context.call_activity('Reserve', order)",
          .fix =
              "Correct the name, or deploy and register the function on every host before "
              "orchestrators call it.",
          .run = run};
}

}  // namespace core::diagnostics
