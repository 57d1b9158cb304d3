// Two instances beside one another: what `diff` says, and the window's view of it. Composes
// core/comparison; no code is run. The words of a difference are made when they are asked for, so
// that two histories of a million events can be compared. Any thread reads it.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/session/session.h"

namespace core::session {

/// One side of a difference.
struct RunDifferenceSide {
  std::string text;            ///< what stands there; empty where the side has nothing
  std::uint32_t number = 0;    ///< of the call, yield or event, from 1; 0: none
  model::EventIndex event = model::kNoEvent;
  model::Place place;          ///< of a yield
};

/// One difference of two runs.
struct RunDifference {
  std::string_view aspect;  ///< "only in A", "input", … (core/comparison/compare.h)
  model::Severity severity = model::Severity::error;
  RunDifferenceSide a, b;
};

/// How many differences there are of one sort.
struct DifferenceCount {
  std::string_view aspect;
  model::Severity severity = model::Severity::error;
  std::size_t count = 0;
};

/// Whether values stand in what is said; compared are the values themselves either way.
enum class DifferenceValues : std::uint8_t { shown, redacted };

/// The answer, with what it was made from.
class RunComparison {
 public:
  RunComparison(SnapshotPtr a, SnapshotPtr b, DifferenceValues values = DifferenceValues::shown);
  ~RunComparison();
  RunComparison(RunComparison&&) noexcept;
  RunComparison& operator=(RunComparison&&) noexcept;

  /// Redacted ones where values are.
  const Snapshot& a() const;
  const Snapshot& b() const;
  /// "yields" where both sides hold a trace, else "calls".
  std::string_view unit() const;
  /// Calls or yields of each side, and those that are alike in all that is compared.
  std::size_t units_of_a() const;
  std::size_t units_of_b() const;
  std::size_t same() const;
  /// Differences in the order of the run.
  std::size_t size() const;
  RunDifference at(std::size_t index) const;
  /// All sorts, also those that there are none of.
  std::vector<DifferenceCount> counts() const;
  bool has(model::Severity severity) const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

}  // namespace core::session
