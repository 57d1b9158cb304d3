// The buttons under a finding's card: one row; what does not fit stands behind "More". Each queues
// a row of the command table; what cannot be done for this finding is not offered.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "app/commands/queue.h"
#include "app/views/finding_card.h"
#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace app::panels {

class FindingActions {
 public:
  explicit FindingActions(widgets::Ui& ui) : ui_(ui) {}

  /// What can be done with the finding; call when the card changes.
  void update(const views::FindingCard& card, const state::AppState& state);
  float height() const;
  /// Fills the box from the left.
  void draw(const widgets::Box& box, commands::CommandQueue& queue);

 private:
  struct Action {
    const char* id = "";        ///< in the UI map
    std::string_view command;   ///< of the command table; takes nothing
    std::string label;
  };

  void add(const char* id, std::string_view command, std::string label);
  float width_of(std::string_view label) const;
  void draw_more(std::size_t first, commands::CommandQueue& queue);

  widgets::Ui& ui_;
  std::vector<Action> actions_;
};

}  // namespace app::panels
