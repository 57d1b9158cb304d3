// The list of rules in its box: every rule at the left, the one that is picked explained at the
// right, with the same texts as `yieldscope rules ID`.
#pragma once

#include <string>
#include <string_view>

#include "app/commands/queue.h"
#include "app/state/app_state.h"
#include "app/views/rules_view.h"
#include "app/widgets/ui.h"

namespace app::shell {

class RuleList {
 public:
  explicit RuleList(widgets::Ui& ui) : ui_(ui) {}

  /// Fills the window from the cursor down, `below` pixels less than its room.
  void draw(const state::AppState& state, std::string_view filter, bool has_just_opened,
            float below, commands::CommandQueue& queue);

 private:
  void draw_rows(std::string_view picked, commands::CommandQueue& queue);
  void draw_row(std::size_t rule, bool is_picked, commands::CommandQueue& queue);
  void draw_rule(std::size_t rule, commands::CommandQueue& queue);
  void draw_part(const char* name, std::string_view text, const ImFont* font);

  widgets::Ui& ui_;
  views::RulesView view_;
  bool is_built_ = false;
  std::string scrolled_to_;  // the rule that the list last brought into sight
};

}  // namespace app::shell
