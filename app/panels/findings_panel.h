// What is wrong, as a list like a compiler's; the selected one opens its card (UX 4.7).
#pragma once

#include "app/panels/finding_actions.h"
#include "app/panels/finding_card.h"
#include "app/panels/panel.h"
#include "app/views/blast_radius.h"
#include "app/views/findings_view.h"
#include "app/widgets/draw.h"

namespace app::panels {

class FindingsPanel : public Panel {
 public:
  explicit FindingsPanel(widgets::Ui& ui)
      : Panel(ui, "panel.findings", "Findings", Region::bottom_left), drawing_(ui), actions_(ui) {}

  void prepare(const state::AppState& state) override;
  void draw_content(const state::AppState& state, commands::CommandQueue& queue) override;
  std::optional<TabBadge> badge() const override;

 private:
  void refresh_card(const state::AppState& state, std::size_t finding);
  void draw_list(const state::AppState& state, commands::CommandQueue& queue);
  void draw_row(const state::AppState& state, commands::CommandQueue& queue, std::size_t index);
  void draw_remark(std::size_t index);
  void draw_card(const widgets::Box& box, commands::CommandQueue& queue);

  views::FindingsView view_;
  bool is_built_ = false;
  views::FindingCard card_;
  views::BlastRadius blast_;
  std::optional<std::size_t> carded_;  // the finding that card_ is of
  bool scrolls_to_top_ = false;
  FindingCardDrawing drawing_;
  FindingActions actions_;
};

}  // namespace app::panels
