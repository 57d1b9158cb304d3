// The two rows above the panels: the menu bar, made from the command table, and the summary strip
// that says in one line what this file is and what is wrong with it, with the transport buttons.
#pragma once

#include <string>
#include <vector>

#include "app/commands/command_table.h"
#include "app/views/summary_view.h"
#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace app::shell {

class TopBar {
 public:
  TopBar(widgets::Ui& ui, const commands::CommandTable& table) : ui_(ui), table_(table) {}

  void prepare(const state::AppState& state);
  float height() const;
  void draw(const widgets::Box& box, const state::AppState& state, commands::CommandQueue& queue);

 private:
  void draw_menus(const widgets::Box& box, const state::AppState& state,
                  commands::CommandQueue& queue);
  void draw_menu_items(std::string_view menu, const state::AppState& state,
                       commands::CommandQueue& queue);
  void draw_marks(const widgets::Box& box, float left, const state::AppState& state);
  void draw_summary(const widgets::Box& box);
  float draw_transport(const widgets::Box& box, const state::AppState& state,
                       commands::CommandQueue& queue);

  widgets::Ui& ui_;
  const commands::CommandTable& table_;
  views::SummaryView summary_;
  std::string position_, file_name_;
  std::vector<std::string> code_;  // what ran it, as badges
  std::uint64_t focus_version_ = 0;
  bool has_summary_ = false;
};

}  // namespace app::shell
