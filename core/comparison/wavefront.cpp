#include "core/comparison/wavefront.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/check.h"

namespace core::comparison {
namespace {

using model::AlignmentKind;

constexpr std::int32_t kNowhere = -1;
/// What leads to a point, and what it costs. Of two that lead equally far the first in the table is
/// taken, so that a rename stands as early as it can.
enum class Move : std::uint8_t { none, start, input, rename_same_input, rename, remove, insert };
struct Price {
  Move move;
  int cost;
};
constexpr std::array kPrices{
    Price{Move::insert, kGapCost},
    Price{Move::remove, kGapCost},
    Price{Move::input, kInputCost},
    Price{Move::rename_same_input, kRenameSameInputCost},
    Price{Move::rename, kRenameCost},
};

/// How two calls may stand beside one another; `start` for equal ones, `none` for other kinds.
Move pairing(const CallToken& a, const CallToken& b) {
  if (a.kind != b.kind) return Move::none;
  const bool same_input = a.same_input(b);
  if (a.name == b.name) return same_input ? Move::start : Move::input;
  const bool is_known = a.input != 0 && b.input != 0;
  return is_known && same_input ? Move::rename_same_input : Move::rename;
}

/// One diagonal (right minus left) at one cost: how far into the left list it reaches, and by what.
struct Point {
  std::int32_t left = kNowhere;
  Move by = Move::none;
};

/// All diagonals at one cost.
struct Front {
  int widest = 0;
  std::vector<Point> points;  // diagonal -widest … widest

  const Point* find(int diagonal) const {
    if (diagonal < -widest || diagonal > widest || points.empty()) return nullptr;
    return &points[static_cast<std::size_t>(diagonal + widest)];
  }
};

class Search {
 public:
  Search(std::span<const CallToken> left, std::span<const CallToken> right, LeftEnd end)
      : left_(left), right_(right), is_left_open_(end == LeftEnd::open) {}

  Stretch run(int most_cost) {
    for (int cost = 0; cost <= most_cost; ++cost) {
      fronts_.push_back(front_at(cost));
      const int last = length(right_) - length(left_);
      const Point* end = fronts_.back().find(last);
      if (end != nullptr && end->left == length(left_)) return way_to(cost, last);
      if (is_left_open_) {
        if (const auto diagonal = where_right_ends()) return way_to(cost, *diagonal);
      }
    }
    return way_to_furthest();
  }

 private:
  static std::int32_t length(std::span<const CallToken> list) {
    return static_cast<std::int32_t>(list.size());
  }

  Front front_at(int cost) const {
    Front front;
    front.widest = cost / kGapCost;
    const int low = std::max(-front.widest, -length(left_));
    const int high = std::min(front.widest, length(right_));
    front.points.resize(static_cast<std::size_t>(2 * front.widest + 1));
    for (int diagonal = low; diagonal <= high; ++diagonal) {
      Point best;
      if (cost == 0) best = {0, Move::start};
      for (const Price& price : kPrices) {
        const std::int32_t reached = reached_by(price, cost, diagonal);
        if (reached > best.left) best = {reached, price.move};
      }
      if (best.left != kNowhere) best.left = slide(best.left, diagonal);
      front.points[static_cast<std::size_t>(diagonal + front.widest)] = best;
    }
    return front;
  }

  /// Where that move leads on this diagonal at this cost, before equal calls are gone past.
  std::int32_t reached_by(const Price& price, int cost, int diagonal) const {
    if (price.cost > cost) return kNowhere;
    const int step = price.move == Move::remove ? 1 : price.move == Move::insert ? -1 : 0;
    const auto& before = fronts_[static_cast<std::size_t>(cost - price.cost)];
    const Point* from = before.find(diagonal + step);
    if (from == nullptr || from->left == kNowhere) return kNowhere;
    const std::int32_t right = from->left + diagonal + step;
    const bool has_left = from->left < length(left_), has_right = right < length(right_);
    if (price.move == Move::remove) return has_left ? from->left + 1 : kNowhere;
    if (price.move == Move::insert) return has_right ? from->left : kNowhere;
    const bool fits = has_left && has_right &&
                      pairing(left_[static_cast<std::size_t>(from->left)],
                              right_[static_cast<std::size_t>(right)]) == price.move;
    return fits ? from->left + 1 : kNowhere;
  }

