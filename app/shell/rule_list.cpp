#include "app/shell/rule_list.h"

#include <algorithm>
#include <cmath>

#include "app/panels/looks.h"
#include "app/widgets/controls.h"
#include "app/widgets/list_row.h"

namespace app::shell {

using widgets::Box;

namespace {

constexpr float kRow = 26;

}  // namespace

void RuleList::draw(const state::AppState& state, std::string_view filter, bool has_just_opened,
                    float below, commands::CommandQueue& queue) {
  if (has_just_opened) scrolled_to_.clear();
  if (!is_built_ || view_.filter != filter) {
    view_ = views::build_rules_view(filter);
    is_built_ = true;
  }
  const std::string_view first =
      view_.shown.empty() ? std::string_view() : state::rule_texts()[view_.shown.front()].id;
  const std::string_view picked = state.rule.empty() ? first : std::string_view(state.rule);
  const int by = widgets::compat::key_pressed(ImGuiKey_DownArrow, true)  ? 1
                 : widgets::compat::key_pressed(ImGuiKey_UpArrow, true) ? -1
                                                                        : 0;
  if (by != 0 && !view_.shown.empty()) {
    queue.push("help.explain_rule",
               commands::TextArgument{std::string(views::rule_beside(view_, picked, by))});
  }
  const float height = ImGui::GetContentRegionAvail().y - below;
  const float width = std::floor(ImGui::GetContentRegionAvail().x * 0.44f);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  widgets::compat::begin_child("rules", {width, height}, false, 0);
  draw_rows(picked, queue);
  ImGui::EndChild();
  ImGui::SameLine(0, ui_.px(20));
  widgets::compat::begin_child("rule", {0, height}, false, 0);
  if (const auto rule = views::find_rule(picked)) draw_rule(*rule, queue);
  ImGui::EndChild();
  ImGui::PopStyleVar();
}

void RuleList::draw_rows(std::string_view picked, commands::CommandQueue& queue) {
  const auto& rules = state::rule_texts();
  const float height = ui_.px(kRow);
  if (view_.shown.empty()) {
    return widgets::paragraph(ui_.fonts.text, ui_.theme().text_faint,
                              "No rule holds these words. Clear the filter to see all.");
  }
  if (scrolled_to_ != picked) {
    scrolled_to_ = picked;
    const auto at = std::find_if(view_.shown.begin(), view_.shown.end(),
                                 [&](std::size_t i) { return rules[i].id == picked; });
    const float y = static_cast<float>(at - view_.shown.begin()) * height;
    const float top = ImGui::GetScrollY();
    const float room = ImGui::GetWindowHeight();
    const bool is_out_of_sight = y < top || y + height > top + room;
    if (at != view_.shown.end() && is_out_of_sight) {
      ImGui::SetScrollY(std::max(y - room * 0.4f, 0.f));
    }
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(view_.shown.size()), height);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const std::size_t rule = view_.shown[static_cast<std::size_t>(i)];
      draw_row(rule, rules[rule].id == picked, queue);
    }
  }
}

void RuleList::draw_row(std::size_t rule, bool is_picked, commands::CommandQueue& queue) {
  const state::RuleText& text = state::rule_texts()[rule];
  const auto row =
      widgets::list_row(ui_, static_cast<int>(rule), ui_.px(kRow),
                        is_picked ? widgets::RowTint::focused : widgets::RowTint::none);
  if (ui_.map.is_on()) {
    ui_.map.mark("dialog.rules/row." + std::string(text.id), row.box.min, row.box.max, text.title);
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float x = row.box.min.x + ui_.px(10);
  widgets::draw_text_in(list, ui_.fonts.mono_small,
                        {{x, row.box.min.y}, {x + ui_.px(56), row.box.max.y}},
                        panels::color_of(ui_.theme(), text.severity), text.id);
  widgets::draw_text_in(list, ui_.fonts.text,
                        {{x + ui_.px(60), row.box.min.y},
                         {row.box.max.x - ui_.px(8), row.box.max.y}},
                        ui_.theme().text, text.title);
  if (row.clicked) {
    queue.push("help.explain_rule", commands::TextArgument{std::string(text.id)});
  }
}

void RuleList::draw_part(const char* name, std::string_view text, const ImFont* font) {
  if (text.empty()) return;
  widgets::label(ui_.fonts.small, ui_.theme().text_faint, name);
  ImGui::Dummy({1, ui_.px(2)});
  widgets::paragraph(font, ui_.theme().text, text, ui_.px(12));
  if (ui_.map.is_on()) ui_.map.mark_item("dialog.rules/part." + std::string(name), text);
  ImGui::Dummy({1, ui_.px(12)});
}

void RuleList::draw_rule(std::size_t rule, commands::CommandQueue& queue) {
  const state::RuleText& text = state::rule_texts()[rule];
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float used = widgets::draw_badge(list, ui_, {at.x, at.y + ui_.px(10)}, text.id,
                                         panels::tone_of(text.severity));
  widgets::draw_text_in(list, ui_.fonts.small,
                        {{at.x + used + ui_.px(8), at.y}, {at.x + ui_.px(240), at.y + ui_.px(20)}},
                        ui_.theme().text_muted, name_of(text.severity));
  ImGui::Dummy({1, ui_.px(28)});
  widgets::paragraph(ui_.fonts.text_strong, ui_.theme().text, text.title, ui_.px(12));
  ui_.map.mark_item("dialog.rules/title", text.title);
  ImGui::Dummy({1, ui_.px(12)});
  draw_part("What it means", text.explanation, ui_.fonts.text);
  draw_part("Example", text.example, ui_.fonts.mono_small);
  draw_part("What to do", text.fix, ui_.fonts.text);
  draw_part("Where the rule comes from", text.source, ui_.fonts.text);
  if (widgets::button(ui_, "dialog.rules/copy", "Copy this rule")) {
    std::string copy = std::string(text.id) + ": " + std::string(text.title);
    for (const std::string_view part : {text.explanation, text.example, text.fix, text.source}) {
      if (!part.empty()) copy.append("\n\n").append(part);
    }
    queue.push("view.copy_text", commands::TextArgument{std::move(copy)});
  }
}

}  // namespace app::shell
