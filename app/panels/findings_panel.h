// What is wrong, as a list like a compiler's; the selected one opens its card (UX 4.7): the plain
// sentence, where, expected beside actual, cause, fix.
#pragma once

#include "app/panels/panel.h"
#include "app/views/findings_view.h"
#include "app/widgets/draw.h"

namespace app::panels {

class FindingsPanel : public Panel {
 public:
  explicit FindingsPanel(widgets::Ui& ui)
      : Panel(ui, "panel.findings", "Findings", Region::bottom_left) {}

  void prepare(const state::AppState& state) override;
  void draw_content(const state::AppState& state, commands::CommandQueue& queue) override;
  std::optional<TabBadge> badge() const override;

 private:
  /// The finding whose card is shown: the selected one, else the worst.
  std::optional<std::size_t> effective(const state::AppState& state) const;
  void draw_list(const state::AppState& state, commands::CommandQueue& queue);
  void draw_row(const state::AppState& state, commands::CommandQueue& queue, std::size_t index);
  void draw_remark(std::size_t index);
  void draw_card(const views::FindingRow& row, commands::CommandQueue& queue);
  void draw_field(const std::string& name, const std::string& text);

  views::FindingsView view_;
  bool is_built_ = false;
};

}  // namespace app::panels
