// The calls of the code beside those of the history, after the two have parted: one inserted call is
// one row and not a difference at every row behind it. Made by core/session from a guided run, in
// which each call gets the answer of the recorded call that it stands beside; read by diagnostics.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/ids.h"
#include "core/model/place.h"

namespace core::model {

enum class AlignmentKind : std::uint8_t { same, input_changed, renamed, moved, inserted, removed };
std::string_view name_of(AlignmentKind kind);

/// One call of the code, one recorded call, or both.
struct AlignedCall {
  AlignmentKind kind = AlignmentKind::same;
  std::string code;      ///< the call in words; empty for `removed`
  std::string recorded;  ///< the recorded call in words; empty for `inserted`
  /// Where the code makes it; for `removed` where it would stand: the call before it.
  Place place;
  EventIndex event = kNoEvent;  ///< the recorded call; kNoEvent for `inserted`

  friend bool operator==(const AlignedCall&, const AlignedCall&) = default;
};

/// All calls in the order of the code, removed ones where the history has them.
struct Alignment {
  std::vector<AlignedCall> calls;
  /// Why the code could not be led to its end, e.g. the exception it raised; empty when it was.
  std::string stopped;

  friend bool operator==(const Alignment&, const Alignment&) = default;
};

}  // namespace core::model
