#include "app/shell/layout.h"

#include <algorithm>
#include <cmath>

namespace app::shell {

using panels::Region;
using widgets::Box;

namespace {

/// Cuts a column of the box in two; a side that is not occupied gets nothing.
struct Cut {
  Box first, border, second;
};

Cut cut_sideways(const Box& box, float at, float gap, bool has_first, bool has_second) {
  if (!has_first) return {{box.min, {box.min.x, box.max.y}}, {box.min, box.min}, box};
  if (!has_second) return {box, {box.max, box.max}, {{box.max.x, box.min.y}, box.max}};
  const float x = std::round(at);
  return {{box.min, {x, box.max.y}},
          {{x, box.min.y}, {x + gap, box.max.y}},
          {{x + gap, box.min.y}, box.max}};
}

Cut cut_downwards(const Box& box, float at, float gap, bool has_first, bool has_second) {
  if (!has_first) return {{box.min, {box.max.x, box.min.y}}, {box.min, box.min}, box};
  if (!has_second) return {box, {box.max, box.max}, {{box.min.x, box.max.y}, box.max}};
  const float y = std::round(at);
  return {{box.min, {box.max.x, y}},
          {{box.min.x, y}, {box.max.x, y + gap}},
          {{box.min.x, y + gap}, box.max}};
}

}  // namespace

Layout lay_out(const widgets::Ui& ui, const Box& area, const LayoutShares& shares,
               const std::array<bool, panels::kRegions>& occupied) {
  const auto has = [&](Region r) { return occupied[static_cast<std::size_t>(r)]; };
  const float gap = std::max(ui.px(4), 2.f);
  const bool has_right = has(Region::right_top) || has(Region::right_bottom);
  const bool has_bottom = has(Region::bottom_left) || has(Region::bottom_right);
  Layout layout;
  const auto set_region = [&](Region r, const Box& box) {
    layout.regions[static_cast<std::size_t>(r)] = box;
  };
  const auto set_border = [&](Border b, const Box& box) {
    layout.borders[static_cast<std::size_t>(b)] = box;
  };

  const Cut rows =
      cut_downwards(area, area.max.y - area.height() * shares.bottom, gap, true, has_bottom);
  set_border(Border::bottom, rows.border);
  const Cut left = cut_sideways(rows.first, area.min.x + area.width() * shares.left, gap,
                                has(Region::left), true);
  set_region(Region::left, left.first);
  set_border(Border::left, left.border);
  const Cut middle = cut_sideways(left.second, area.max.x - area.width() * shares.right, gap,
                                  has(Region::centre), has_right);
  set_region(Region::centre, middle.first);
  set_border(Border::right, middle.border);
  const Cut right = cut_downwards(middle.second,
                                  middle.second.min.y + middle.second.height() * shares.right_split,
                                  gap, has(Region::right_top), has(Region::right_bottom));
  set_region(Region::right_top, right.first);
  set_region(Region::right_bottom, right.second);
  set_border(Border::right_split, right.border);
  const Cut bottom = cut_sideways(rows.second, area.min.x + area.width() * shares.bottom_split, gap,
                                  has(Region::bottom_left), has(Region::bottom_right));
  set_region(Region::bottom_left, bottom.first);
  set_region(Region::bottom_right, bottom.second);
  set_border(Border::bottom_split, bottom.border);
  return layout;
}

namespace {

/// What each border may be, low to high.
struct Limits {
  float low, high;
  float clamp(float share, float otherwise) const {
    return std::isfinite(share) ? std::clamp(share, low, high) : otherwise;
  }
};
constexpr Limits kLeft{0.08f, 0.35f};
constexpr Limits kRight{0.15f, 0.6f};
constexpr Limits kBottom{0.12f, 0.7f};
constexpr Limits kSplit{0.15f, 0.85f};

}  // namespace

LayoutShares usable(const LayoutShares& shares) {
  const LayoutShares home;
  return {kLeft.clamp(shares.left, home.left), kRight.clamp(shares.right, home.right),
          kSplit.clamp(shares.right_split, home.right_split),
          kBottom.clamp(shares.bottom, home.bottom),
          kSplit.clamp(shares.bottom_split, home.bottom_split)};
}

void drag_border(LayoutShares& shares, Border border, float pixels, const Box& area) {
  const float dx = pixels / std::max(area.width(), 1.f);
  const float dy = pixels / std::max(area.height(), 1.f);
  const auto move = [](float& share, float by, const Limits& limits) {
    share = limits.clamp(share + by, share);
  };
  switch (border) {
    case Border::left:
      return move(shares.left, dx, kLeft);
    case Border::right:
      return move(shares.right, -dx, kRight);
    case Border::right_split:
      return move(shares.right_split, dy / (1 - shares.bottom), kSplit);
    case Border::bottom:
      return move(shares.bottom, -dy, kBottom);
    case Border::bottom_split:
      return move(shares.bottom_split, dx, kSplit);
  }
}

}  // namespace app::shell
