#include "core/session/compare.h"

#include <algorithm>

#include "core/comparison/compare.h"
#include "core/exporters/redact.h"
#include "core/session/redact.h"

namespace core::session {
namespace {

comparison::Side side_of(const Snapshot& snapshot) {
  return {*snapshot.history, snapshot.trace.get()};
}

RunDifferenceSide to_side(comparison::DifferenceSide words) {
  return {std::move(words.text), words.number, words.event, std::move(words.place)};
}

}  // namespace

struct RunComparison::State {
  SnapshotPtr a, b;
  comparison::Comparison found;
  SnapshotPtr shown_a, shown_b;
  /// Null where values are shown.
  std::unique_ptr<const exporters::Redactor> redactor_a, redactor_b;
};

RunComparison::RunComparison(SnapshotPtr a, SnapshotPtr b, DifferenceValues values) {
  State state{a, b, comparison::compare(side_of(*a), side_of(*b)), a, b, nullptr, nullptr};
  if (values == DifferenceValues::redacted) {
    const auto redactor_of = [](const Snapshot& side) {
      return std::make_unique<const exporters::Redactor>(side.history.get(), side.trace.get());
    };
    state.shown_a = redacted(*a);
    state.shown_b = redacted(*b);
    state.redactor_a = redactor_of(*a);
    state.redactor_b = redactor_of(*b);
  }
  state_ = std::make_unique<const State>(std::move(state));
}

RunComparison::~RunComparison() = default;
RunComparison::RunComparison(RunComparison&&) noexcept = default;
RunComparison& RunComparison::operator=(RunComparison&&) noexcept = default;

const Snapshot& RunComparison::a() const { return *state_->shown_a; }
const Snapshot& RunComparison::b() const { return *state_->shown_b; }
std::string_view RunComparison::unit() const {
  return state_->found.is_by_yields ? "yields" : "calls";
}
std::size_t RunComparison::units_of_a() const { return state_->found.a.compared; }
std::size_t RunComparison::units_of_b() const { return state_->found.b.compared; }
std::size_t RunComparison::same() const { return state_->found.same; }
std::size_t RunComparison::size() const { return state_->found.differences.size(); }

RunDifference RunComparison::at(std::size_t index) const {
  const comparison::Difference& difference = state_->found.differences.at(index);
  RunDifference words;
  words.aspect = comparison::name_of(difference.aspect);
  words.severity = comparison::severity_of(difference.aspect);
  words.a = to_side(comparison::words_of(state_->found, side_of(*state_->a), difference, true));
  words.b = to_side(comparison::words_of(state_->found, side_of(*state_->b), difference, false));
  if (state_->redactor_a) {
    words.a.text = state_->redactor_a->text(words.a.text);
    words.b.text = state_->redactor_b->text(words.b.text);
  }
  return words;
}

std::vector<DifferenceCount> RunComparison::counts() const {
  std::vector<DifferenceCount> counts;
  for (std::size_t i = 0; i < comparison::kAspects; ++i) {
    const auto aspect = static_cast<comparison::Aspect>(i);
    counts.push_back({comparison::name_of(aspect), comparison::severity_of(aspect),
                      state_->found.counts[i]});
  }
  return counts;
}

bool RunComparison::has(model::Severity severity) const {
  const auto all = counts();
  return std::any_of(all.begin(), all.end(), [&](const DifferenceCount& each) {
    return each.count > 0 && each.severity == severity;
  });
}

}  // namespace core::session
