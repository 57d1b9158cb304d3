// The signature view: the staircase of passes and yields (UX 4.4). A row is a pass, a column a
// yield; the cells repeat what earlier passes did and step one further.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "app/panels/answer_preview.h"
#include "app/panels/matrix_layout.h"
#include "app/panels/panel.h"
#include "app/views/matrix_view.h"
#include "app/widgets/draw.h"

namespace app::panels {

class MatrixPanel : public Panel {
 public:
  explicit MatrixPanel(widgets::Ui& ui)
      : Panel(ui, "panel.matrix", "Replay passes", Region::centre) {}

  void prepare(const state::AppState& state) override;
  void draw_content(const state::AppState& state, commands::CommandQueue& queue) override;
  std::string_view caption() const override;

 private:
  /// One frame's state and queue, so that the parts below need not carry them along.
  struct Frame {
    const state::AppState& state;
    commands::CommandQueue& queue;
    ImDrawList& list;
    MatrixLayout at;
  };

  void draw_cells_area(Frame& frame);
  void draw_rows(Frame& frame);
  void draw_row(Frame& frame, std::uint32_t row);
  void draw_run(Frame& frame, std::uint32_t row, const views::CellRun& run);
  void draw_cell(Frame& frame, std::uint32_t row, std::uint32_t column,
                 core::model::CellState cell);
  /// What comes after the divergence: faded, because it follows from it.
  void draw_consequence(Frame& frame, const widgets::Box& box, widgets::CellLook look);
  void draw_column_lines(Frame& frame);
  /// Through the later rows, where the code has left the history: all right of it is suspect.
  void draw_suspect_line(Frame& frame);
  void draw_split(Frame& frame, const widgets::Box& box);
  void draw_start(Frame& frame, std::uint32_t row);
  void draw_outcome(Frame& frame, std::uint32_t row);
  void draw_focus(Frame& frame);
  void draw_header(Frame& frame);
  void draw_column_head(Frame& frame, std::uint32_t column, bool is_focused);
  void draw_gutter(Frame& frame);
  void draw_gutter_row(Frame& frame, std::uint32_t row);
  void draw_left_out(Frame& frame, std::uint32_t row);
  void draw_legend(Frame& frame, const widgets::Box& box);
  void draw_story(Frame& frame);
  void draw_call_to_run(Frame& frame, float top);
  void handle_mouse(Frame& frame, bool is_hovered);
  void zoom(Frame& frame, float factor);
  void follow_focus(const Frame& frame);
  void draw_tooltip(const Frame& frame, const MatrixSpot& spot, bool is_hovered);
  void mark_row(Frame& frame, std::uint32_t row);

  void draw_cell_text(Frame& frame, std::uint32_t row, std::uint32_t column,
                      core::model::CellState cell, const widgets::Box& box, ImU32 color);
  const GroupProgress& progress(const core::model::Trace& trace, std::uint32_t row,
                                std::uint32_t column);

  views::MatrixView view_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, GroupProgress>
      progress_;  // of cells seen so far
  MatrixZoom zoom_;
  std::uint64_t followed_ = 0;
  std::string story_;  // of the focused pass
  std::uint64_t story_version_ = 0;
  float scroll_x_ = 0, scroll_y_ = 0;
};

}  // namespace app::panels
