// What the orchestrator printed and logged in the focused pass. Lines that an earlier pass had
// already written are dim: they are why a log line shows up several times in production.
#pragma once

#include "app/panels/panel.h"
#include "app/views/log_view.h"

namespace app::panels {

class LogPanel : public Panel {
 public:
  explicit LogPanel(widgets::Ui& ui) : Panel(ui, "panel.log", "Log", Region::bottom_left) {}

  void prepare(const state::AppState& state) override;
  void draw_content(const state::AppState& state, commands::CommandQueue& queue) override;

 private:
  void draw_row(const state::AppState& state, commands::CommandQueue& queue, std::size_t index);

  views::LogView view_;
};

}  // namespace app::panels
