#include "app/shell/side_comparison.h"

#include <algorithm>
#include <cmath>

#include "app/widgets/controls.h"

namespace app::shell {

using widgets::Box;
using widgets::Tone;

void SideComparison::update(const state::AppState& state) {
  view_ = {};
  if (const auto shown = state::shown_finding(state)) {
    view_ = views::build_compare_view(*state.reading, *shown);
  }
}

void SideComparison::draw(float below) {
  const widgets::Theme& theme = ui_.theme();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float half = std::floor((width - ui_.px(12)) / 2);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto heading = [&](float x, std::string_view text) {
    widgets::draw_text_in(list, ui_.fonts.text_strong, {{x, at.y}, {x + half, at.y + ui_.px(20)}},
                          theme.text_muted, text);
  };
  heading(at.x, "History recorded");
  heading(at.x + half + ui_.px(12), "Code asks for");
  ImGui::Dummy({1, ui_.px(24)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  widgets::compat::begin_child("sides", {0, ImGui::GetContentRegionAvail().y - below}, false, 0);
  for (const views::ComparedPart& part : view_.parts) draw_part(part);
  ImGui::EndChild();
  ImGui::PopStyleVar();
}

float SideComparison::draw_side(const Box& box, const views::MarkedText& side,
                                const std::string& note, Tone tone) {
  const widgets::Theme& theme = ui_.theme();
  const bool is_missing = side.text.empty();
  const std::string_view text = is_missing ? std::string_view(note) : side.text;
  return widgets::draw_text_marked(*ImGui::GetWindowDrawList(), ui_.fonts.mono_small, box,
                                   is_missing ? theme.text_faint : theme.text, text, side.marks,
                                   theme.tone(tone).fill, theme.tone(tone).text);
}

void SideComparison::draw_part(const views::ComparedPart& part) {
  const widgets::Theme& theme = ui_.theme();
  widgets::label(ui_.fonts.small, theme.text_faint, part.title);
  ImGui::Dummy({1, ui_.px(4)});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float half = std::floor((width - ui_.px(12)) / 2);
  const float pad = ui_.px(8);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.ChannelsSplit(2);
  list.ChannelsSetCurrent(1);
  const Box left{{at.x + pad, at.y + pad}, {at.x + half - pad, at.y}};
  const float right_x = at.x + width - half;
  const Box right{{right_x + pad, at.y + pad}, {right_x + half - pad, at.y}};
  const float height =
      std::max(draw_side(left, part.recorded, part.recorded_note, Tone::information),
               draw_side(right, part.code, part.code_note, Tone::error)) +
      pad * 2;
  list.ChannelsSetCurrent(0);
  for (const float x : {at.x, right_x}) {
    const Box ground{{x, at.y}, {x + half, at.y + height}};
    list.AddRectFilled(ground.min, ground.max, theme.input, ui_.px(4));
    widgets::outline(list, ground, theme.hairline, ui_.px(4));
  }
  list.ChannelsMerge();
  if (ui_.map.is_on()) {
    ui_.map.mark("dialog.compare/" + part.title + ".history", at, {at.x + half, at.y + height},
                 part.recorded.text);
    ui_.map.mark("dialog.compare/" + part.title + ".code", {right_x, at.y},
                 {right_x + half, at.y + height}, part.code.text);
  }
  ImGui::Dummy({width, height + ui_.px(12)});
  if (part.recorded.is_cut || part.code.is_cut) {
    widgets::label(ui_.fonts.small, theme.text_muted,
                   "Cut here; the Event tab and Copy payload have the whole value");
    ImGui::Dummy({1, ui_.px(8)});
  }
}

}  // namespace app::shell
