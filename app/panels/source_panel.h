// The user's source with the line of the focus, and at each yield its state in the focused pass.
#pragma once

#include <vector>

#include "app/panels/panel.h"
#include "app/views/source_view.h"
#include "app/widgets/code_line.h"
#include "app/widgets/draw.h"
#include "app/widgets/list_row.h"

namespace app::panels {

class SourcePanel : public Panel {
 public:
  explicit SourcePanel(widgets::Ui& ui) : Panel(ui, "panel.source", "Source", Region::right_top) {}

  void prepare(const state::AppState& state) override;
  void draw_content(const state::AppState& state, commands::CommandQueue& queue) override;
  std::string_view caption() const override { return view_.file(); }

 private:
  void draw_line(const state::AppState& state, commands::CommandQueue& queue, std::uint32_t line,
                 std::uint32_t current);
  /// Rows of the list: the lines, and over the diverged one what the history holds.
  int row_count() const;
  /// The row of a line (from 1).
  std::uint32_t row_of(std::uint32_t line) const;
  void draw_row(const state::AppState& state, commands::CommandQueue& queue, std::uint32_t row,
                std::uint32_t current);
  void draw_recorded(std::uint32_t line);
  void draw_flaws(const widgets::Box& row, float x, std::uint32_t line, std::string_view text);
  void draw_gutter(const widgets::Box& row, std::uint32_t line, bool is_current,
                   const views::LineMark* mark);
  void draw_noted(const widgets::RowArea& row, std::uint32_t line, std::string_view noted);
  float text_width(std::size_t columns) const;
  void draw_empty(const state::AppState& state, commands::CommandQueue& queue);

  views::SourceView view_;
  std::vector<widgets::LexState> lexed_;  // what each line begins in
  std::uint64_t followed_ = 0;
  std::size_t longest_ = 0;  // line, in bytes
  float height_ = 0;         // of the area in the last frame
};

}  // namespace app::panels