  std::int32_t slide(std::int32_t left, int diagonal) const {
    while (left < length(left_) && left + diagonal < length(right_) &&
           pairing(left_[static_cast<std::size_t>(left)],
                   right_[static_cast<std::size_t>(left + diagonal)]) == Move::start) {
      ++left;
    }
    return left;
  }

  std::optional<int> where_right_ends() const {
    const Front& front = fronts_.back();
    for (int diagonal = -front.widest; diagonal <= front.widest; ++diagonal) {
      const Point& point = *front.find(diagonal);
      if (point.left != kNowhere && point.left + diagonal == length(right_)) return diagonal;
    }
    return std::nullopt;
  }

  Stretch way_to_furthest() const {
    int best_cost = 0, best_diagonal = 0;
    std::int64_t best = -1;
    for (std::size_t cost = 0; cost < fronts_.size(); ++cost) {
      const Front& front = fronts_[cost];
      for (int diagonal = -front.widest; diagonal <= front.widest; ++diagonal) {
        const Point& point = *front.find(diagonal);
        const std::int64_t sum = 2 * std::int64_t{point.left} + diagonal;
        if (point.left == kNowhere || sum <= best) continue;
        best = sum;
        best_cost = static_cast<int>(cost);
        best_diagonal = diagonal;
      }
    }
    return way_to(best_cost, best_diagonal);
  }

  Stretch way_to(int cost, int diagonal) const {
    Stretch way;
    std::int32_t left = fronts_[static_cast<std::size_t>(cost)].find(diagonal)->left;
    way.left = static_cast<std::uint32_t>(left);
    way.right = static_cast<std::uint32_t>(left + diagonal);
    for (;;) {
      const Move by = fronts_[static_cast<std::size_t>(cost)].find(diagonal)->by;
      const std::int32_t began = began_at(by, cost, diagonal);
      for (; left > began; --left) add(way, AlignmentKind::same, left - 1, left - 1 + diagonal);
      if (by == Move::start) break;
      take_back(way, by, cost, left, diagonal);
    }
    std::reverse(way.pairs.begin(), way.pairs.end());
    return way;
  }

  /// Where the equal calls behind the move begin.
  std::int32_t began_at(Move by, int cost, int diagonal) const {
    if (by == Move::start) return 0;
    const auto price = std::find_if(kPrices.begin(), kPrices.end(),
                                    [&](const Price& each) { return each.move == by; });
    base::check(price != kPrices.end(), "a point is reached by a move");
    return reached_by(*price, cost, diagonal);
  }

  static void take_back(Stretch& way, Move by, int& cost, std::int32_t& left, int& diagonal) {
    const std::int32_t right = left + diagonal;
    switch (by) {
      case Move::remove:
        add(way, AlignmentKind::removed, --left, -1);
        ++diagonal;
        cost -= kGapCost;
        return;
      case Move::insert:
        add(way, AlignmentKind::inserted, -1, right - 1);
        --diagonal;
        cost -= kGapCost;
        return;
      case Move::input:
        add(way, AlignmentKind::input_changed, --left, right - 1);
        cost -= kInputCost;
        return;
      case Move::rename_same_input:
        add(way, AlignmentKind::renamed, --left, right - 1);
        cost -= kRenameSameInputCost;
        return;
      default:
        add(way, AlignmentKind::renamed, --left, right - 1);
        cost -= kRenameCost;
        return;
    }
  }

  static void add(Stretch& way, AlignmentKind kind, std::int32_t left, std::int32_t right) {
    way.pairs.push_back({kind, left < 0 ? kNoCall : static_cast<std::uint32_t>(left),
                         right < 0 ? kNoCall : static_cast<std::uint32_t>(right)});
  }

  std::span<const CallToken> left_, right_;
  bool is_left_open_;
  std::vector<Front> fronts_;
};

}  // namespace

Stretch align_stretch(std::span<const CallToken> left, std::span<const CallToken> right,
                      LeftEnd end, int most_cost) {
  return Search(left, right, end).run(most_cost);
}

}  // namespace core::comparison
