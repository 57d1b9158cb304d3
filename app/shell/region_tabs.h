// One region of the window: a strip of tabs, the content of the chosen one, and a menu on each tab
// to move it elsewhere.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "app/panels/panel.h"
#include "app/widgets/draw.h"

namespace app::shell {

using PanelList = std::vector<std::unique_ptr<panels::Panel>>;

/// Which panel each region shows; keeps nothing else.
class RegionTabs {
 public:
  RegionTabs(widgets::Ui& ui, PanelList& panels) : ui_(ui), panels_(panels) {}

  /// Which regions hold an open panel.
  std::array<bool, panels::kRegions> occupied() const;
  /// Brings a panel to the front of its region.
  void show(std::string_view panel_id);
  bool is_shown(const panels::Panel& panel) const;
  /// "region.left" and its like, for files and tests; empty when there is no such region.
  static std::string_view id_of(panels::Region region);
  static std::optional<panels::Region> region_of(std::string_view id);
  void draw(panels::Region region, const widgets::Box& box, const state::AppState& state,
            commands::CommandQueue& queue);

 private:
  panels::Panel* shown_in(panels::Region region) const;
  float draw_tab(panels::Panel& panel, ImVec2 at, float height, bool is_shown);
  void draw_move_menu(panels::Panel& panel);

  widgets::Ui& ui_;
  PanelList& panels_;
  std::array<std::string_view, panels::kRegions> chosen_{};
};

}  // namespace app::shell
