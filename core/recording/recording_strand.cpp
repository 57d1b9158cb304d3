#include "core/recording/recording_strand.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"

namespace core::recording {
namespace {

/// What a line misses of the rows of one kind; empty when it has them.
std::optional<std::string> missing(const RecordedPrefix& prefix,
                                   const std::vector<std::uint32_t>& digests,
                                   std::string_view what) {
  const std::size_t held = digests.size() - 1;
  if (prefix.count > held) {
    return fmt::format("it relies on {} of earlier passes, and the file holds {}",
                       base::count_of(prefix.count, what), held);
  }
  if (prefix.digest != digests[prefix.count]) {
    return fmt::format("it relies on {} of earlier passes with the digest {:08x}, and those in the "
                       "file have {:08x}",
                       base::count_of(prefix.count, what), prefix.digest, digests[prefix.count]);
  }
  return std::nullopt;
}

using PlaceMap = std::vector<model::PlaceIndex>;

void map_place(model::PlaceIndex& place, const PlaceMap& map) {
  if (place != model::kNoPlace) place = map[place.value];
}

void map_logs(std::vector<model::LogLine>& lines, const PlaceMap& map) {
  for (model::LogLine& line : lines) map_place(line.place, map);
}

void map_places(model::Pass& pass, const PlaceMap& map) {
  map_logs(pass.outcome.segment.logs, map);
  map_logs(pass.closing.logs, map);
  for (model::PassDifference& difference : pass.differs) {
    if (difference.logs) map_logs(*difference.logs, map);
  }
  if (auto* raised = std::get_if<model::Raised>(&pass.outcome.what)) map_place(raised->place, map);
}

}  // namespace

model::PlaceIndex PlaceTable::intern(const model::Place& place) {
  const model::PlaceIndex next{static_cast<std::uint32_t>(places_.size())};
  const auto [at, is_new] = known_.try_emplace({place.file, place.function, place.line}, next);
  if (is_new) places_.push_back(place);
  return at->second;
}

std::optional<std::string> Strand::add(RecordedPass line, PlaceTable& places) {
  if (auto what = missing(line.events_before, event_digests_, "event")) return what;
  if (auto what = missing(line.yields_before, yield_digests_, "yield")) return what;
  if (line.events_before.count < events_.size()) {
    return fmt::format("it goes back to {} after {} were written",
                       base::count_of(line.events_before.count, "event"), events_.size());
  }
  PlaceMap map;
  for (const model::Place& place : line.places) map.push_back(places.intern(place));
  for (Digested<EventRow>& event : line.events) {
    events_.push_back(std::move(event.row));
    event_digests_.push_back(event.digest);
  }
  take_yields(line, map);
  map_places(line.pass, map);
  line.pass.spine =
      model::SpineIndex{static_cast<std::uint32_t>(std::max<std::size_t>(trace_.spines.size(), 1) -
                                                   1)};
  trace_.passes.push_back(std::move(line.pass));
  return std::nullopt;
}

void Strand::take_yields(RecordedPass& line, const PlaceMap& map) {
  const std::uint32_t shared = line.yields_before.count;
  const bool is_fork = shared + 1 < yield_digests_.size() && !line.yields.empty();
  if (trace_.spines.empty() || is_fork) {
    model::Spine spine;
    if (!trace_.spines.empty()) {
      spine.parent = model::SpineIndex{static_cast<std::uint32_t>(trace_.spines.size() - 1)};
      spine.fork = shared;
      yield_digests_.resize(shared + 1);
    }
    trace_.spines.push_back(std::move(spine));
  }
  for (Digested<model::Yield>& yield : line.yields) {
    map_logs(yield.row.segment.logs, map);
    map_place(yield.row.place, map);
    for (model::PlaceIndex& frame : yield.row.frames) map_place(frame, map);
    trace_.spines.back().yields.push_back(std::move(yield.row));
    yield_digests_.push_back(yield.digest);
  }
}

std::uint32_t Strand::common_yields(model::PassIndex one, model::PassIndex other) const {
  const model::Pass& a = trace_.passes[one.value];
  const model::Pass& b = trace_.passes[other.value];
  model::SpineIndex spine = std::max(a.spine, b.spine);
  const model::SpineIndex wanted = std::min(a.spine, b.spine);
  std::uint32_t common = std::min(a.length, b.length);
  while (spine != wanted) {  // a fork stands behind its parent
    const model::Spine& at = trace_.spines[spine.value];
    if (!at.parent) return 0;
    common = std::min(common, at.fork);
    spine = *at.parent;
    if (spine < wanted) return 0;
  }
  return common;
}

}  // namespace core::recording
