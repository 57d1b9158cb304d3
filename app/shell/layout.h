// How the window is cut into regions: shares that the splitters change, and the boxes that follow
// from them. Pure numbers. Regions without panels give their room to their neighbours.
#pragma once

#include <array>

#include "app/panels/panel.h"
#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace app::shell {

/// Which border is dragged.
enum class Border : std::uint8_t { left, right, right_split, bottom, bottom_split };
inline constexpr std::size_t kBorders = 5;

/// What the person set. Shares of the window, 0 to 1.
struct LayoutShares {
  float left = 0.16f;
  float right = 0.36f;
  float right_split = 0.48f;
  float bottom = 0.31f;
  float bottom_split = 0.48f;
};

/// Boxes of one frame; empty boxes have no width.
struct Layout {
  std::array<widgets::Box, panels::kRegions> regions;
  std::array<widgets::Box, kBorders> borders;

  const widgets::Box& region(panels::Region r) const {
    return regions[static_cast<std::size_t>(r)];
  }
  const widgets::Box& border(Border b) const { return borders[static_cast<std::size_t>(b)]; }
};

/// `occupied` says by region whether it has a panel.
Layout lay_out(const widgets::Ui& ui, const widgets::Box& area, const LayoutShares& shares,
               const std::array<bool, panels::kRegions>& occupied);
/// Moves a border by pixels, within limits that keep every region usable.
void drag_border(LayoutShares& shares, Border border, float pixels, const widgets::Box& area);

}  // namespace app::shell
