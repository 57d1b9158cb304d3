// Two lists of calls laid beside one another so that they differ as little as possible: one inserted
// call is one difference, and not one at every call behind it. Read by session, once for the code
// beside its history and once for two histories (diff). Any thread.
//
// Cost: the time grows with the calls plus the square of the differences; a stretch that differs
// beyond a bound is gone through in pieces, so that hostile lists end too. Method: furthest-reaching
// points by cost and diagonal, as in Ukkonen 1985 and Myers 1986.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/model/action.h"
#include "core/model/alignment.h"

namespace core::comparison {

/// A call as far as it is compared. Texts are 64-bit hashes: a hash that two of them share by chance
/// (one in 10^8 for a million texts) would show as equal.
struct CallToken {
  model::ActionKind kind = model::ActionKind::activity;
  std::uint64_t name = 0;
  /// 0: not recorded, which equals every input.
  std::uint64_t input = 0;
  /// A second reading of the input; 0: there is none.
  std::uint64_t other_input = 0;

  bool same_name(const CallToken& b) const { return kind == b.kind && name == b.name; }
  bool same_input(const CallToken& b) const {
    return input == 0 || b.input == 0 || input == b.input ||
           (b.other_input != 0 && input == b.other_input) ||
           (other_input != 0 && other_input == b.input);
  }
};
std::uint64_t hash_of(std::string_view text);

inline constexpr std::uint32_t kNoCall = 0xffffffffU;

/// One call of one side or of both.
struct AlignedPair {
  model::AlignmentKind kind = model::AlignmentKind::same;
  std::uint32_t left = kNoCall;   ///< kNoCall for `inserted`
  std::uint32_t right = kNoCall;  ///< kNoCall for `removed`

  friend bool operator==(const AlignedPair&, const AlignedPair&) = default;
};

/// Whether calls of the left behind the last of the right count as removed. Open: the right side
/// was cut off there, nothing is known of what it would have asked, and they are left out.
enum class LeftEnd : std::uint8_t { closed, open };

/// Every call of both sides once, in the order of the right one, calls of the left alone where the
/// left has them and before inserted ones at the same place. A call that stands elsewhere on the
/// left is `moved`. `most_cost`: bound of the stretch searched at once; 0: the usual ones.
std::vector<AlignedPair> align_calls(std::span<const CallToken> left,
                                     std::span<const CallToken> right,
                                     LeftEnd end = LeftEnd::closed, std::size_t most_cost = 0);

}  // namespace core::comparison
