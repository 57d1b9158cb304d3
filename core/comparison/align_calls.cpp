#include "core/comparison/align_calls.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/comparison/wavefront.h"

namespace core::comparison {
namespace {

using model::AlignmentKind;

/// Searched first, so that a block of 1,000 inserted calls is one; 32 MB of points at most.
constexpr int kFirstCost = 4'000;
/// And once that was not enough: pieces of about 60 differing calls.
constexpr int kPieceCost = 256;

struct KeyHash {
  std::size_t operator()(const CallToken& token) const {
    return token.name * 31 + static_cast<std::size_t>(token.kind);
  }
};
struct SameName {
  bool operator()(const CallToken& a, const CallToken& b) const { return a.same_name(b); }
};

/// A call that one side alone has here, and the other alone elsewhere, has moved. It stays where the
/// right side has it.
void find_moved(std::vector<AlignedPair>& pairs, std::span<const CallToken> left,
                std::span<const CallToken> right) {
  constexpr std::size_t kMostCandidates = 64;
  std::unordered_map<CallToken, std::vector<std::size_t>, KeyHash, SameName> removed;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (pairs[i].kind == AlignmentKind::removed) removed[left[pairs[i].left]].push_back(i);
  }
  if (removed.empty()) return;
  bool has_moved = false;
  for (AlignedPair& pair : pairs) {
    if (pair.kind != AlignmentKind::inserted) continue;
    const CallToken& token = right[pair.right];
    const auto found = removed.find(token);
    if (found == removed.end()) continue;
    std::vector<std::size_t>& candidates = found->second;
    const auto last =
        candidates.begin() +
        static_cast<std::ptrdiff_t>(std::min(candidates.size(), kMostCandidates));
    const auto fits = std::find_if(candidates.begin(), last, [&](std::size_t at) {
      return token.same_input(left[pairs[at].left]);
    });
    if (fits == last) continue;
    pair.kind = AlignmentKind::moved;
    pair.left = pairs[*fits].left;
    pairs[*fits].left = kNoCall;
    candidates.erase(fits);
    has_moved = true;
  }
  if (!has_moved) return;
  std::erase_if(pairs, [](const AlignedPair& pair) {
    return pair.kind == AlignmentKind::removed && pair.left == kNoCall;
  });
}

/// A name for another: what a rename does to every call of that name.
struct Renames {
  void note(std::uint64_t from, std::uint64_t to) {
    const auto [known, is_new] = to_of_.emplace(from, to);
    if (!is_new && known->second != to) odd_.insert(from);
  }
  bool is_odd(std::uint64_t from) const { return odd_.contains(from); }
  /// Whether the other name stands for this one in return: the two have changed places.
  bool is_swapped(std::uint64_t from, std::uint64_t to) const {
    const auto back = to_of_.find(to);
    return back != to_of_.end() && back->second == from;
  }

 private:
  std::unordered_map<std::uint64_t, std::uint64_t> to_of_;
  std::unordered_set<std::uint64_t> odd_;
};

/// One name that would stand for two is no rename: other calls stand there. Calls of the same input
/// are believed all the same. Two names that stand for one another are calls that moved.
void split_odd_renames(std::vector<AlignedPair>& pairs, std::span<const CallToken> left,
                       std::span<const CallToken> right) {
  Renames there, back, all;
  const auto is_loose = [&](const AlignedPair& pair) {
    if (pair.kind != AlignmentKind::renamed) return false;
    const CallToken &a = left[pair.left], &b = right[pair.right];
    return a.input == 0 || b.input == 0 || !a.same_input(b);
  };
  for (const AlignedPair& pair : pairs) {
    if (pair.kind == AlignmentKind::renamed) {
      all.note(left[pair.left].name, right[pair.right].name);
    }
    if (!is_loose(pair)) continue;
    there.note(left[pair.left].name, right[pair.right].name);
    back.note(right[pair.right].name, left[pair.left].name);
  }
  std::vector<AlignedPair> split;
  split.reserve(pairs.size());
  for (const AlignedPair& pair : pairs) {
    const bool is_swapped =
        pair.kind == AlignmentKind::renamed &&
        all.is_swapped(left[pair.left].name, right[pair.right].name);
    if (is_swapped || (is_loose(pair) && (there.is_odd(left[pair.left].name) ||
                                          back.is_odd(right[pair.right].name)))) {
      split.push_back({AlignmentKind::removed, pair.left, kNoCall});
      split.push_back({AlignmentKind::inserted, kNoCall, pair.right});
    } else {
      split.push_back(pair);
    }
  }
  pairs = std::move(split);
}

/// In each run of calls that one side alone has.
void put_removed_first(std::vector<AlignedPair>& pairs) {
  const auto is_alone = [](const AlignedPair& pair) {
    return pair.kind == AlignmentKind::removed || pair.kind == AlignmentKind::inserted;
  };
  for (auto begin = pairs.begin(); begin != pairs.end();) {
    begin = std::find_if(begin, pairs.end(), is_alone);
    const auto end = std::find_if_not(begin, pairs.end(), is_alone);
    std::stable_partition(begin, end, [](const AlignedPair& pair) {
      return pair.kind == AlignmentKind::removed;
    });
    begin = end;
  }
}

}  // namespace

std::uint64_t hash_of(std::string_view text) {
  const std::uint64_t hash = std::hash<std::string_view>{}(text);
  return hash == 0 ? 1 : hash;
}

std::vector<AlignedPair> align_calls(std::span<const CallToken> left,
                                     std::span<const CallToken> right, LeftEnd end,
                                     std::size_t most_cost) {
  std::vector<AlignedPair> pairs;
  pairs.reserve(std::max(left.size(), right.size()));
  std::uint32_t from_left = 0, from_right = 0;
  int bound = most_cost == 0 ? kFirstCost : std::max(static_cast<int>(most_cost), kGapCost);
  while (from_left < left.size() || from_right < right.size()) {
    if (from_right == right.size()) {
      for (; end == LeftEnd::closed && from_left < left.size(); ++from_left) {
        pairs.push_back({AlignmentKind::removed, from_left, kNoCall});
      }
      break;
    }
    Stretch stretch = align_stretch(left.subspan(from_left), right.subspan(from_right), end, bound);
    for (AlignedPair& pair : stretch.pairs) {
      if (pair.left != kNoCall) pair.left += from_left;
      if (pair.right != kNoCall) pair.right += from_right;
    }
    pairs.insert(pairs.end(), stretch.pairs.begin(), stretch.pairs.end());
    from_left += stretch.left;
    from_right += stretch.right;
    if (most_cost == 0) bound = kPieceCost;
  }
  split_odd_renames(pairs, left, right);
  find_moved(pairs, left, right);
  put_removed_first(pairs);
  return pairs;
}

}  // namespace core::comparison
