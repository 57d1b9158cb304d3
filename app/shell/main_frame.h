// Everything that is drawn in one frame of the window, from the menu bar to the status bar. Knows
// ImGui but neither GLFW nor OpenGL, so that frames can be built without a display (benchmarks).
#pragma once

#include <memory>
#include <vector>

#include "app/commands/command_table.h"
#include "app/shell/dialogs.h"
#include "app/shell/import_banner.h"
#include "app/shell/layout.h"
#include "app/shell/region_tabs.h"
#include "app/shell/samples.h"
#include "app/shell/status_bar.h"
#include "app/shell/top_bar.h"
#include "app/shell/welcome.h"

namespace app::shell {

class MainFrame {
 public:
  MainFrame(widgets::Ui& ui, const commands::CommandTable& table, std::vector<Sample> samples);

  /// Between ImGui's NewFrame and Render. Changes nothing but its own small state.
  void draw(const state::AppState& state, commands::CommandQueue& queue);
  /// Where borders and panels stand now.
  state::Arrangement arrangement() const;
  /// A panel has work left for the next frame.
  bool wants_frame() const;

 private:
  void arrange(const state::Arrangement& arrangement);
  void prepare(const state::AppState& state);
  /// Until a person moves the border, a short staircase leaves its room to the card of an error.
  LayoutShares shares_for(const state::AppState& state, const widgets::Box& area) const;
  void draw_regions(const widgets::Box& area, const state::AppState& state,
                    commands::CommandQueue& queue);
  void follow_finding(const state::AppState& state);
  /// Brings a panel to the front when its filter shall be typed into.
  void follow_typing(const state::AppState& state);

  widgets::Ui& ui_;
  PanelList panels_;
  RegionTabs tabs_;
  TopBar top_;
  ImportBanner banner_;
  StatusBar status_;
  Dialogs dialogs_;
  Welcome welcome_;
  LayoutShares shares_;
  std::uint64_t seen_version_ = 0;
  std::uint64_t seen_arrangement_ = 0;
  std::optional<std::size_t> seen_finding_;
  std::uint64_t seen_list_typing_ = 0, seen_history_typing_ = 0;
};

}  // namespace app::shell
