#include "app/shell/messages.h"

#include <algorithm>
#include <cstdio>
#include <ranges>
#include <string>

#include "app/widgets/controls.h"
#include "app/widgets/state_glyph.h"

namespace app::shell {
namespace {

widgets::Tone tone_of(core::model::Severity severity) {
  switch (severity) {
    case core::model::Severity::error:
      return widgets::Tone::error;
    case core::model::Severity::warning:
      return widgets::Tone::warning;
    case core::model::Severity::information:
      return widgets::Tone::information;
  }
  return widgets::Tone::neutral;
}

std::string place_of(const core::base::Location& where) {
  std::string place = where.file;
  if (where.line > 0) place += ":" + std::to_string(where.line);
  if (where.line > 0 && where.column > 0) place += ":" + std::to_string(where.column);
  if (where.byte) place += (place.empty() ? "byte " : ", byte ") + std::to_string(*where.byte);
  if (!where.json_path.empty()) place += (place.empty() ? "" : ", ") + where.json_path;
  return place;
}

/// Draws one message with its lower edge at `bottom`; returns its upper edge.
float draw_message(widgets::Ui& ui, const widgets::Box& area, float bottom,
                   const state::Message& message, commands::CommandQueue& queue) {
  const widgets::Theme& theme = ui.theme();
  const widgets::Swatch& tone = theme.tone(tone_of(message.severity));
  const std::string place = place_of(message.error.where);
  const float width = std::min(ui.px(460), area.width() - ui.px(32));
  const float text_width = width - ui.px(64);
  const float message_height =
      widgets::wrapped_height(ui.fonts.text, text_width, message.error.message);
  const float place_height = widgets::wrapped_height(ui.fonts.mono_small, text_width, place);
  const float hint_height = widgets::wrapped_height(ui.fonts.text, text_width, message.error.hint);
  const float gap = ui.px(4);
  const float height = message_height + (place.empty() ? 0 : place_height + gap) +
                       (message.error.hint.empty() ? 0 : hint_height + gap) + ui.px(24);
  const widgets::Box box{{area.max.x - width - ui.px(16), bottom - height},
                         {area.max.x - ui.px(16), bottom}};
  char name[40];
  std::snprintf(name, sizeof name, "###message.%llu", static_cast<unsigned long long>(message.id));
  ImGui::SetNextWindowPos(box.min);
  ImGui::SetNextWindowSize({box.width(), box.height()});
  ImGui::Begin(name, nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoFocusOnAppearing);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRectFullScreen();
  list.AddRectFilled(box.min, box.max, theme.raised, ui.px(6));
  list.AddRectFilled(box.min, {box.min.x + ui.px(4), box.max.y}, tone.border, ui.px(6),
                     ImDrawFlags_RoundCornersLeft);
  widgets::outline(list, box, tone.border, ui.px(6));
  const auto look = message.severity == core::model::Severity::error ? widgets::CellLook::diverged
                                                                     : widgets::CellLook::failed;
  widgets::draw_state_glyph(list, look, {box.min.x + ui.px(22), box.min.y + ui.px(20)}, ui.px(12),
                            tone.text, theme.raised);
  const float x = box.min.x + ui.px(40);
  float y = box.min.y + ui.px(12);
  y += widgets::draw_text_wrapped(list, ui.fonts.text, {{x, y}, {x + text_width, y}}, theme.text,
                                  message.error.message);
  if (!place.empty()) {
    y += gap;
    y += widgets::draw_text_wrapped(list, ui.fonts.mono_small, {{x, y}, {x + text_width, y}},
                                    theme.text_muted, place);
  }
  if (!message.error.hint.empty()) {
    widgets::draw_text_wrapped(list, ui.fonts.text, {{x, y + gap}, {x + text_width, y}},
                               theme.text_muted, message.error.hint);
  }
  list.PopClipRect();
  ImGui::SetCursorScreenPos({box.max.x - ui.px(24), box.min.y + ui.px(8)});
  const bool dismissed = ImGui::InvisibleButton("dismiss", {ui.px(16), ui.px(16)});
  ui.map.mark("message.", message.id, box.min, box.max, message.error.message);
  ui.map.mark("message.dismiss.", message.id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(),
              "Dismiss");
  widgets::draw_icon(list, widgets::Icon::close, {box.max.x - ui.px(16), box.min.y + ui.px(16)},
                     ui.px(12), ImGui::IsItemHovered() ? theme.text : theme.text_faint);
  if (dismissed) queue.push("view.dismiss_message", commands::NumberArgument{message.id});
  ImGui::End();
  return box.min.y;
}

}  // namespace

void draw_messages(widgets::Ui& ui, const widgets::Box& area, const state::AppState& state,
                   commands::CommandQueue& queue) {
  float bottom = area.max.y - ui.px(16);
  for (const state::Message& message : state.messages | std::views::reverse) {
    if (bottom < area.min.y + ui.px(80)) return;
    bottom = draw_message(ui, area, bottom, message, queue) - ui.px(8);
  }
}

}  // namespace app::shell
