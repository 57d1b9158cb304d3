// What the code knew at the focus: the task it waits for, the answer it got, and its locals.
#pragma once

#include "app/panels/panel.h"
#include "app/views/state_view.h"
#include "app/widgets/draw.h"

namespace app::panels {

class StatePanel : public Panel {
 public:
  explicit StatePanel(widgets::Ui& ui) : Panel(ui, "panel.state", "State", Region::right_bottom) {}

  void prepare(const state::AppState& state) override;
  void draw_content(const state::AppState& state, commands::CommandQueue& queue) override;
  std::string_view caption() const override { return view_.place; }

 private:
  void draw_heading(std::string_view text, std::string_view note);
  void draw_title();
  void draw_facts();
  /// A row's text and, at its right end, the line of source that it leads to.
  void draw_line_texts(const widgets::Box& box, std::string_view text, ImU32 color,
                       std::string_view where);
  void draw_frames(commands::CommandQueue& queue);
  void draw_evidence(commands::CommandQueue& queue);
  void draw_answer(commands::CommandQueue& queue);
  void draw_task(const state::AppState& state, commands::CommandQueue& queue,
                 const views::TaskNode& task, int depth);

  views::StateView view_;
};

}  // namespace app::panels
