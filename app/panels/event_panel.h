// The focused event in full: its fields and its whole payload, which the table only hints at.
#pragma once

#include "app/panels/panel.h"
#include "app/views/history_view.h"

namespace app::panels {

class EventPanel : public Panel {
 public:
  explicit EventPanel(widgets::Ui& ui) : Panel(ui, "panel.event", "Event", Region::bottom_right) {}

  void draw_content(const state::AppState& state, commands::CommandQueue& queue) override;
  std::string_view caption() const override { return detail_.title; }

 private:
  void refresh(const state::AppState& state);
  void draw_field(const std::string& name, const std::string& text);
  void draw_payload();

  views::EventDetail detail_;
  state::ReadingPtr reading_;
  core::model::EventIndex event_ = core::model::kNoEvent;
  bool shows_recorded_ = false;  // the payload as the file has it
};

}  // namespace app::panels
