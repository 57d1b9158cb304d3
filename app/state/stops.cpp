#include "app/state/stops.h"

#include <algorithm>

#include "core/base/check.h"

namespace app::state {

namespace {

std::vector<PassStops> stops_of_trace(const model::Trace& trace) {
  std::vector<PassStops> passes;
  passes.reserve(trace.passes.size());
  std::uint32_t known = 0;
  for (const model::Pass& pass : trace.passes) {
    const bool waits = std::holds_alternative<model::Waiting>(pass.outcome.what) && pass.length > 0;
    passes.push_back({pass.number, pass.length, pass.first_fresh,
                      waits ? pass.length - 1 : pass.length, known, pass.is_confirming});
    known = std::max(known, pass.length);
  }
  return passes;
}

}  // namespace

std::optional<model::PassIndex> Stops::find(std::uint32_t number) const {
  const auto found = std::lower_bound(
      passes.begin(), passes.end(), number,
      [](const PassStops& pass, std::uint32_t wanted) { return pass.number < wanted; });
  if (found == passes.end() || found->number != number) return std::nullopt;
  return model::PassIndex{static_cast<std::uint32_t>(found - passes.begin())};
}

Stops build_stops(const core::session::Snapshot& snapshot) {
  Stops stops;
  if (snapshot.trace) {
    stops.passes = stops_of_trace(*snapshot.trace);
    if (const auto& divergence = snapshot.trace->divergence;
        divergence && stops.has(divergence->pass)) {
      const PassStops& pass = stops[divergence->pass];
      stops.divergence = Stops::Divergence{
          divergence->pass, std::min(divergence->yield.value + 1, end_column(pass))};
    }
    return stops;
  }
  stops.is_inferred = true;
  if (!snapshot.history) return stops;
  for (std::uint32_t number = 1; number <= snapshot.history->episodes().size(); ++number) {
    PassStops pass;
    pass.number = number;
    stops.passes.push_back(pass);
  }
  return stops;
}

std::uint32_t column_of(const PassStops& pass, const Stop& stop) {
  switch (stop.kind) {
    case Stop::Kind::start: return 0;
    case Stop::Kind::yield: return std::min(stop.yield.value + 1, end_column(pass));
    case Stop::Kind::end: return end_column(pass);
  }
  return 0;
}

Stop stop_at(const PassStops& pass, std::uint32_t column) {
  core::base::check(column <= end_column(pass), "a stop lies within its pass");
  if (column == 0) return Stop::start();
  if (column == end_column(pass)) return Stop::end();
  return Stop::at(model::YieldIndex{column - 1});
}

Focus nearest(const Stops& stops, const Focus& focus) {
  if (stops.passes.empty()) return Focus{.instance = focus.instance};
  if (stops.has(focus.pass)) {
    const PassStops& pass = stops[focus.pass];
    if (!focus.stop.is_yield() || focus.stop.yield.value < pass.length) return focus;
    return Focus{.instance = focus.instance, .pass = focus.pass, .stop = Stop::end()};
  }
  const auto last = static_cast<std::uint32_t>(stops.passes.size() - 1);
  Focus moved{.instance = focus.instance, .pass = model::PassIndex{last}};
  moved.stop = stop_at(stops.passes[last], column_of(stops.passes[last], focus.stop));
  return moved;
}

Focus first_focus(const Stops& stops, std::uint32_t instance) {
  Focus focus{.instance = instance};
  if (stops.divergence) {
    focus.pass = stops.divergence->pass;
    focus.stop = stop_at(stops[focus.pass], stops.divergence->column);
  }
  return focus;
}

}  // namespace app::state
