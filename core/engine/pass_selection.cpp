#include "core/engine/pass_selection.h"

#include <algorithm>
#include <string>

namespace core::engine {
namespace {

using model::EventIndex;
using model::EventType;

bool ends_execution(EventType type) {
  return type == EventType::execution_completed || type == EventType::execution_failed ||
         type == EventType::continue_as_new;
}

/// How many yields are resumed when every pass is run: one for the start and at most one for each
/// completion, again in every pass that sees it.
std::uint64_t resumed_yields(const model::History& history) {
  std::uint64_t total = 0;
  std::uint64_t seen = 1;
  for (const model::Episode& episode : history.episodes()) {
    for (EventIndex event = episode.begin; event < episode.end; ++event.value) {
      seen += model::is_completion(history.at(event).type()) ? 1 : 0;
    }
    total += seen;
  }
  return total;
}

std::vector<std::uint32_t> all_of(std::uint32_t count) {
  std::vector<std::uint32_t> numbers(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    numbers[i] = i + 1;
  }
  return numbers;
}

/// Passes 1, 2, 4, 8 …, the last recorded one and the confirming one.
std::vector<std::uint32_t> sampled(std::uint32_t recorded, std::uint32_t count) {
  std::vector<std::uint32_t> numbers;
  for (std::uint64_t n = 1; n < recorded; n *= 2) {
    numbers.push_back(static_cast<std::uint32_t>(n));
  }
  for (std::uint32_t n = recorded; n <= count; ++n) {
    numbers.push_back(n);
  }
  return numbers;
}

}  // namespace

bool has_confirming_pass(const model::History& history) {
  if (history.episodes().empty() || !history.episodes().back().is_complete) {
    return false;
  }
  const model::Episode& last = history.episodes().back();
  for (EventIndex event = last.begin; event < last.end; ++event.value) {
    if (ends_execution(history.at(event).type())) {
      return false;
    }
  }
  return true;
}

base::Result<std::vector<std::uint32_t>> select_passes(const model::History& history,
                                                       const ReplayOptions& options) {
  const auto recorded = static_cast<std::uint32_t>(history.episodes().size());
  const std::uint32_t count = recorded + (has_confirming_pass(history) ? 1 : 0);
  switch (options.passes.mode) {
    case PassSelection::Mode::all:
      return all_of(count);
    case PassSelection::Mode::automatic:
      return resumed_yields(history) <= options.max_resumed_yields ? all_of(count)
                                                                   : sampled(recorded, count);
    case PassSelection::Mode::last: {
      std::vector<std::uint32_t> numbers{recorded};
      if (count > recorded) numbers.push_back(count);
      return numbers;
    }
    case PassSelection::Mode::one:
      break;
  }
  if (options.passes.number < 1 || options.passes.number > count) {
    return base::Error{"engine.no_such_pass",
                       "there is no pass " + std::to_string(options.passes.number) +
                           ": this history has passes 1 to " + std::to_string(count),
                       {},
                       "Name one of them, or all, last or auto."};
  }
  return std::vector<std::uint32_t>{options.passes.number};
}

}  // namespace core::engine
