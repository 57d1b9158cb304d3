#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "app/panels/looks.h"
#include "app/panels/matrix_panel.h"
#include "app/widgets/state_glyph.h"

namespace app::panels {

namespace model = core::model;
using widgets::Align;
using widgets::Box;
using widgets::CellLook;

namespace {

/// Below this width a run is one rectangle; above it cells are drawn one by one.
constexpr float kSingleCells = 14;
/// Down to this width lines between the columns still tell cells apart.
constexpr float kColumnLines = 4;
constexpr float kCellText = 64;

bool is_exceptional(model::CellState state) {
  return state == model::CellState::diverged || state == model::CellState::failed;
}

std::string_view word_of(model::CellState state) {
  switch (state) {
    case model::CellState::waiting:
      return "waiting";
    case model::CellState::diverged:
      return "differs";
    case model::CellState::failed:
      return "failed";
    default:
      return {};
  }
}

CellLook look_of_end(views::EndMark mark) {
  switch (mark) {
    case views::EndMark::waiting:
      return CellLook::waiting;
    case views::EndMark::completed:
    case views::EndMark::continued:
      return CellLook::fresh;
    case views::EndMark::failed:
    case views::EndMark::broke:
    case views::EndMark::not_run:
      return CellLook::failed;
    case views::EndMark::diverged:
      return CellLook::diverged;
    case views::EndMark::inferred:
      return CellLook::replayed;
  }
  return CellLook::replayed;
}

}  // namespace

void MatrixPanel::draw_rows(Frame& frame) {
  const MatrixLayout& at = frame.at;
  const std::uint32_t focused = frame.state.focus.pass.value;
  if (focused < at.rows) {
    frame.list.AddRectFilled({at.cells.min.x, at.y_of(focused)},
                             {at.cells.max.x, at.y_of(focused + 1)}, ui_.theme().focus_fill);
  }
  float last_y = -1;
  for (std::uint32_t row = at.first_row(); row < at.end_row(); ++row) {
    // Rows thinner than a pixel: one a pixel, but never pass over what stands out.
    const float y = std::floor(at.y_of(row));
    const auto& runs = view_.rows()[row].runs;
    const bool stands_out = std::any_of(runs.begin(), runs.end(), [](const views::CellRun& run) {
      return is_exceptional(run.state);
    });
    if (y == last_y && !stands_out) continue;
    last_y = y;
    draw_row(frame, row);
  }
  draw_column_lines(frame);
  draw_suspect_line(frame);
  draw_focus(frame);
}

void MatrixPanel::draw_column_lines(Frame& frame) {
  const MatrixLayout& at = frame.at;
  if (at.cell_width >= ui_.px(kSingleCells) || at.cell_width < ui_.px(kColumnLines)) return;
  const float bottom = std::min(at.y_of(at.rows), at.cells.max.y);
  for (std::uint32_t column = at.first_column(); column <= at.end_column(); ++column) {
    widgets::hairline_v(frame.list, std::round(at.x_of(column)), at.cells.min.y, bottom,
                        ui_.theme().panel);
  }
}

void MatrixPanel::draw_suspect_line(Frame& frame) {
  const auto& divergence = frame.state.reading->stops.divergence;
  if (!divergence || divergence->column == 0) return;
  const MatrixLayout& at = frame.at;
  const float top = std::max(at.y_of(divergence->pass.value), at.cells.min.y);
  const float bottom = std::min(at.y_of(at.rows), at.cells.max.y);
  const float x = std::round(at.x_of(divergence->column - 1)) - ui_.px(2);
  if (top >= bottom || x < at.cells.min.x || x > at.cells.max.x) return;
  frame.list.AddRectFilled({x, top}, {x + std::max(ui_.px(2), 1.f), bottom},
                           ui_.theme().finding_error);
}

/// What the history holds above, what the code asks for below: the cell is cut in two.
void MatrixPanel::draw_split(Frame& frame, const Box& box) {
  const float side = std::min(box.height(), box.width() * 0.5f) - 2;
  if (side < ui_.px(8)) return;
  const widgets::Swatch& recorded = ui_.theme().cell(CellLook::skipped);
  const ImVec2 corner{box.max.x - 1, box.min.y + 1};
  frame.list.AddTriangleFilled({corner.x - side, corner.y}, corner, {corner.x, corner.y + side},
                               recorded.fill);
  frame.list.AddLine({corner.x - side, corner.y}, {corner.x, corner.y + side}, recorded.border,
                     std::max(ui_.px(1), 1.f));
}

void MatrixPanel::draw_row(Frame& frame, std::uint32_t row) {
  if (frame.at.cell_height >= ui_.px(14)) draw_start(frame, row);
  for (const views::CellRun& run : view_.rows()[row].runs) draw_run(frame, row, run);
  if (frame.at.cell_height >= ui_.px(14)) draw_outcome(frame, row);
  if (ui_.map.is_on()) mark_row(frame, row);
}

void MatrixPanel::draw_run(Frame& frame, std::uint32_t row, const views::CellRun& run) {
  const MatrixLayout& at = frame.at;
  const std::uint32_t begin = std::max(run.begin, at.first_column());
  const std::uint32_t end = std::min(run.end, at.end_column());
  if (begin >= end) return;
  if (at.cell_width >= ui_.px(kSingleCells)) {
    for (std::uint32_t column = begin; column < end; ++column) {
      draw_cell(frame, row, column, run.state);
    }
    return;
  }
  const CellLook look = look_of(run.state);
  if (look == CellLook::not_reached) return;
  Box box = at.cell_box(row, begin);
  box.max.x = std::max(at.cell_box(row, end - 1).max.x, box.min.x + ui_.px(2));
  box.max.y = std::max(box.max.y, box.min.y + (is_exceptional(run.state) ? ui_.px(2) : 1.f));
  const widgets::Swatch& colors = ui_.theme().cell(look);
  frame.list.AddRectFilled(box.min, box.max,
                           look == CellLook::replayed ? colors.fill : colors.border);
}

void MatrixPanel::draw_cell(Frame& frame, std::uint32_t row, std::uint32_t column,
                            model::CellState cell) {
  const CellLook look = look_of(cell);
  if (look == CellLook::not_reached) return;
  const Box box = frame.at.cell_box(row, column);
  const widgets::Swatch& colors = ui_.theme().cell(look);
  if (box.height() < ui_.px(8)) {
    frame.list.AddRectFilled(box.min, box.max,
                             look == CellLook::replayed ? colors.fill : colors.border);
    return;
  }
  widgets::draw_state_cell(frame.list, ui_, look, box);
  const auto& divergence = frame.state.reading->stops.divergence;
  const bool parts_here =
      divergence && row == divergence->pass.value && column + 1 == divergence->column;
  if (parts_here) draw_split(frame, box);
  if (view_.has_evidence(row, column)) widgets::draw_evidence_corner(frame.list, ui_, box);
  if (divergence && row > divergence->pass.value && column + 1 >= divergence->column) {
    draw_consequence(frame, box, look);
    return;
  }
  const bool has_text = box.width() >= ui_.px(kCellText) && box.height() >= ui_.px(18);
  const float glyph = std::min({ui_.px(12), box.height() * 0.6f, box.width() * 0.6f});
  const bool has_glyph = look != CellLook::replayed;
  const ImVec2 centre = has_text ? ImVec2{box.min.x + ui_.px(14), box.centre().y} : box.centre();
  if (has_glyph) {
    widgets::draw_state_glyph(frame.list, look, {std::round(centre.x), std::round(centre.y)}, glyph,
                              colors.text, colors.fill);
  }
  if (!has_text) return;
  const float left = has_glyph ? ui_.px(26) : ui_.px(8);
  draw_cell_text(frame, row, column, cell,
                 {{box.min.x + left, box.min.y}, {box.max.x - ui_.px(6), box.max.y}}, colors.text);
}

const GroupProgress& MatrixPanel::progress(const model::Trace& trace, std::uint32_t row,
                                           std::uint32_t column) {
  const auto [place, is_new] = progress_.try_emplace({row, column});
  if (is_new) {
    place->second = group_progress(trace, model::PassIndex{row}, model::YieldIndex{column});
  }
  return place->second;
}

void MatrixPanel::draw_cell_text(Frame& frame, std::uint32_t row, std::uint32_t column,
                                 model::CellState cell, const Box& box, ImU32 color) {
  const model::Trace* trace = state::trace_of(frame.state);
  if (trace == nullptr) return;
  std::string_view text = word_of(cell);
  if (text.empty() || cell == model::CellState::failed) {
    const auto preview = answer_preview(*trace, model::PassIndex{row}, model::YieldIndex{column});
    if (!preview.empty()) text = preview;
  }
  std::array<char, 48> buffer{};
  const bool may_be_group = text.empty() || cell == model::CellState::waiting;
  const GroupProgress group = may_be_group ? progress(*trace, row, column) : GroupProgress{};
  if (!group.winner.empty()) {
    text = group.winner;
  } else if (group.total > 0) {
    const auto end = fmt::format_to_n(buffer.begin(), buffer.size(), "{}{}{} of {}", text,
                                      text.empty() ? "" : ", ", group.settled, group.total)
                         .out;
    text = {buffer.data(), static_cast<std::size_t>(end - buffer.begin())};
  }
  widgets::draw_text_in(frame.list, ui_.fonts.mono_small, box, color, text);
}

void MatrixPanel::draw_consequence(Frame& frame, const Box& box, CellLook look) {
  const widgets::Theme& theme = ui_.theme();
  frame.list.AddRectFilled(box.min, box.max, widgets::with_alpha(theme.panel, 0.62f));
  if (look == CellLook::replayed) return;
  const float size = std::min({ui_.px(11), box.height() * 0.6f, box.width() * 0.6f});
  const bool has_room = box.width() >= ui_.px(kCellText);
  const ImVec2 centre{has_room ? box.min.x + ui_.px(14) : box.centre().x, box.centre().y};
  widgets::draw_state_glyph(frame.list, look, {std::round(centre.x), std::round(centre.y)}, size,
                            widgets::with_alpha(theme.cell(look).text, 0.6f), theme.panel);
  if (!has_room) return;
  widgets::draw_text_in(frame.list, ui_.fonts.mono_small,
                        {{box.min.x + ui_.px(26), box.min.y}, {box.max.x - ui_.px(4), box.max.y}},
                        theme.text_faint, "follows");
}

void MatrixPanel::draw_start(Frame& frame, std::uint32_t row) {
  const MatrixLayout& at = frame.at;
  const float y = (at.y_of(row) + at.y_of(row + 1)) / 2;
  const float x = at.x_of(0) - at.start / 2;
  const float r = ui_.px(3);
  frame.list.AddTriangleFilled({x - r, y - r}, {x + r, y}, {x - r, y + r}, ui_.theme().text_faint);
}

void MatrixPanel::draw_outcome(Frame& frame, std::uint32_t row) {
  const MatrixLayout& at = frame.at;
  const views::MatrixRow& line = view_.rows()[row];
  // Nothing stands behind the end of a row, so its words may use all the room there is.
  const float right = std::max(at.x_of(line.length) + at.outcome, at.cells.max.x - ui_.px(8));
  const Box box{{at.x_of(line.length) + ui_.px(4), at.y_of(row)}, {right, at.y_of(row + 1)}};
  if (box.min.x > at.cells.max.x) return;
  const CellLook look = look_of_end(line.end);
  const ImVec2 mark{std::round(box.min.x + ui_.px(10)), std::round(box.centre().y)};
  const ImU32 color = ui_.theme().cell(look).text;
  if (line.end == views::EndMark::completed) {
    const float r = ui_.px(4);
    frame.list.PathLineTo({mark.x - r, mark.y});
    frame.list.PathLineTo({mark.x - r * 0.25f, mark.y + r * 0.75f});
    frame.list.PathLineTo({mark.x + r, mark.y - r * 0.75f});
    frame.list.PathStroke(color, 0, ui_.px(2));
  } else if (line.end != views::EndMark::waiting) {
    widgets::draw_state_glyph(frame.list, look, mark, ui_.px(10), color, ui_.theme().panel);
  }
  if (view_.has_evidence(row, line.length)) {
    widgets::draw_evidence_sign(frame.list, ui_, {box.min.x, box.min.y + ui_.px(8)}, ui_.px(8));
  }
  // A pass that waits ends in its ring; more words only where there is more to say.
  if (line.end == views::EndMark::waiting && line.outcome == "waiting") return;
  const bool is_quiet = line.end == views::EndMark::waiting || line.end == views::EndMark::inferred;
  const float left = line.end == views::EndMark::waiting ? ui_.px(4) : ui_.px(20);
  widgets::draw_text_in(frame.list, ui_.fonts.small, {{box.min.x + left, box.min.y}, box.max},
                        is_quiet ? ui_.theme().text_faint : color, line.outcome);
}

void MatrixPanel::draw_focus(Frame& frame) {
  const MatrixLayout& at = frame.at;
  const state::Focus& focus = frame.state.focus;
  if (focus.pass.value >= at.rows) return;
  const std::uint32_t row = focus.pass.value;
  Box box;
  switch (focus.stop.kind) {
    case state::Stop::Kind::yield:
      box = at.cell_box(row, focus.stop.yield.value);
      break;
    case state::Stop::Kind::start:
      box = {{at.x_of(0) - at.start + ui_.px(2), at.y_of(row) + 2},
             {at.x_of(0) - 2, at.y_of(row + 1) - 2}};
      break;
    case state::Stop::Kind::end: {
      const views::MatrixRow& line = view_.rows()[row];
      const float text = widgets::text_width(ui_.fonts.small, line.outcome) + ui_.px(32);
      const float x = at.x_of(line.length);
      box = {{x + 2, at.y_of(row) + 2}, {x + std::min(text, at.outcome), at.y_of(row + 1) - 2}};
      break;
    }
  }
  const float stroke = std::max(ui_.px(2), 2.f);
  widgets::outline(frame.list, box.inset(-1, -1), ui_.theme().focus, ui_.px(4), stroke);
}

void MatrixPanel::mark_row(Frame& frame, std::uint32_t row) {
  const MatrixLayout& at = frame.at;
  const views::MatrixRow& line = view_.rows()[row];
  const std::string prefix = "matrix/" + line.label + ".";
  ui_.map.mark(prefix + "start", {at.x_of(0) - at.start, at.y_of(row)},
               {at.x_of(0), at.y_of(row + 1)}, line.trigger);
  const std::uint32_t end = std::min(line.length, at.end_column());
  for (std::uint32_t column = at.first_column(); column < end; ++column) {
    const Box box = at.cell_box(row, column);
    ui_.map.mark(prefix + "y" + std::to_string(column + 1), box.min, box.max,
                 model::name_of(view_.state_of(row, column)));
  }
  ui_.map.mark(prefix + "end", {at.x_of(line.length) + 4, at.y_of(row)},
               {at.x_of(line.length) + at.outcome, at.y_of(row + 1)}, line.outcome);
}

}  // namespace app::panels
