// Both sides of the shown finding beside each other, whole, in a box of their own.
#pragma once

#include <cstdint>
#include <optional>

#include "app/state/app_state.h"
#include "app/views/compare_view.h"
#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace app::shell {

class SideComparison {
 public:
  explicit SideComparison(widgets::Ui& ui) : ui_(ui) {}

  /// Makes the view anew; call when the box opens.
  void update(const state::AppState& state);
  const std::string& title() const { return view_.title; }
  /// Fills the window from the cursor down, `below` pixels less than its room.
  void draw(float below);

 private:
  void draw_part(const views::ComparedPart& part);
  float draw_side(const widgets::Box& box, const views::MarkedText& side, const std::string& note,
                  widgets::Tone tone);

  widgets::Ui& ui_;
  views::CompareView view_;
};

}  // namespace app::shell
