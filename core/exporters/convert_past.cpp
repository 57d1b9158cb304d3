#include "core/exporters/convert_past.h"

namespace core::exporters {
namespace {

/// Events that the platform marks once they were processed. Source: SEMANTICS 1.4.
bool is_marked(model::EventType type) {
  return !model::is_outbound(type) && type != model::EventType::orchestrator_started;
}

}  // namespace

std::size_t past_events(const model::History& history) {
  // Wrong flags with everything in the new list; then every episode is moved to the past in turn.
  std::ptrdiff_t wrong = 0;
  for (std::size_t i = 0; i < history.size(); ++i) wrong += history[i].is_played() ? 1 : 0;
  std::ptrdiff_t fewest = wrong;
  std::size_t border = 0;
  for (const model::Episode& episode : history.episodes()) {
    for (std::uint32_t i = episode.begin.value; i < episode.end.value; ++i) {
      const model::EventView event = history[i];
      if (is_marked(event.type())) wrong += event.is_played() ? -1 : 1;
    }
    if (wrong > fewest) continue;
    fewest = wrong;
    border = episode.end.value;
  }
  return border;
}

bool is_played_kept(const model::EventView& event, std::size_t border) {
  const bool is_past = event.index().value < border;
  return event.is_played() == (is_past && is_marked(event.type()));
}

}  // namespace core::exporters
