// The history in time: a lane a function, a bar a call, a tick a pass, idle time cut out.
#pragma once

#include <vector>

#include "app/panels/panel.h"
#include "app/views/timeline_view.h"
#include "app/widgets/draw.h"

namespace app::panels {

class TimelinePanel : public Panel {
 public:
  explicit TimelinePanel(widgets::Ui& ui)
      : Panel(ui, "panel.timeline", "Timeline", Region::bottom_left) {}

  void prepare(const state::AppState& state) override;
  void draw_content(const state::AppState& state, commands::CommandQueue& queue) override;

 private:
  /// Of one frame: where things lie on the screen.
  struct Frame {
    const state::AppState& state;
    commands::CommandQueue& queue;
    ImDrawList& list;
    widgets::Box plot;  ///< lanes, right of their names
    bool is_hovered = false;

    float x_of(double x, double begin, double end) const {
      return plot.min.x + static_cast<float>((x - begin) / (end - begin)) * plot.width();
    }
  };

  float screen_x(const Frame& frame, double x) const { return frame.x_of(x, begin_, end_); }
  void draw_ruler(Frame& frame, const widgets::Box& ruler);
  void draw_idle(Frame& frame, const views::TimeSegment& segment);
  void draw_ticks(Frame& frame, const widgets::Box& ruler);
  float draw_lane(Frame& frame, std::size_t lane, float y);
  void draw_bar(Frame& frame, std::size_t lane, const views::TimelineBar& bar, float y);
  void draw_moment(Frame& frame);
  void handle_mouse(const Frame& frame);
  void clamp_range();

  views::TimelineView view_;
  double begin_ = 0, end_ = 1;            // what is on screen, 0 … 1 over the history
  std::vector<views::TimelineBar> bars_;  // kept so that drawing does not allocate
};

}  // namespace app::panels
