// The instances inside the open file, when it holds more than one.
#pragma once

#include "app/panels/panel.h"

namespace app::panels {

class InstancesPanel : public Panel {
 public:
  explicit InstancesPanel(widgets::Ui& ui)
      : Panel(ui, "panel.instances", "Instances", Region::left) {}

  void prepare(const state::AppState& state) override {
    is_open = state.file && state.file->instances.size() > 1;
  }
  void draw_content(const state::AppState& state, commands::CommandQueue& queue) override;

 private:
  void draw_row(const state::AppState& state, commands::CommandQueue& queue, std::size_t index);
};

}  // namespace app::panels
