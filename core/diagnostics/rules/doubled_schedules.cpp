// One sequence id that was given to two calls: the write of an episode that was done twice.
#include <fmt/format.h>

#include <utility>
#include <vector>

#include "core/base/text.h"
#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {
namespace {

/// The Durable Task SDKs count from 1 and repeat an id for each attempt (SEMANTICS 0, 3.5).
bool counts_from_zero(const model::History& history) {
  for (std::size_t i = 0; i < history.size(); ++i) {
    if (model::is_schedule(history[i].type()) && history[i].id().value == 0) return true;
  }
  return false;
}

void run(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.history.quality() != model::Quality::exact || !counts_from_zero(subject.history)) {
    return;
  }
  constexpr std::uint32_t kNone = 0xffffffffU;
  // By id; an id beyond the number of events belongs to no sequence that began at 0.
  std::vector<std::uint32_t> first(subject.history.size() + 1, kNone);
  std::size_t count = 0, at = 0, twin = 0;
  for (std::size_t i = 0; i < subject.history.size(); ++i) {
    const model::EventView event = subject.history[i];
    // An id that is used again after its answer was given away again by a rewind.
    const auto link = static_cast<std::uint32_t>(event.link().value);
    if (model::is_completion(event.type()) && link < first.size()) first[link] = kNone;
    const auto id = static_cast<std::uint32_t>(event.id().value);
    if (!model::is_schedule(event.type()) || id >= first.size()) continue;
    const std::uint32_t known = std::exchange(first[id], static_cast<std::uint32_t>(i));
    if (known == kNone || ++count > 1) continue;
    at = i;
    twin = known;
  }
  if (count == 0) return;
  const model::EventView event = subject.history[at], before = subject.history[twin];
  const auto words = [](const model::EventView& of) {
    return fmt::format("event {} ({} {})", of.index().value, of.type_name(), of.name());
  };
  model::Finding finding = finding_of(
      rule, count == 1
                ? fmt::format("Sequence id {} is scheduled twice, at events {} and {}.",
                              event.id().value, twin, at)
                : fmt::format("{} sequence ids are scheduled twice, the first of them {} at events "
                              "{} and {}.",
                              count, event.id().value, twin, at));
  finding.place.event = event.index();
  finding.expected = fmt::format("one event with sequence id {}", event.id().value);
  finding.actual = fmt::format("{} and {}", words(before), words(event));
  finding.cause =
      "An episode was written twice: its first write failed half-way and some of its rows stayed, "
      "or two workers owned the instance. The calls may have run twice.";
  out.push_back(std::move(finding));
}

}  // namespace

Rule doubled_schedule() {
  return {.id = "YS4009",
          .severity = model::Severity::error,
          .title = "A sequence id is scheduled twice",
          .explanation =
              "Each call of a generation has a sequence id of its own. Here one id stands in two "
              "scheduling events, so a write was done twice: an episode with very many calls "
              "whose rows were stored only in part, or two workers that owned the instance at "
              "once. The platform objects when it reads the second one.",
          .source =
              "Durable Task Framework: one counter gives each call of a generation an id of its "
              "own (SEMANTICS 1.3; cases ND-26, ND-27)",
          .example =
              "# 200 calls in one episode\n"
              "yield context.task_all([context.call_activity('Copy', f) for f in files])\n"
              "# better: a child orchestration for each fifty\n"
              "yield context.task_all([context.call_sub_orchestrator('CopyPart', part)\n"
              "                        for part in parts])",
          .fix =
              "Update the storage provider, make fan-outs smaller, and make activities safe to "
              "run twice.",
          .run = run};
}

}  // namespace core::diagnostics
