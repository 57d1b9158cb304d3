// How the window is cut into regions: shares that the splitters change, and the boxes that follow
// from them. Pure numbers. Regions without panels give their room to their neighbours.
#pragma once

#include <array>

#include "app/panels/panel.h"
#include "app/state/arrangement.h"
#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace app::shell {

/// Which border is dragged.
enum class Border : std::uint8_t { left, right, right_split, bottom, bottom_split };
inline constexpr std::size_t kBorders = 5;

using state::LayoutShares;

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
/// The same shares within those limits, whatever a file said.
LayoutShares usable(const LayoutShares& shares);

}  // namespace app::shell
