#include "app/panels/event_panel.h"

#include <algorithm>

#include "app/widgets/controls.h"
#include "app/widgets/draw.h"
#include "app/widgets/list_row.h"

namespace app::panels {

/// Made when the panel is drawn, so that a payload of megabytes costs nothing behind another tab.
void EventPanel::refresh(const state::AppState& state) {
  if (reading_ == state.reading && event_ == state.derived.event) return;
  reading_ = state.reading;
  event_ = state.derived.event;
  shows_recorded_ = false;
  detail_ = views::event_detail(*reading_, event_);
}

void EventPanel::draw_field(const std::string& name, const std::string& text) {
  const float pad = ui_.px(12);
  const float split = ui_.px(108);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float room = std::max(width - split - pad, ui_.px(40));
  const float height =
      std::max(widgets::wrapped_height(ui_.fonts.mono_small, room, text), ui_.px(16)) + ui_.px(4);
  widgets::draw_text(list, ui_.fonts.small, {at.x + pad, at.y + ui_.px(1)}, ui_.theme().text_faint,
                     name);
  widgets::draw_text_wrapped(list, ui_.fonts.mono_small,
                             {{at.x + split, at.y}, {at.x + split + room, at.y + height}},
                             ui_.theme().text, text);
  if (ui_.map.is_on()) {
    ui_.map.mark("panel.event/field." + name, at, {at.x + width, at.y + height}, text);
  }
  ImGui::Dummy({width, height});
}

void EventPanel::draw_payload() {
  const float height = ui_.px(20);
  const auto& lines = shows_recorded_ ? detail_.recorded : detail_.payload;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(lines.size()), height);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const std::string& line = lines[static_cast<std::size_t>(i)];
      const ImVec2 at = ImGui::GetCursorScreenPos();
      const float width = widgets::text_width(ui_.fonts.mono_small, line) + ui_.px(24);
      widgets::draw_text(*ImGui::GetWindowDrawList(), ui_.fonts.mono_small,
                         {at.x + ui_.px(12), at.y}, ui_.theme().text, line);
      ui_.map.mark("panel.event/payload.", static_cast<std::uint64_t>(i), at,
                   {at.x + width, at.y + height}, line);
      ImGui::Dummy({width, height});
    }
  }
}

void EventPanel::draw_content(const state::AppState& state, commands::CommandQueue& queue) {
  if (!state.reading) return;
  refresh(state);
  if (event_ == core::model::kNoEvent) {
    return widgets::empty_note(ui_, "No event here",
                               "The focus stands at a place that the history does not hold.");
  }
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  widgets::compat::begin_child("event", {0, 0}, false, ImGuiWindowFlags_HorizontalScrollbar);
  ImGui::Dummy({1, ui_.px(8)});
  for (const auto& [name, text] : detail_.fields) draw_field(name, text);
  if (detail_.is_elsewhere) {
    ImGui::Indent(ui_.px(12));
    if (widgets::button(ui_, "panel.event/payloads", "Choose folder with payloads…")) {
      queue.push("file.payloads");
    }
    ImGui::Unindent(ui_.px(12));
  }
  const auto payload = state.reading->history().at(event_).payload();
  if (payload.has_value()) {
    ImGui::Dummy({1, ui_.px(4)});
    ImGui::Indent(ui_.px(12));
    if (widgets::button(ui_, "panel.event/copy", "Copy payload")) {
      queue.push("view.copy_text", commands::TextArgument{std::string(payload.text)});
    }
    if (!detail_.recorded.empty()) {
      ImGui::SameLine(0, ui_.px(8));
      if (widgets::button(ui_, "panel.event/recorded",
                          shows_recorded_ ? "Show decoded" : "Show as recorded")) {
        shows_recorded_ = !shows_recorded_;
      }
    }
    ImGui::Unindent(ui_.px(12));
  }
  ImGui::Dummy({1, ui_.px(8)});
  draw_payload();
  ImGui::Dummy({1, ui_.px(12)});
  ImGui::EndChild();
  ImGui::PopStyleVar();
}

}  // namespace app::panels
