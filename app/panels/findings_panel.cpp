#include "app/panels/findings_panel.h"

#include <algorithm>
#include <cmath>

#include "app/panels/looks.h"
#include "app/widgets/controls.h"
#include "app/widgets/list_row.h"
#include "app/widgets/state_glyph.h"

namespace app::panels {

using widgets::Box;
using widgets::CellLook;

namespace {

constexpr float kRowHeight = 28;

CellLook glyph_of(core::model::Severity severity) {
  switch (severity) {
    case core::model::Severity::error:
      return CellLook::diverged;
    case core::model::Severity::warning:
      return CellLook::failed;
    case core::model::Severity::information:
      return CellLook::waiting;
  }
  return CellLook::waiting;
}

ImU32 color_of(const widgets::Theme& theme, core::model::Severity severity) {
  switch (severity) {
    case core::model::Severity::error:
      return theme.finding_error;
    case core::model::Severity::warning:
      return theme.finding_warning;
    case core::model::Severity::information:
      return theme.finding_information;
  }
  return theme.text_muted;
}

/// Fields that hold code or recorded text.
bool is_code(std::string_view name) {
  return name.find("xpected") != std::string_view::npos ||
         name.find("ctual") != std::string_view::npos ||
         name.find("latform") != std::string_view::npos ||
         name.find("istory") != std::string_view::npos;
}

}  // namespace

void FindingsPanel::prepare(const state::AppState& state) {
  if (!state.reading) return;
  if (is_built_ && view_.version == state.reading->version()) return;
  view_ = views::build_findings_view(*state.reading);
  is_built_ = true;
}

std::optional<TabBadge> FindingsPanel::badge() const {
  std::size_t errors = view_.errors;
  std::size_t warnings = view_.warnings;
  for (const views::RemarkRow& remark : view_.remarks) {
    if (remark.severity == core::model::Severity::error) ++errors;
    if (remark.severity == core::model::Severity::warning) ++warnings;
  }
  if (errors > 0) return TabBadge{errors, widgets::Tone::error};
  if (warnings > 0) return TabBadge{warnings, widgets::Tone::warning};
  if (view_.notes > 0) return TabBadge{view_.notes, widgets::Tone::information};
  return std::nullopt;
}

void FindingsPanel::draw_content(const state::AppState& state, commands::CommandQueue& queue) {
  if (!state.reading) return;
  if (view_.rows.empty() && view_.remarks.empty()) {
    if (state.reading->trace() == nullptr) {
      return widgets::empty_note(ui_, "Nothing found in the history",
                                 "Run the orchestrator to compare its calls with this history.");
    }
    return widgets::empty_note(ui_, "No findings", "The code does what the history recorded.");
  }
  const auto card = effective(state);
  const bool has_card = card.has_value();
  const float width = ImGui::GetContentRegionAvail().x;
  const bool is_wide = width > ui_.px(520);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  const float list_width = has_card && is_wide ? std::floor(width * 0.36f) : 0;
  const float list_height =
      has_card && !is_wide
          ? ui_.px(kRowHeight) * std::min(3.f, static_cast<float>(view_.rows.size()))
          : 0;
  widgets::compat::begin_child("list", {list_width, list_height}, false, 0);
  draw_list(state, queue);
  ImGui::EndChild();
  if (has_card) {
    if (is_wide) ImGui::SameLine(0, 0);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (is_wide)
      widgets::hairline_v(list, at.x, at.y, at.y + room.y, ui_.theme().hairline);
    else
      widgets::hairline_h(list, at.x, at.x + room.x, at.y, ui_.theme().hairline);
    ImGui::SetCursorScreenPos(is_wide ? ImVec2{at.x + 1, at.y} : ImVec2{at.x, at.y + 1});
    widgets::compat::begin_child("card", {0, 0}, false, 0);
    draw_card(view_.rows[*card], queue);
    ImGui::EndChild();
  }
  ImGui::PopStyleVar(2);
}

std::optional<std::size_t> FindingsPanel::effective(const state::AppState& state) const {
  if (state.finding && *state.finding < view_.rows.size()) return state.finding;
  if (view_.rows.empty()) return std::nullopt;
  return 0;
}

void FindingsPanel::draw_list(const state::AppState& state, commands::CommandQueue& queue) {
  const int rows = static_cast<int>(view_.rows.size());
  const int total = rows + static_cast<int>(view_.remarks.size());
  ImGuiListClipper clipper;
  clipper.Begin(total, ui_.px(kRowHeight));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      if (i < rows)
        draw_row(state, queue, static_cast<std::size_t>(i));
      else
        draw_remark(static_cast<std::size_t>(i - rows));
    }
  }
}

