#include "app/state/reading.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/base/check.h"
#include "core/session/replayable.h"

namespace app::state {

namespace {

/// A finding that names no place stands behind those that do.
auto order_of(const model::Finding& finding) {
  constexpr std::uint32_t kNowhere = UINT32_MAX;
  const auto& place = finding.place;
  return std::tuple(finding.is_consequence, -static_cast<int>(finding.severity),
                    place.pass ? place.pass->value : kNowhere,
                    place.yield ? place.yield->value : kNowhere, place.event);
}

/// Moves each consequence behind the first finding with the id that it follows from.
std::vector<model::Finding> behind_their_leaders(std::vector<model::Finding> sorted) {
  std::vector<model::Finding> ordered;
  ordered.reserve(sorted.size());
  std::vector<char> is_taken(sorted.size(), 0);
  std::vector<std::size_t> led;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (sorted[i].is_consequence && !sorted[i].follows_from.empty()) led.push_back(i);
  }
  const auto take = [&](const auto& self, std::size_t i) -> void {
    is_taken[i] = 1;
    const std::string id = sorted[i].id;
    ordered.push_back(std::move(sorted[i]));
    for (const std::size_t k : led) {
      if (is_taken[k] == 0 && sorted[k].follows_from == id) self(self, k);
    }
  };
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (!std::binary_search(led.begin(), led.end(), i)) take(take, i);
  }
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (is_taken[i] == 0) take(take, i);
  }
  return ordered;
}

std::vector<model::Finding> collect_findings(const core::session::Snapshot& snapshot) {
  std::vector<model::Finding> findings = snapshot.findings;
  if (snapshot.trace) {
    for (const model::Finding& finding : snapshot.trace->findings) {
      if (std::find(findings.begin(), findings.end(), finding) == findings.end()) {
        findings.push_back(finding);
      }
    }
  }
  std::stable_sort(findings.begin(), findings.end(), [](const auto& a, const auto& b) {
    return order_of(a) < order_of(b);
  });
  return behind_their_leaders(std::move(findings));
}

}  // namespace

bool has_two_sides(const model::Finding& finding) {
  const bool has_both = !finding.expected.empty() && !finding.actual.empty();
  const bool has_one = !finding.expected.empty() || !finding.actual.empty();
  return has_both || (has_one && !finding.kind.empty());
}

ReadingPtr build_reading(core::session::SnapshotPtr snapshot) {
  core::base::check(snapshot && snapshot->history, "a reading is of a history");
  auto reading = std::make_shared<Reading>();
  reading->stops = build_stops(*snapshot);
  reading->pairs = EventPairs(*snapshot->history);
  if (snapshot->trace) reading->evidence = EvidenceIndex(*snapshot->trace);
  reading->findings = collect_findings(*snapshot);
  if (auto refused = core::session::why_not_replayable(*snapshot)) {
    reading->no_run = std::move(refused->message);
    reading->no_run.front() = 'T';  // it begins a sentence here
    reading->instead = std::move(refused->hint);
  }
  reading->reconstructed = core::session::reconstructed_words(*snapshot);
  reading->snapshot = std::move(snapshot);
  return reading;
}

}  // namespace app::state
