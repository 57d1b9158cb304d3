#include "app/shell/top_bar.h"

#include <array>
#include <filesystem>

#include "app/widgets/controls.h"
#include "app/widgets/state_glyph.h"
#include "app/widgets/tooltip.h"

namespace app::shell {

using widgets::Box;
using widgets::CellLook;
using widgets::Icon;

namespace {

constexpr float kMenuHeight = 32;
constexpr float kSummaryHeight = 60;

struct TransportButton {
  const char* command;
  Icon icon;
  bool begins_group;
};

constexpr std::array<TransportButton, 9> kTransport{{
    {"replay.trail_back", Icon::back, false},
    {"replay.trail_forward", Icon::forward, false},
    {"replay.first_pass", Icon::first, true},
    {"replay.back", Icon::step_back, false},
    {"replay.forward", Icon::step_forward, false},
    {"replay.last_pass", Icon::last, false},
    {"replay.next_fresh", Icon::next_fresh, true},
    {"replay.to_divergence", Icon::to_divergence, false},
    {"file.rerun", Icon::reload, true},
}};

}  // namespace

float TopBar::height() const { return ui_.px(kMenuHeight) + ui_.px(kSummaryHeight); }

void TopBar::prepare(const state::AppState& state) {
  if (!state.reading) {
    has_summary_ = false;
    return;
  }
  if (!has_summary_ || summary_.version != state.reading->version()) {
    summary_ = views::build_summary_view(*state.reading);
    has_summary_ = true;
    focus_version_ = 0;
    file_name_ = state.file ? std::filesystem::path(state.file->path).filename().string() : "";
    const core::model::Trace* trace = state::trace_of(state);
    code_ = trace != nullptr ? views::code_marks(*trace) : std::vector<std::string>();
  }
  if (focus_version_ != state.focus_version) {
    focus_version_ = state.focus_version;
    position_ = views::position_text(state);
  }
}

void TopBar::draw(const Box& box, const state::AppState& state, commands::CommandQueue& queue) {
  const float middle = box.min.y + ui_.px(kMenuHeight);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.min, {box.max.x, middle}, ui_.theme().header);
  list.AddRectFilled({box.min.x, middle}, box.max, ui_.theme().panel);
  widgets::hairline_h(list, box.min.x, box.max.x, middle - 1, ui_.theme().hairline);
  draw_menus({box.min, {box.max.x, middle}}, state, queue);
  if (!has_summary_) return;
  const Box strip{{box.min.x, middle}, box.max};
  const float right = draw_transport(strip, state, queue);
  draw_summary({strip.min, {strip.max.x - right, strip.max.y}});
}

void TopBar::draw_menus(const Box& box, const state::AppState& state,
                        commands::CommandQueue& queue) {
  float x = box.min.x + ui_.px(8);
  for (const std::string_view menu : commands::kMenus) {
    const float width = std::ceil(widgets::text_width(ui_.fonts.text, menu)) + ui_.px(20);
    ImGui::SetCursorScreenPos({x, box.min.y + ui_.px(3)});
    ImGui::PushID(menu.data());
    const bool was_open = ImGui::IsPopupOpen("menu");
    const bool clicked = ImGui::InvisibleButton("title", {width, ui_.px(26)});
    const bool hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenBlockedByPopup);
    if (ui_.map.is_on()) ui_.map.mark_item("menu." + std::string(menu), menu);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Box title{{x, box.min.y + ui_.px(3)}, {x + width, box.min.y + ui_.px(29)}};
    if (hovered || was_open) {
      list.AddRectFilled(title.min, title.max, was_open ? ui_.theme().selected : ui_.theme().hover,
                         ui_.px(4));
    }
    widgets::draw_text_in(list, ui_.fonts.text, title, ui_.theme().text, menu,
                          widgets::Align::centre);
    if (clicked) ImGui::OpenPopup("menu");
    ImGui::SetNextWindowPos({x, box.max.y - 1});
    if (ImGui::BeginPopup("menu")) {
      draw_menu_items(menu, state, queue);
      ImGui::EndPopup();
    }
    ImGui::PopID();
    x += width;
  }
  draw_marks(box, x + ui_.px(16), state);
}

void TopBar::draw_menu_items(std::string_view menu, const state::AppState& state,
                             commands::CommandQueue& queue) {
  for (const commands::Command& command : table_.rows()) {
    if (command.menu != menu) continue;
    if (command.begins_group) {
      ImGui::Dummy({1, ui_.px(2)});
      ImGui::Separator();
      ImGui::Dummy({1, ui_.px(2)});
    }
    const std::string refusal = table_.refusal(command, state);
    const std::string chord = command.chords.empty() ? "" : to_text(command.chords.front());
    const std::string title(command.title);
    ImGui::PushID(command.id.data());
    if (ImGui::MenuItem(title.c_str(), chord.c_str(), false, refusal.empty()))
      queue.push(command.id);
    if (ui_.map.is_on()) {
      ui_.map.mark_item("menu." + std::string(command.id), command.title, refusal.empty());
    }
    if (widgets::begin_tooltip(ui_,
                               ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled))) {
      widgets::tooltip_line(ui_, refusal.empty() ? command.description : refusal);
      widgets::end_tooltip();
    }
    ImGui::PopID();
  }
}

