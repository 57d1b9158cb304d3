// The fields of the card that are small tables: causes, experiments, the edit, the calls.
#include <algorithm>
#include <array>
#include <cmath>

#include "app/panels/finding_card.h"
#include "app/widgets/controls.h"
#include "app/widgets/state_glyph.h"
#include "app/widgets/tooltip.h"

namespace app::panels {

using core::model::AlignmentKind;
using widgets::Box;
using widgets::CellLook;
using widgets::Tone;

namespace {

constexpr float kRow = 22;
constexpr float kSign = 24;
constexpr float kWord = 84;

CellLook look_of(views::CardExperiment::Result result) {
  switch (result) {
    case views::CardExperiment::Result::changed:
      return CellLook::diverged;
    case views::CardExperiment::Result::unchanged:
      return CellLook::fresh;
    case views::CardExperiment::Result::not_made:
      return CellLook::waiting;
  }
  return CellLook::waiting;
}

CellLook look_of(views::BlastRow::Fate fate) {
  switch (fate) {
    case views::BlastRow::Fate::same_way:
      return CellLook::diverged;
    case views::BlastRow::Fate::spared:
      return CellLook::fresh;
    case views::BlastRow::Fate::not_checked:
      return CellLook::waiting;
  }
  return CellLook::waiting;
}

/// "12" into the buffer.
std::string_view digits(std::array<char, 12>& buffer, std::uint32_t number) {
  std::size_t at = buffer.size();
  do {
    buffer[--at] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  return {buffer.data() + at, buffer.size() - at};
}

}  // namespace

void FindingCardDrawing::draw_confidence(ImVec2 centre, core::model::Confidence confidence) {
  // One, two or three bars that rise: readable without their colour.
  const int filled = 1 + static_cast<int>(confidence);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const widgets::Theme& theme = ui_.theme();
  const float width = ui_.px(4);
  const float bottom = centre.y + ui_.px(6);
  for (int i = 0; i < 3; ++i) {
    const float x = std::round(centre.x - ui_.px(8)) + static_cast<float>(i) * ui_.px(6);
    const float top = bottom - ui_.px(4) * static_cast<float>(i + 1);
    list.AddRectFilled({x, top}, {x + width, bottom},
                       i < filled ? theme.focus : theme.hairline_strong, 1);
  }
}

void FindingCardDrawing::draw_causes(const views::FindingCard& card,
                                     commands::CommandQueue& queue) {
  if (card.causes.empty()) return;
  const Box box = begin_field(card.causes.size() == 1 ? "Cause" : "Causes");
  const widgets::Theme& theme = ui_.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float y = box.min.y;
  for (std::size_t i = 0; i < card.causes.size(); ++i) {
    const views::CardCause& cause = card.causes[i];
    draw_confidence({box.min.x + ui_.px(8), y + ui_.px(8)}, cause.confidence);
    const float word = box.min.x + ui_.px(kSign);
    widgets::draw_text_in(list, ui_.fonts.small,
                          {{word, y}, {word + ui_.px(60), y + ui_.px(18)}}, theme.text_muted,
                          name_of(cause.confidence));
    const Box text{{word + ui_.px(60), y}, {box.max.x, y}};
    float height =
        widgets::draw_text_wrapped(list, ui_.fonts.text, text, theme.text, cause.text);
    if (ui_.map.is_on()) {
      ui_.map.mark("panel.findings/cause.", i, {box.min.x, y}, {box.max.x, y + height},
                   cause.text);
    }
    if (!cause.links.empty()) {
      height += ui_.px(4);
      std::array<char, 12> number{};
      const std::string id = "cause_link." + std::string(digits(number, static_cast<unsigned>(i)));
      height += draw_links({{text.min.x, y + height}, {box.max.x, y + height}}, id, cause.links,
                           queue);
    }
    y += std::max(height, ui_.px(18)) + ui_.px(6);
  }
  end_field(box, y - ui_.px(6) - box.min.y, "Causes", card.causes.front().text);
}

void FindingCardDrawing::draw_experiments(const views::FindingCard& card,
                                          commands::CommandQueue& queue) {
  if (card.experiments.empty()) return;
  const Box box = begin_field("Experiments");
  const widgets::Theme& theme = ui_.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float split = box.min.x + ui_.px(kSign) + ui_.px(136);
  float y = box.min.y;
  for (std::size_t i = 0; i < card.experiments.size(); ++i) {
    const views::CardExperiment& row = card.experiments[i];
    const CellLook look = look_of(row.result);
    widgets::draw_state_glyph(list, look, {box.min.x + ui_.px(8), y + ui_.px(9)}, ui_.px(10),
                              theme.cell(look).text, theme.panel);
    widgets::draw_text_in(list, ui_.fonts.text,
                          {{box.min.x + ui_.px(kSign), y}, {split - ui_.px(8), y + ui_.px(18)}},
                          theme.text, row.condition);
    const bool has_changed = row.result == views::CardExperiment::Result::changed;
    float height = widgets::draw_text_wrapped(list, ui_.fonts.mono_small,
                                              {{split, y + ui_.px(1)}, {box.max.x, y}},
                                              has_changed ? theme.text : theme.text_muted,
                                              row.text);
    ui_.map.mark("panel.findings/experiment.", i, {box.min.x, y}, {box.max.x, y + height},
                 row.text);
    if (!row.links.empty()) {
      height += ui_.px(4);
      std::array<char, 12> number{};
      const std::string id =
          "experiment_link." + std::string(digits(number, static_cast<unsigned>(i)));
      height += draw_links({{split, y + height}, {box.max.x, y + height}}, id, row.links, queue);
    }
    y += std::max(height, ui_.px(kRow - 4)) + ui_.px(6);
  }
  end_field(box, y - ui_.px(6) - box.min.y, "Experiments", card.experiments.front().condition);
}

void FindingCardDrawing::draw_edit_line(const Box& row, const views::EditLine& line) {
  const widgets::Theme& theme = ui_.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const widgets::Swatch& look = theme.tone(line.sign == '-' ? Tone::error : Tone::good);
  list.AddRectFilled(row.min, row.max, widgets::with_alpha(look.fill, 0.7f));
  std::array<char, 12> buffer{};
  if (line.number != 0) {
    widgets::draw_text_in(list, ui_.fonts.mono_small,
                          {row.min, {row.min.x + ui_.px(36), row.max.y}}, theme.text_faint,
                          digits(buffer, line.number), widgets::Align::right);
  }
  const char sign = line.sign;
  widgets::draw_text_in(list, ui_.fonts.mono_small,
                        {{row.min.x + ui_.px(44), row.min.y}, {row.min.x + ui_.px(56), row.max.y}},
                        look.text, {&sign, 1});
  widgets::draw_text_in(list, ui_.fonts.mono_small,
                        {{row.min.x + ui_.px(60), row.min.y}, {row.max.x - ui_.px(8), row.max.y}},
                        theme.text, line.text);
}

void FindingCardDrawing::draw_edit(const views::CardEdit& edit, commands::CommandQueue& queue) {
  const Box box = begin_field("Edit");
  const float height = ui_.px(20);
  float y = box.min.y + draw_links(box, "edit_link", {&edit.place, 1}, queue) + ui_.px(6);
  const float top = y;
  for (const views::EditLine& line : edit.lines) {
    draw_edit_line({{box.min.x, y}, {box.max.x, y + height}}, line);
    y += height;
  }
  widgets::outline(*ImGui::GetWindowDrawList(), {{box.min.x, top}, {box.max.x, y}},
                   ui_.theme().hairline, ui_.px(4));
  end_field(box, y - box.min.y, "Edit", edit.lines.empty() ? "" : edit.lines.back().text);
}

ImU32 FindingCardDrawing::color_of(AlignmentKind kind) const {
  const widgets::Theme& theme = ui_.theme();
  switch (kind) {
    case AlignmentKind::same:
      return theme.text_faint;
    case AlignmentKind::input_changed:
      return theme.cell(CellLook::soft_divergence).text;
    case AlignmentKind::renamed:
    case AlignmentKind::inserted:
      return theme.cell(CellLook::diverged).text;
    case AlignmentKind::moved:
      return theme.cell(CellLook::out_of_order).text;
    case AlignmentKind::removed:
      return theme.cell(CellLook::skipped).text;
  }
  return theme.text;
}

void FindingCardDrawing::draw_call_sign(ImVec2 c, AlignmentKind kind, ImU32 color) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float r = ui_.px(5);
  const float stroke = std::max(ui_.px(2), 1.f);
  c = {std::round(c.x), std::round(c.y)};
  switch (kind) {
    case AlignmentKind::same:
      return list.AddCircleFilled(c, ui_.px(2), color, 12);
    case AlignmentKind::inserted:
      list.AddRectFilled({c.x - r, c.y - stroke / 2}, {c.x + r, c.y + stroke / 2}, color);
      return list.AddRectFilled({c.x - stroke / 2, c.y - r}, {c.x + stroke / 2, c.y + r}, color);
    case AlignmentKind::removed:
      return list.AddRectFilled({c.x - r, c.y - stroke / 2}, {c.x + r, c.y + stroke / 2}, color);
    case AlignmentKind::renamed:
      return widgets::draw_state_glyph(list, CellLook::diverged, c, ui_.px(10), color,
                                       ui_.theme().panel);
    case AlignmentKind::input_changed:
      return widgets::draw_state_glyph(list, CellLook::soft_divergence, c, ui_.px(10), color,
                                       ui_.theme().panel);
    case AlignmentKind::moved:
      return widgets::draw_state_glyph(list, CellLook::out_of_order, c, ui_.px(10), color,
                                       ui_.theme().panel);
  }
}

float FindingCardDrawing::draw_call(const Box& box, const views::CardCall& call, std::size_t index,
                                    commands::CommandQueue& queue) {
  const widgets::Theme& theme = ui_.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float height = ui_.px(kRow);
  const float y = box.min.y;
  if (call.is_gap) {
    widgets::draw_text_in(list, ui_.fonts.small,
                          {{box.min.x + ui_.px(kSign), y}, {box.max.x, y + height}},
                          theme.text_faint, call.word);
    return height;
  }
  const bool is_same = call.kind == AlignmentKind::same;
  const ImU32 color = color_of(call.kind);
  if (!is_same) {
    list.AddRectFilled({box.min.x, y}, {box.max.x, y + height}, widgets::with_alpha(color, 0.08f));
  }
  draw_call_sign({box.min.x + ui_.px(10), y + height / 2}, call.kind, color);
  const float left = box.min.x + ui_.px(kSign);
  const float word = ui_.px(kWord);
  const float half = std::floor((box.max.x - left - word) / 2);
  const ImU32 ink = is_same ? theme.text_muted : theme.text;
  // Equal calls have no word at the right, so the text may use its room.
  const float end = is_same ? box.max.x - ui_.px(6) : left + half * 2 - ui_.px(8);
  bool is_cut = widgets::draw_text_in(list, ui_.fonts.mono_small,
                                      {{left, y}, {left + half - ui_.px(8), y + height}}, ink,
                                      call.recorded);
  is_cut |= widgets::draw_text_in(list, ui_.fonts.mono_small,
                                  {{left + half, y}, {end, y + height}}, ink, call.code);
  widgets::draw_text_in(list, ui_.fonts.small,
                        {{box.max.x - word, y}, {box.max.x - ui_.px(6), y + height}}, color,
                        call.word, widgets::Align::right);
  ImGui::SetCursorScreenPos({box.min.x, y});
  ImGui::PushID(static_cast<int>(index));
  const bool clicked = ImGui::InvisibleButton("call", {box.max.x - box.min.x, height});
  ImGui::PopID();
  const bool is_hovered = ImGui::IsItemHovered();
  if (is_hovered) {
    list.AddRectFilled({box.min.x, y}, {box.max.x, y + height},
                       widgets::with_alpha(theme.text, 0.05f));
  }
  if (is_cut && widgets::begin_tooltip(ui_, is_hovered)) {
    if (!call.recorded.empty()) widgets::tooltip_field(ui_, "history", call.recorded);
    if (!call.code.empty()) widgets::tooltip_field(ui_, "code", call.code);
    widgets::end_tooltip();
  }
  ui_.map.mark("panel.findings/call.", index, {box.min.x, y}, {box.max.x, y + height}, call.word);
  if (clicked && !call.links.empty()) queue.push("finding.go_to", call.links.front().to);
  return height;
}

void FindingCardDrawing::draw_calls(const views::FindingCard& card,
                                    commands::CommandQueue& queue) {
  if (card.calls.empty()) return;
  const widgets::Theme& theme = ui_.theme();
  Box box = begin_field("Calls aligned");
  const float top = box.min.y;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float left = box.min.x + ui_.px(kSign);
  const float half = std::floor((box.max.x - left - ui_.px(kWord)) / 2);
  const auto heading = [&](float x, std::string_view text) {
    widgets::draw_text_in(list, ui_.fonts.small, {{x, top}, {x + half, top + ui_.px(18)}},
                          theme.text_faint, text);
  };
  heading(left, "History recorded");
  heading(left + half, "Code asks for");
  box.min.y += ui_.px(20);
  for (std::size_t i = 0; i < card.calls.size(); ++i) {
    box.min.y += draw_call(box, card.calls[i], i, queue);
  }
  if (!card.calls_end.empty()) {
    box.min.y += ui_.px(4);
    box.min.y += widgets::draw_text_wrapped(list, ui_.fonts.text, box, theme.text_muted,
                                            card.calls_end);
  }
  const float height = box.min.y - top;
  end_field({{box.min.x, top}, {box.max.x, top}}, height, "Calls", card.calls.front().word);
}

void FindingCardDrawing::draw_blast(const views::BlastRadius& blast,
                                    commands::CommandQueue& queue) {
  if (blast.summary.empty()) return;
  const Box box = begin_field("Elsewhere");
  const widgets::Theme& theme = ui_.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float y = box.min.y + widgets::draw_text_wrapped(list, ui_.fonts.text, box, theme.text_muted,
                                                   blast.summary);
  if (!blast.rows.empty()) y += ui_.px(4);
  for (std::size_t i = 0; i < blast.rows.size(); ++i) {
    const views::BlastRow& row = blast.rows[i];
    const CellLook look = look_of(row.fate);
    widgets::draw_state_glyph(list, look, {box.min.x + ui_.px(8), y + ui_.px(10)}, ui_.px(10),
                              theme.cell(look).text, theme.panel);
    ImGui::SetCursorScreenPos({box.min.x + ui_.px(kSign), y});
    ImGui::PushID(static_cast<int>(i));
    const float half = (box.max.x - box.min.x) / 2;
    const bool clicked = widgets::link_chip(ui_, "elsewhere", row.name, half);
    ImGui::PopID();
    if (clicked && row.instance) {
      queue.push("file.open_instance", commands::NumberArgument{*row.instance});
    } else if (clicked) {
      queue.push("file.open_path", commands::TextArgument{row.path});
    }
    const float x = box.min.x + ui_.px(kSign) +
                    std::min(widgets::link_chip_width(ui_, row.name), half) + ui_.px(8);
    widgets::draw_text_in(list, ui_.fonts.text, {{x, y}, {box.max.x, y + ui_.px(20)}}, theme.text,
                          row.text);
    ui_.map.mark("panel.findings/elsewhere.", i, {box.min.x, y}, {box.max.x, y + ui_.px(20)},
                 row.text);
    y += ui_.px(24);
  }
  end_field(box, y - box.min.y, "Elsewhere", blast.summary);
}

}  // namespace app::panels
