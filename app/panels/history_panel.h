// The history as a table: every event the platform recorded, its partner, and the pass that it
// belongs to. Follows the focus; a click moves it.
#pragma once

#include <array>

#include "app/panels/panel.h"
#include "app/views/history_view.h"
#include "app/widgets/draw.h"

namespace app::panels {

class HistoryPanel : public Panel {
 public:
  explicit HistoryPanel(widgets::Ui& ui)
      : Panel(ui, "panel.history", "History", Region::bottom_right) {}

  void prepare(const state::AppState& state) override;
  void draw_content(const state::AppState& state, commands::CommandQueue& queue) override;
  bool wants_frame() const override { return view_.is_searching(); }

 private:
  static constexpr std::size_t kColumns = 6;

  void draw_filter(const state::AppState& state, commands::CommandQueue& queue);
  void draw_heads(const widgets::Box& box);
  void draw_table(const state::AppState& state, commands::CommandQueue& queue);
  void draw_row(const state::AppState& state, commands::CommandQueue& queue, std::size_t row);
  void draw_tooltip(const views::HistoryRow& row);
  /// Left edge of each column for this width, and the right edge of the last.
  std::array<float, kColumns + 1> columns(float left, float width) const;

  views::HistoryView view_;
  std::array<char, 256> filter_{};
  std::uint64_t typed_version_ = 0;
  std::uint64_t followed_ = 0;
  float width_ = 0;  // of the table, scroll bar included
};

}  // namespace app::panels
