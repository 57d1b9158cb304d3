#include "app/panels/findings_panel.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/panels/looks.h"
#include "app/widgets/list_row.h"
#include "app/widgets/state_glyph.h"
#include "app/widgets/tooltip.h"
#include "core/base/text.h"

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

}  // namespace

void FindingsPanel::prepare(const state::AppState& state) {
  if (!state.reading) return;
  const bool is_fresh = is_built_ && view_.version == state.reading->version() &&
                        view_.accepted_version == state.accepted_version;
  if (is_fresh) return;
  view_ = views::build_findings_view(*state.reading, state.accepted);
  view_.accepted_version = state.accepted_version;
  is_built_ = true;
  carded_.reset();
}

void FindingsPanel::refresh_card(const state::AppState& state, std::size_t finding) {
  if (carded_ == finding) return;
  carded_ = finding;
  card_ = views::build_finding_card(*state.reading, finding);
  if (const std::string* reason = state.accepted.reason_of(finding)) {
    card_.accepted = core::base::printable(*reason);
    card_.baseline = core::base::printable(state.accepted.file.string());
  }
  const bool has_radius =
      !card_.is_consequence && card_.severity != core::model::Severity::information;
  blast_ = has_radius ? views::build_blast_radius(state, finding) : views::BlastRadius{};
  actions_.update(card_, state);
  scrolls_to_top_ = true;
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
      const std::string_view advice =
          state.reading->no_run.empty()
              ? "Run the orchestrator to compare its calls with this history."
              : std::string_view(state.reading->no_run);
      return widgets::empty_note(ui_, "Nothing found in the history", advice);
    }
    return widgets::empty_note(ui_, "No findings", "The code does what the history recorded.");
  }
  const auto card = state::shown_finding(state);
  const bool has_card = card.has_value();
  if (has_card) refresh_card(state, *card);
  const float width = ImGui::GetContentRegionAvail().x;
  const bool is_wide = width > ui_.px(520);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  const float beside = std::floor(std::min(width * 0.34f, ui_.px(360)));
  const float list_width = has_card && is_wide ? beside : 0;
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
    draw_card({is_wide ? ImVec2{at.x + 1, at.y} : ImVec2{at.x, at.y + 1},
               {at.x + room.x, at.y + room.y}},
              queue);
  }
  ImGui::PopStyleVar(2);
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
  const bool is_selected = state::shown_finding(state) == index;
  const auto area =
      widgets::list_row(ui_, static_cast<int>(index), ui_.px(kRowHeight),
                        is_selected ? widgets::RowTint::focused : widgets::RowTint::none);
  ui_.map.mark("panel.findings/row.", index, area.box.min, area.box.max, row.message);
  if (area.clicked) queue.push("replay.select_finding", commands::NumberArgument{index});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const widgets::Theme& theme = ui_.theme();
  const float opacity = row.is_consequence || row.is_accepted ? 0.6f : 1.f;
  const ImU32 color = widgets::with_alpha(color_of(theme, row.severity), opacity);
  const float x = area.box.min.x + ui_.px(16) * static_cast<float>(std::min(row.depth, 3U));
  widgets::draw_state_glyph(list, glyph_of(row.severity), {x + ui_.px(18), area.box.centre().y},
                            ui_.px(12), color, theme.panel);
  widgets::draw_text_in(list, ui_.fonts.mono_small,
                        {{x + ui_.px(32), area.box.min.y}, {x + ui_.px(84), area.box.max.y}}, color,
                        row.id);
  widgets::draw_text_in(
      list, ui_.fonts.text,
      {{x + ui_.px(88), area.box.min.y}, {area.box.max.x - ui_.px(8), area.box.max.y}},
      widgets::with_alpha(theme.text, opacity), row.message);
  if (row.is_accepted) {
    const float room = area.box.max.x - ui_.px(8) - (x + ui_.px(88));
    const float width = std::min(widgets::text_width(ui_.fonts.text, row.message), room);
    widgets::hairline_h(list, x + ui_.px(88), x + ui_.px(88) + width, area.box.centre().y,
                        theme.text_muted);
  }
  if (!widgets::begin_tooltip(ui_, area.hovered)) return;
  widgets::tooltip_title(ui_, row.id);
  widgets::tooltip_line(ui_, row.message);
  if (!row.place.empty()) widgets::tooltip_field(ui_, "where", row.place);
  if (!row.follows.empty()) widgets::tooltip_hint(ui_, row.follows);
  if (row.is_accepted) widgets::tooltip_hint(ui_, row.accepted);
  widgets::end_tooltip();
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

void FindingsPanel::draw_card(const Box& box, commands::CommandQueue& queue) {
  const float footer = actions_.height();
  const float width = box.width();
  ImGui::SetCursorScreenPos(box.min);
  widgets::compat::begin_child("card", {width, std::max(box.height() - footer, 1.f)}, false, 0);
  if (std::exchange(scrolls_to_top_, false)) ImGui::SetScrollY(0);
  drawing_.draw(card_, blast_, queue);
  ImGui::EndChild();
  const float y = box.max.y - footer;
  widgets::hairline_h(*ImGui::GetWindowDrawList(), box.min.x, box.max.x, y, ui_.theme().hairline);
  actions_.draw({{box.min.x + ui_.px(16), y}, {box.max.x - ui_.px(12), box.max.y}}, queue);
}

}  // namespace app::panels
