#include "app/panels/finding_actions.h"

#include <algorithm>
#include <cmath>

#include "app/widgets/controls.h"

namespace app::panels {

namespace {

constexpr std::string_view kMore = "More…";
constexpr float kHeight = 40;

}  // namespace

void FindingActions::add(const char* id, std::string_view command, std::string label) {
  actions_.push_back({id, command, std::move(label)});
}

void FindingActions::update(const views::FindingCard& card, const state::AppState& state) {
  actions_.clear();
  const bool has_cause = std::any_of(card.causes.begin(), card.causes.end(),
                                     [](const auto& cause) { return !cause.links.empty(); });
  const bool can_prove = state::trace_of(state) != nullptr && !state.request.target.empty() &&
                         card.experiments.empty() && !card.is_consequence &&
                         !card.is_from_source &&
                         card.severity != core::model::Severity::information;
  if (has_cause) add("panel.findings/step_to_cause", "finding.step_to_cause", "Step to cause");
  if (card.has_two_sides) add("panel.findings/compare", "finding.compare", "Compare…");
  if (can_prove) add("panel.findings/prove", "finding.prove", "Prove the cause");
  if (card.edit) add("panel.findings/copy_edit", "finding.copy_edit", "Copy edit");
  add("panel.findings/copy_issue", "finding.copy_issue", "Copy as issue");
  if (!card.accepted.empty()) {
    add("panel.findings/take_back", "finding.take_back", "Take acceptance back");
  } else if (!card.is_consequence) {
    add("panel.findings/accept", "finding.accept_box", "Accept…");
  }
  add("panel.findings/explain", "finding.explain", "Explain " + card.id);
}

float FindingActions::height() const { return ui_.px(kHeight); }

float FindingActions::width_of(std::string_view label) const {
  return std::ceil(widgets::text_width(ui_.fonts.text, label) + ui_.px(24));
}

void FindingActions::draw(const widgets::Box& box, commands::CommandQueue& queue) {
  const float gap = ui_.px(8);
  const float corner = ui_.px(28);
  ImGui::SetCursorScreenPos({box.max.x - corner, box.min.y + ui_.px(6)});
  if (widgets::icon_button(ui_, "panel.findings/taller", widgets::Icon::taller,
                           "Taller or lower panels below", "Q", true, {})) {
    queue.push("view.tall_bottom");
  }
  float room = box.width() - corner - gap;
  float all = 0;
  for (const Action& action : actions_) all += width_of(action.label) + gap;
  if (all - gap > room) room -= width_of(kMore) + gap;
  float x = box.min.x;
  const float y = box.min.y + ui_.px(6);
  std::size_t i = 0;
  for (; i < actions_.size(); ++i) {
    const Action& action = actions_[i];
    const float width = width_of(action.label);
    if (x + width > box.min.x + room) break;
    ImGui::SetCursorScreenPos({x, y});
    if (widgets::button(ui_, action.id, action.label)) queue.push(action.command);
    x += width + gap;
  }
  if (i == actions_.size()) return;
  ImGui::SetCursorScreenPos({x, y});
  if (widgets::button(ui_, "panel.findings/more", kMore)) ImGui::OpenPopup("more");
  draw_more(i, queue);
}

void FindingActions::draw_more(std::size_t first, commands::CommandQueue& queue) {
  if (!ImGui::BeginPopup("more")) return;
  const Action* chosen = nullptr;
  for (std::size_t i = first; i < actions_.size(); ++i) {
    if (ImGui::MenuItem(actions_[i].label.c_str())) chosen = &actions_[i];
    ui_.map.mark_item(actions_[i].id, actions_[i].label);
  }
  ImGui::EndPopup();
  if (chosen != nullptr) queue.push(chosen->command);
}

}  // namespace app::panels
