// The cheapest way through one stretch of two lists of calls. Private to this folder.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/comparison/align_calls.h"

namespace core::comparison {

/// Prices. A swap of two calls (remove one, insert one) is dearer than one rename and cheaper than
/// two; an input alone is cheaper than a name.
inline constexpr int kGapCost = 4;
inline constexpr int kInputCost = 2;
inline constexpr int kRenameCost = 6;
inline constexpr int kRenameSameInputCost = 5;

struct Stretch {
  /// Without `moved`; pairs of calls from the beginning of both lists.
  std::vector<AlignedPair> pairs;
  /// How much of each list they cover: all of it, unless the bound was reached.
  std::uint32_t left = 0, right = 0;
};

/// Searches up to `most_cost`; beyond it gives the way that got furthest. With an open end it may stop
/// where the right list ends.
Stretch align_stretch(std::span<const CallToken> left, std::span<const CallToken> right,
                      LeftEnd end, int most_cost);

}  // namespace core::comparison
