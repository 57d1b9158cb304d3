#include "app/shell/region_tabs.h"

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "app/widgets/controls.h"

namespace app::shell {

using panels::Panel;
using panels::Region;
using widgets::Box;

namespace {

constexpr float kTabHeight = 32;
constexpr std::array<std::string_view, panels::kRegions> kRegionIds{
    "region.left",         "region.centre",      "region.right_top",
    "region.right_bottom", "region.bottom_left", "region.bottom_right"};
constexpr std::array<const char*, panels::kRegions> kRegionNames{
    "Move to the left",        "Move to the centre",      "Move to the upper right",
    "Move to the lower right", "Move to the bottom left", "Move to the bottom right"};

std::size_t index_of(Region region) { return static_cast<std::size_t>(region); }

}  // namespace

std::array<bool, panels::kRegions> RegionTabs::occupied() const {
  std::array<bool, panels::kRegions> result{};
  for (const auto& panel : panels_) {
    if (panel->is_open) result[index_of(panel->region)] = true;
  }
  return result;
}

std::string_view RegionTabs::id_of(Region region) { return kRegionIds[index_of(region)]; }

std::optional<Region> RegionTabs::region_of(std::string_view id) {
  for (std::size_t i = 0; i < panels::kRegions; ++i) {
    if (kRegionIds[i] == id) return static_cast<Region>(i);
  }
  return std::nullopt;
}

void RegionTabs::show(std::string_view panel_id) {
  for (const auto& panel : panels_) {
    if (panel->id() == panel_id) chosen_[index_of(panel->region)] = panel->id();
  }
}

bool RegionTabs::is_shown(const Panel& panel) const { return shown_in(panel.region) == &panel; }

Panel* RegionTabs::shown_in(Region region) const {
  Panel* first = nullptr;
  for (const auto& panel : panels_) {
    if (panel->region != region || !panel->is_open) continue;
    if (first == nullptr) first = panel.get();
    if (panel->id() == chosen_[index_of(region)]) return panel.get();
  }
  return first;
}

void RegionTabs::draw(Region region, const Box& box, const state::AppState& state,
                      commands::CommandQueue& queue) {
  Panel* shown = shown_in(region);
  if (shown == nullptr || box.width() < 1 || box.height() < 1) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const widgets::Theme& theme = ui_.theme();
  const float strip = ui_.px(kTabHeight);
  list.AddRectFilled(box.min, box.max, theme.panel);
  list.AddRectFilled(box.min, {box.max.x, box.min.y + strip}, theme.header);
  widgets::hairline_h(list, box.min.x, box.max.x, box.min.y + strip - 1, theme.hairline);
  list.PushClipRect(box.min, box.max, true);
  float x = box.min.x + ui_.px(4);
  for (const auto& panel : panels_) {
    if (panel->region != region || !panel->is_open) continue;
    x += draw_tab(*panel, {x, box.min.y}, strip, panel.get() == shown);
  }
  widgets::draw_text_in(list, ui_.fonts.small,
                        {{x + ui_.px(16), box.min.y}, {box.max.x - ui_.px(12), box.min.y + strip}},
                        theme.text_faint, shown->caption(), widgets::Align::right);
  list.PopClipRect();
  ui_.map.mark(kRegionIds[index_of(region)], box.min, box.max, shown->id());
  ImGui::SetCursorScreenPos({box.min.x, box.min.y + strip});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  if (widgets::compat::begin_child(shown->id().data(), {box.width(), box.height() - strip}, false,
                                   0)) {
    shown->draw_content(state, queue);
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
}

float RegionTabs::draw_tab(Panel& panel, ImVec2 at, float height, bool is_shown) {
  const widgets::Theme& theme = ui_.theme();
  const ImFont* font = is_shown ? ui_.fonts.text_strong : ui_.fonts.text;
  const auto badge = panel.badge();
  std::array<char, 24> count{};
  std::string_view count_text;
  if (badge) {
    const auto end = fmt::format_to_n(count.begin(), count.size(), "{}", badge->count).out;
    count_text = {count.data(), static_cast<std::size_t>(end - count.begin())};
  }
  // The strong font's width, so that choosing a tab moves nothing.
  const float title = std::ceil(widgets::text_width(ui_.fonts.text_strong, panel.title()));
  const float extra = badge ? widgets::badge_width(ui_, count_text) + ui_.px(6) : 0;
  const float width = title + extra + ui_.px(20);
  ImGui::SetCursorScreenPos(at);
  ImGui::PushID(panel.id().data());
  if (ImGui::InvisibleButton("tab", {width, height})) chosen_[index_of(panel.region)] = panel.id();
  if (ui_.map.is_on()) ui_.map.mark_item("tab." + std::string(panel.id()), panel.title());
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 color = is_shown || ImGui::IsItemHovered() ? theme.text : theme.text_muted;
  const float x = at.x + ui_.px(10);
  widgets::draw_text_in(list, font, {{x, at.y}, {x + title + 1, at.y + height}}, color,
                        panel.title());
  if (badge) {
    widgets::draw_badge(list, ui_, {x + title + ui_.px(6), at.y + height / 2}, count_text,
                        badge->tone);
  }
  if (is_shown) {
    const float stroke = std::max(ui_.px(2), 2.f);
    list.AddRectFilled({x, at.y + height - stroke}, {at.x + width - ui_.px(10), at.y + height},
                       theme.focus);
  }
  draw_move_menu(panel);
  ImGui::PopID();
  return width;
}

void RegionTabs::draw_move_menu(Panel& panel) {
  if (!ImGui::BeginPopupContextItem("move")) return;
  for (std::size_t i = 0; i < panels::kRegions; ++i) {
    const bool is_here = index_of(panel.region) == i;
    if (ImGui::MenuItem(kRegionNames[i], nullptr, is_here, !is_here)) {
      panel.region = static_cast<Region>(i);
      chosen_[i] = panel.id();
    }
  }
  ImGui::EndPopup();
}

}  // namespace app::shell