void FindingsPanel::draw_row(const state::AppState& state, commands::CommandQueue& queue,
                             std::size_t index) {
  const views::FindingRow& row = view_.rows[index];
  const bool is_selected = effective(state) == index;
  const auto area =
      widgets::list_row(ui_, static_cast<int>(index), ui_.px(kRowHeight),
                        is_selected ? widgets::RowTint::focused : widgets::RowTint::none);
  ui_.map.mark("panel.findings/row.", index, area.box.min, area.box.max, row.message);
  if (area.clicked) queue.push("replay.select_finding", commands::NumberArgument{index});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const widgets::Theme& theme = ui_.theme();
  const float opacity = row.is_consequence ? 0.6f : 1.f;
  const ImU32 color = widgets::with_alpha(color_of(theme, row.severity), opacity);
  const float x = area.box.min.x;
  widgets::draw_state_glyph(list, glyph_of(row.severity), {x + ui_.px(18), area.box.centre().y},
                            ui_.px(12), color, theme.panel);
  widgets::draw_text_in(list, ui_.fonts.mono_small,
                        {{x + ui_.px(32), area.box.min.y}, {x + ui_.px(84), area.box.max.y}}, color,
                        row.id);
  widgets::draw_text_in(
      list, ui_.fonts.text,
      {{x + ui_.px(88), area.box.min.y}, {area.box.max.x - ui_.px(8), area.box.max.y}},
      widgets::with_alpha(theme.text, opacity), row.message);
}

void FindingsPanel::draw_remark(std::size_t index) {
  const views::RemarkRow& row = view_.remarks[index];
  const auto area = widgets::list_row(ui_, 100000 + static_cast<int>(index), ui_.px(kRowHeight),
                                      widgets::RowTint::none);
  ui_.map.mark("panel.findings/remark.", index, area.box.min, area.box.max, row.message);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const widgets::Theme& theme = ui_.theme();
  const float x = area.box.min.x;
  widgets::draw_state_glyph(list, glyph_of(row.severity), {x + ui_.px(18), area.box.centre().y},
                            ui_.px(12), color_of(theme, row.severity), theme.panel);
  widgets::draw_text_in(list, ui_.fonts.small,
                        {{x + ui_.px(32), area.box.min.y}, {x + ui_.px(84), area.box.max.y}},
                        theme.text_faint, "import");
  widgets::draw_text_in(
      list, ui_.fonts.text,
      {{x + ui_.px(88), area.box.min.y}, {area.box.max.x - ui_.px(8), area.box.max.y}},
      theme.text_muted, row.message);
}

void FindingsPanel::draw_card(const views::FindingRow& row, commands::CommandQueue& queue) {
  const widgets::Theme& theme = ui_.theme();
  const float pad = ui_.px(16);
  ImGui::Dummy({1, ui_.px(12)});
  ImGui::Indent(pad);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float used = widgets::draw_badge(*ImGui::GetWindowDrawList(), ui_,
                                         {at.x, at.y + ui_.px(10)}, row.id, tone_of(row.severity));
  widgets::draw_text_in(*ImGui::GetWindowDrawList(), ui_.fonts.small,
                        {{at.x + used + ui_.px(12), at.y},
                         {at.x + ImGui::GetContentRegionAvail().x, at.y + ui_.px(20)}},
                        theme.text_muted, row.place);
  ImGui::Dummy({1, ui_.px(28)});
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x - pad);
  for (const auto& [name, text] : row.card) draw_field(name, text);
  ImGui::PopTextWrapPos();
  if (widgets::button(ui_, "panel.findings/copy", "Copy finding")) {
    std::string text = row.id + " " + row.place + "\n";
    for (const auto& [name, field] : row.card) text.append(name).append(": ").append(field) += '\n';
    queue.push("view.copy_text", commands::TextArgument{std::move(text)});
  }
  ImGui::Unindent(pad);
  ImGui::Dummy({1, ui_.px(8)});
}

void FindingsPanel::draw_field(const std::string& name, const std::string& text) {
  const widgets::Theme& theme = ui_.theme();
  const float pad = ui_.px(16);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x - pad;
  const float split = std::min(ui_.px(96), width * 0.3f);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImFont* font = is_code(name) ? ui_.fonts.mono_small : ui_.fonts.text;
  const float height = std::max(widgets::wrapped_height(font, width - split, text), ui_.px(16));
  widgets::draw_text(list, ui_.fonts.small, {at.x, at.y + ui_.px(1)}, theme.text_faint, name);
  widgets::draw_text_wrapped(list, font, {{at.x + split, at.y}, {at.x + width, at.y + height}},
                             theme.text, text);
  if (ui_.map.is_on()) {
    ui_.map.mark("panel.findings/card." + name, at, {at.x + width, at.y + height}, text);
  }
  ImGui::Dummy({width, height + ui_.px(8)});
}

}  // namespace app::panels
