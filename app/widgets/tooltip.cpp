#include "app/widgets/tooltip.h"

#include <algorithm>

#include "app/widgets/draw.h"

namespace app::widgets {
namespace {

/// Values longer than this are cut: a tooltip is a glance, the panels show the whole.
constexpr std::size_t kMaxBytes = 400;

void wrapped(const ImFont* font, ImU32 color, std::string_view text, float width) {
  text = text.substr(0, std::min(text.size(), kMaxBytes));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float used = std::min(text_width(font, text), width);
  const float height =
      draw_text_wrapped(*ImGui::GetWindowDrawList(), font, {at, {at.x + width, at.y}}, color, text);
  ImGui::Dummy({used, height});
}

}  // namespace

bool begin_tooltip(Ui& ui, bool is_hovered) {
  if (!is_hovered || !ui.tips.may_open()) return false;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(12), ui.px(8)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(6));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(8), ui.px(3)});
  ImGui::BeginTooltip();
  return true;
}

void tooltip_title(Ui& ui, std::string_view text) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  wrapped(ui.fonts.text_strong, ui.theme().text, text, ui.px(380));
  if (ui.map.is_on()) ui.map.mark("tooltip", at, ImGui::GetItemRectMax(), text);
}

void tooltip_line(const Ui& ui, std::string_view text) {
  if (!text.empty()) wrapped(ui.fonts.text, ui.theme().text_muted, text, ui.px(380));
}

void tooltip_field(const Ui& ui, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float indent = ui.px(84);
  draw_text(*ImGui::GetWindowDrawList(), ui.fonts.small, {at.x, at.y + ui.px(1)},
            ui.theme().text_faint, name);
  ImGui::SetCursorScreenPos({at.x + indent, at.y});
  wrapped(ui.fonts.mono_small, ui.theme().text, value, ui.px(320));
}

void tooltip_hint(const Ui& ui, std::string_view text) {
  ImGui::Dummy({1, ui.px(2)});
  wrapped(ui.fonts.small, ui.theme().text_faint, text, ui.px(380));
}

void end_tooltip() {
  ImGui::EndTooltip();
  ImGui::PopStyleVar(3);
}

void tooltip_for_item(Ui& ui, std::string_view title, std::string_view line,
                      std::string_view key) {
  if (!begin_tooltip(ui, ImGui::IsItemHovered())) return;
  tooltip_title(ui, title);
  tooltip_line(ui, line);
  if (!key.empty()) tooltip_hint(ui, key);
  end_tooltip();
}

}  // namespace app::widgets
