#include "app/state/reading.h"

#include <algorithm>
#include <tuple>

#include "core/base/check.h"

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
  return findings;
}

}  // namespace

ReadingPtr build_reading(core::session::SnapshotPtr snapshot) {
  core::base::check(snapshot && snapshot->history, "a reading is of a history");
  auto reading = std::make_shared<Reading>();
  reading->stops = build_stops(*snapshot);
  reading->pairs = EventPairs(*snapshot->history);
  if (snapshot->trace) reading->evidence = EvidenceIndex(*snapshot->trace);
  reading->findings = collect_findings(*snapshot);
  reading->snapshot = std::move(snapshot);
  return reading;
}

}  // namespace app::state