void TopBar::draw_marks(const Box& box, float left, const state::AppState& state) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float right = box.max.x - ui_.px(12);
  const auto put = [&](std::string_view text, widgets::Tone tone) {
    const float width = widgets::badge_width(ui_, text);
    if (right - width < left) return;
    right -= width;
    widgets::draw_badge(list, ui_, {right, box.centre().y}, text, tone);
    right -= ui_.px(8);
  };
  put("offline", widgets::Tone::neutral);
  if (state.reading && state.project) put(core::session::kSettingsName, widgets::Tone::neutral);
  if (state.reading) {
    for (auto mark = code_.rbegin(); mark != code_.rend(); ++mark) {
      put(*mark, widgets::Tone::neutral);
    }
  }
  if (!state.reading || file_name_.empty()) return;
  widgets::draw_text_in(list, ui_.fonts.text, {{left, box.min.y}, {right - ui_.px(4), box.max.y}},
                        ui_.theme().text_muted, file_name_, widgets::Align::right,
                        widgets::Cut::middle);
}

float TopBar::draw_transport(const Box& box, const state::AppState& state,
                             commands::CommandQueue& queue) {
  float width = ui_.px(12);
  for (const TransportButton& button : kTransport) {
    width += ui_.px(button.begins_group ? 41 : 28);
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float x = box.max.x - width;
  const float top = box.min.y + ui_.px(4);
  for (const TransportButton& button : kTransport) {
    const commands::Command* command = table_.find(std::string_view(button.command));
    if (command == nullptr) continue;
    if (button.begins_group) {
      widgets::hairline_v(list, x + ui_.px(6), top + ui_.px(6), top + ui_.px(22),
                          ui_.theme().hairline_strong);
      x += ui_.px(13);
    }
    ImGui::SetCursorScreenPos({x, top});
    const std::string refusal = table_.refusal(*command, state);
    const std::string key = command->chords.empty() ? "" : to_text(command->chords.front());
    const std::string id = "toolbar." + std::string(command->id);
    if (widgets::icon_button(ui_, id.c_str(), button.icon, command->title, key, refusal.empty(),
                             refusal)) {
      queue.push(command->id);
    }
    x += ui_.px(28);
  }
  // The position stands under the buttons, its locator in the colour of the focus.
  const Box line{{box.max.x - width, top + ui_.px(28)},
                 {box.max.x - ui_.px(16), box.max.y - ui_.px(4)}};
  widgets::draw_text_in(list, ui_.fonts.small, line, ui_.theme().focus_text, position_,
                        widgets::Align::right);
  ui_.map.mark("summary.position", line.min, line.max, position_);
  return width;
}

void TopBar::draw_summary(const Box& box) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const widgets::Theme& theme = ui_.theme();
  const bool is_error =
      summary_.severity == core::model::Severity::error && !summary_.verdict.empty();
  const bool is_warning =
      summary_.severity == core::model::Severity::warning && !summary_.verdict.empty();
  const CellLook look = is_error            ? CellLook::diverged
                        : is_warning        ? CellLook::soft_divergence
                        : summary_.is_clean ? CellLook::fresh
                                            : CellLook::waiting;
  const float side = ui_.px(32);
  const ImVec2 mark{box.min.x + ui_.px(12) + side / 2, box.centre().y};
  widgets::draw_state_swatch(list, ui_, look, mark, side);
  const float x = box.min.x + ui_.px(12) + side + ui_.px(12);
  const float right = box.max.x - ui_.px(16);
  const float middle = box.min.y + ui_.px(32);
  widgets::draw_text_in(list, ui_.fonts.title, {{x, box.min.y + ui_.px(8)}, {right, middle}},
                        theme.text, summary_.headline);
  const ImU32 color = is_error            ? theme.finding_error
                      : is_warning        ? theme.finding_warning
                      : summary_.is_clean ? theme.cell(CellLook::fresh).text
                                          : theme.text_muted;
  const std::string_view verdict =
      summary_.verdict.empty() && summary_.is_clean
          ? std::string_view("The code makes the calls that the history recorded")
          : std::string_view(summary_.verdict);
  widgets::draw_text_in(list, ui_.fonts.text, {{x, middle}, {right, box.max.y - ui_.px(8)}}, color,
                        verdict);
  ui_.map.mark("summary.headline", {x, box.min.y}, {right, middle}, summary_.headline);
  ui_.map.mark("summary.verdict", {x, middle}, {right, box.max.y}, verdict);
}

}  // namespace app::shell
