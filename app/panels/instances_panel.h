// The instances of the open file or corpus as a tree under a filter, when there is more than one:
// typing narrows it, Up and Down move in what is left, Enter opens, Escape clears.
#pragma once

#include <array>

#include "app/panels/panel.h"
#include "app/views/instances_view.h"
#include "app/widgets/list_row.h"
#include "app/widgets/status_glyph.h"

namespace app::panels {

class InstancesPanel : public Panel {
 public:
  explicit InstancesPanel(widgets::Ui& ui)
      : Panel(ui, "panel.instances", "Instances", Region::left) {}

  void prepare(const state::AppState& state) override;
  void draw_content(const state::AppState& state, commands::CommandQueue& queue) override;
  bool wants_frame() const override { return is_open && view_.is_searching(); }

 private:
  void draw_summary();
  void draw_filter(const state::AppState& state, commands::CommandQueue& queue);
  void take_keys(const state::AppState& state, commands::CommandQueue& queue);
  void draw_groups(const state::AppState& state, commands::CommandQueue& queue);
  void draw_count(commands::CommandQueue& queue);
  void draw_nothing_left(commands::CommandQueue& queue);
  void draw_rows(const state::AppState& state, commands::CommandQueue& queue);
  void draw_row(const state::AppState& state, commands::CommandQueue& queue, std::size_t index);
  void draw_words(const views::InstanceLine& line, const widgets::Box& text);
  void draw_tooltip(const views::InstanceLine& line);
  void follow(const state::AppState& state, float height);

  views::InstancesView view_;
  std::array<char, 512> filter_{};
  std::uint64_t typed_version_ = 0, cursor_version_ = 0;
  const void* followed_ = nullptr;  // the reading whose row was scrolled to
};

}  // namespace app::panels
