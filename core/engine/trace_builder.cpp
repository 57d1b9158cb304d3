#include "core/engine/trace_builder.h"

#include <algorithm>

#include "core/base/check.h"

namespace core::engine {

TraceBuilder::TraceBuilder(model::Trace trace) : trace_(std::move(trace)) {
  trace_.spines.emplace_back();
  spine_ = model::SpineIndex{0};
}

const model::Yield& TraceBuilder::known(std::size_t at) const {
  const Position position = known_[at];
  return trace_.spines[position.spine].yields[position.at];
}

orchestrators::Script TraceBuilder::script(std::size_t count) {
  orchestrators::Script script;
  script.yields.reserve(count);
  for (std::size_t at = 0; at < count; ++at) {
    script.yields.push_back(&known(at));
  }
  script.resumes = std::span<const model::Resume>(resumes_).first(count);
  script.places = trace_.places;
  script.spine = spine_version_;
  return script;
}

void TraceBuilder::set_replaying(std::size_t resume, bool is_replaying) {
  while (resumes_.size() <= resume) {
    resumes_.push_back(known(resumes_.size()).segment.arrived);
  }
  resumes_[resume].is_replaying = is_replaying;
}

void TraceBuilder::reserve(std::size_t yields) {
  trace_.spines[spine_.value].yields.reserve(yields);
  known_.reserve(yields);
}

model::Yield& TraceBuilder::draft() {
  drop_draft();
  has_draft_ = true;
  return trace_.spines[spine_.value].yields.emplace_back();
}

void TraceBuilder::drop_draft() {
  if (has_draft_) {
    trace_.spines[spine_.value].yields.pop_back();
    has_draft_ = false;
  }
}

model::Yield& TraceBuilder::keep_draft(std::size_t at) {
  base::check(has_draft_, "only a yield that was begun is kept");
  if (at < known_.size()) {
    model::Yield moved = std::move(trace_.spines[spine_.value].yields.back());
    drop_draft();
    fork(at);
    draft() = std::move(moved);
  }
  has_draft_ = false;
  std::vector<model::Yield>& yields = trace_.spines[spine_.value].yields;
  known_.push_back({spine_.value, static_cast<std::uint32_t>(yields.size() - 1)});
  return yields.back();
}

void TraceBuilder::fork(std::size_t at) {
  model::Spine spine;
  spine.parent = spine_;
  spine.fork = static_cast<std::uint32_t>(at);
  spine_ = model::SpineIndex{static_cast<std::uint32_t>(trace_.spines.size())};
  trace_.spines.push_back(std::move(spine));
  known_.resize(at);
  resumes_.resize(std::min(at, resumes_.size()));
  ++spine_version_;
}

model::PassIndex TraceBuilder::next_pass() const {
  return model::PassIndex{static_cast<std::uint32_t>(trace_.passes.size())};
}

model::PlaceIndex TraceBuilder::intern(const model::Place& place) {
  if (place.file.empty() && place.function.empty()) {
    return model::kNoPlace;
  }
  if (last_place_ != model::kNoPlace && trace_.places[last_place_.value] == place) {
    return last_place_;
  }
  std::string key = place.file + '\n' + place.function + '\n' + std::to_string(place.line);
  const model::PlaceIndex next{static_cast<std::uint32_t>(trace_.places.size())};
  const auto [found, is_new] = places_.emplace(std::move(key), next);
  if (is_new) {
    trace_.places.push_back(place);
  }
  last_place_ = found->second;
  return last_place_;
}

void TraceBuilder::note(const orchestrators::Advance::Noted& noted, model::YieldIndex yield) {
  const model::PlaceIndex place = intern(noted.place);
  if (noted_.emplace(yield.value, place.value, noted.is_refused, noted.kind, noted.detail).second) {
    trace_.evidence.push_back(
        {noted.kind, noted.detail, noted.is_refused, place, next_pass(), yield});
  }
}

void TraceBuilder::place_logs(std::vector<model::LogLine>& logs,
                              const std::vector<model::Place>& places) {
  for (std::size_t i = 0; i < logs.size() && i < places.size(); ++i) {
    logs[i].place = intern(places[i]);
  }
}

}  // namespace core::engine
