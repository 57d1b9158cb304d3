#include "app/panels/instances_panel.h"

#include <algorithm>
#include <string>

#include "app/widgets/controls.h"
#include "app/widgets/tooltip.h"

namespace app::panels {

using widgets::Box;

namespace {

constexpr float kRowHeight = 56;
/// Below this height the formats stand in a tooltip: the rows need the room.
constexpr float kRoomForFormats = 420;
constexpr float kIndent = 14;
/// Deeper rows stand no further to the right: their words still need room.
constexpr std::size_t kMostIndent = 8;
constexpr std::chrono::microseconds kSearchTime{2'000};

/// Both lists name the same ten in the same order.
widgets::StatusLook look_of(state::InstanceGroup group) {
  static_assert(static_cast<int>(state::InstanceGroup::unknown) ==
                static_cast<int>(widgets::StatusLook::unknown));
  return static_cast<widgets::StatusLook>(group);
}

void draw_triangle(ImDrawList& list, ImVec2 c, float r, bool is_open, ImU32 color) {
  if (is_open) {
    list.AddTriangleFilled({c.x - r, c.y - r * 0.6f}, {c.x + r, c.y - r * 0.6f},
                           {c.x, c.y + r * 0.8f}, color);
  } else {
    list.AddTriangleFilled({c.x - r * 0.6f, c.y - r}, {c.x + r * 0.8f, c.y},
                           {c.x - r * 0.6f, c.y + r}, color);
  }
}

}  // namespace

void InstancesPanel::prepare(const state::AppState& state) {
  const auto rows = state.file ? state.file->instances : nullptr;
  if (view_.is_stale(rows)) view_ = views::InstancesView(rows);
  view_.update(state.instances);
  is_open = view_.total() > 1 || (view_.total() == 1 && !view_.corpus_text().empty());
  view_.search(kSearchTime);
}

void InstancesPanel::draw_content(const state::AppState& state, commands::CommandQueue& queue) {
  if (!state.file) return;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui_.px(4), ui_.px(4)});
  ImGui::Dummy({1, ui_.px(2)});
  ImGui::Indent(ui_.px(12));
  draw_summary();
  draw_filter(state, queue);
  draw_groups(state, queue);
  draw_count(queue);
  ImGui::Unindent(ui_.px(12));
  ImGui::PopStyleVar();
  if (view_.size() == 0 && !view_.is_searching()) return draw_nothing_left(queue);
  draw_rows(state, queue);
}

void InstancesPanel::draw_summary() {
  if (view_.corpus_text().empty()) return;
  widgets::paragraph(ui_.fonts.text_strong, ui_.theme().text, view_.corpus_text(), ui_.px(12));
  ui_.map.mark_item("panel.instances/corpus", view_.corpus_text());
  if (ImGui::GetWindowHeight() < ui_.px(kRoomForFormats)) {
    return widgets::tooltip_for_item(ui_, view_.formats_text(), "", "");
  }
  widgets::paragraph(ui_.fonts.small, ui_.theme().text_faint, view_.formats_text(), ui_.px(12));
  ui_.map.mark_item("panel.instances/formats", view_.formats_text());
}

void InstancesPanel::draw_filter(const state::AppState& state, commands::CommandQueue& queue) {
  const std::string& wanted = state.instances.filter.text;
  if (!ImGui::IsAnyItemActive() && wanted != filter_.data()) {
    filter_.fill('\0');
    wanted.copy(filter_.data(), filter_.size() - 1);
  }
  if (typed_version_ != state.instances.typing_version) {
    typed_version_ = state.instances.typing_version;
    ImGui::SetKeyboardFocusHere();
  }
  ImGui::SetNextItemWidth(std::max(ImGui::GetContentRegionAvail().x - ui_.px(12), ui_.px(40)));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1.f);
  const bool changed = ImGui::InputTextWithHint("##filter", "Filter by name or id, * fits any",
                                                filter_.data(), filter_.size());
  ImGui::PopStyleVar();
  ui_.map.mark_item("panel.instances/filter", filter_.data());
  // ImGui puts back what the box held when Escape is pressed; here Escape clears it.
  const bool escapes = widgets::compat::key_pressed(ImGuiKey_Escape);
  if (changed && !escapes) {
    queue.push("view.filter_instances", commands::TextArgument{filter_.data()});
  }
  if (ImGui::IsItemActive() || ImGui::IsItemDeactivated()) take_keys(state, queue);
}

void InstancesPanel::take_keys(const state::AppState& state, commands::CommandQueue& queue) {
  if (view_.size() == 0) return;
  const auto& cursor = state.instances.cursor;
  std::size_t at = std::min(view_.index_of(cursor.value_or(0)), view_.size() - 1);
  if (widgets::compat::key_pressed(ImGuiKey_Enter)) {
    return queue.push("file.open_instance", commands::NumberArgument{view_.row_at(at)});
  }
  const bool is_down = widgets::compat::key_pressed(ImGuiKey_DownArrow, true);
  const bool is_up = widgets::compat::key_pressed(ImGuiKey_UpArrow, true);
  if (!is_down && !is_up) return;
  if (cursor && is_down) at = std::min(at + 1, view_.size() - 1);
  if (cursor && is_up && at > 0) --at;
  queue.push("view.instance_cursor", commands::NumberArgument{view_.row_at(at)});
}

void InstancesPanel::draw_groups(const state::AppState& state, commands::CommandQueue& queue) {
  if (view_.groups().size() < 2) return;
  const float left = ImGui::GetCursorScreenPos().x;
  const float right = left + ImGui::GetContentRegionAvail().x - ui_.px(12);
  float x = left;
  for (const views::GroupCount& group : view_.groups()) {
    const float width = widgets::status_chip_width(ui_, group.text);
    if (x > left && x + width <= right) ImGui::SameLine();
    else x = left;
    const std::string id = "panel.instances/group." + std::string(name_of(group.group));
    if (widgets::status_chip(ui_, id.c_str(), look_of(group.group), group.text,
                             state.instances.filter.has(group.group))) {
      queue.push("view.instance_group",
                 commands::NumberArgument{static_cast<std::uint64_t>(group.group)});
    }
    x += width + ui_.px(4);
  }
}

void InstancesPanel::draw_count(commands::CommandQueue& queue) {
  const float height = ui_.px(20);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x - ui_.px(12);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Box box{at, {at.x + width, at.y + height}};
  const ImU32 color =
      view_.is_filtered() ? ui_.theme().finding_warning : ui_.theme().text_faint;
  widgets::draw_text_in(list, ui_.fonts.small, box, color, view_.shown_text());
  ui_.map.mark("panel.instances/shown", box.min, box.max, view_.shown_text());
  if (!view_.is_filtered()) return ImGui::Dummy({width, height});
  const float room = widgets::link_chip_width(ui_, "Clear");
  ImGui::SetCursorScreenPos({box.max.x - room, at.y});
  if (widgets::link_chip(ui_, "panel.instances/clear", "Clear")) {
    queue.push("view.clear_instance_filter");
  }
}

void InstancesPanel::draw_nothing_left(commands::CommandQueue& queue) {
  ImGui::Dummy({1, ui_.px(16)});
  ImGui::Indent(ui_.px(12));
  widgets::paragraph(ui_.fonts.text_strong, ui_.theme().text_muted, "No instance fits the filter",
                     ui_.px(12));
  widgets::paragraph(ui_.fonts.text, ui_.theme().text_faint,
                     "Names, ids and files are looked through, with the states that are chosen "
                     "above. Press Esc, or:",
                     ui_.px(12));
  ImGui::Dummy({1, ui_.px(4)});
  if (widgets::button(ui_, "panel.instances/clear_all", "Clear the filter")) {
    queue.push("view.clear_instance_filter");
  }
  ImGui::Unindent(ui_.px(12));
}

void InstancesPanel::follow(const state::AppState& state, float height) {
  std::optional<std::size_t> row;
  if (cursor_version_ != state.instances.cursor_version && state.instances.cursor) {
    row = state.instances.cursor;
  } else if (followed_ != state.reading.get()) {
    row = state.file->instance;
  }
  cursor_version_ = state.instances.cursor_version;
  // A row that the search has not come to yet is waited for.
  if (!row || (view_.is_searching() && view_.index_of(*row) == view_.size())) return;
  followed_ = state.reading.get();
  const float y = static_cast<float>(view_.index_of(*row)) * height;
  const float room = ImGui::GetWindowHeight();
  if (y < ImGui::GetScrollY()) ImGui::SetScrollY(y);
  if (y + height > ImGui::GetScrollY() + room) ImGui::SetScrollY(y + height - room);
}

void InstancesPanel::draw_rows(const state::AppState& state, commands::CommandQueue& queue) {
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  widgets::compat::begin_child("rows", {0, 0}, false, 0);
  const float height = ui_.px(kRowHeight);
  follow(state, height);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(view_.size()), height);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      draw_row(state, queue, static_cast<std::size_t>(i));
    }
  }
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
}

void InstancesPanel::draw_row(const state::AppState& state, commands::CommandQueue& queue,
                              std::size_t index) {
  const views::InstanceLine& line = view_.line(index);
  const bool is_shown = line.row == state.file->instance && state.reading != nullptr;
  const bool is_cursor = state.instances.cursor == line.row;
  const auto row =
      widgets::list_row(ui_, static_cast<int>(line.row), ui_.px(kRowHeight),
                        is_shown    ? widgets::RowTint::focused
                        : is_cursor ? widgets::RowTint::related
                                    : widgets::RowTint::none);
  ui_.map.mark("panel.instances/row.", line.row, row.box.min, row.box.max,
               line.group == state::InstanceGroup::unreadable ? line.name : line.id);
  const widgets::Theme& theme = ui_.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (is_cursor) widgets::outline(list, row.box.inset(1, 1), theme.focus, ui_.px(3));
  const float indent =
      static_cast<float>(std::min(line.indent, kMostIndent)) * ui_.px(kIndent);
  const float x = row.box.min.x + ui_.px(8) + indent;
  // A quiet line leads from a child up to its parent.
  for (std::size_t level = 0; level < std::min(line.indent, kMostIndent); ++level) {
    const float at = row.box.min.x + ui_.px(13) + static_cast<float>(level) * ui_.px(kIndent);
    widgets::hairline_v(list, at, row.box.min.y, row.box.max.y, theme.hairline_strong);
  }
  const float sign = row.box.min.y + ui_.px(15);
  const Box fold{{x - ui_.px(4), row.box.min.y}, {x + ui_.px(14), row.box.max.y}};
  const bool can_fold = line.children > 0 && !view_.is_filtered();
  if (can_fold) {
    draw_triangle(list, {x + ui_.px(5), sign}, ui_.px(4), !line.is_folded, theme.text_muted);
    ui_.map.mark("panel.instances/fold.", line.row, fold.min, fold.max,
                 line.is_folded ? "folded" : "open");
  }
  draw_words(line, {{x + ui_.px(14), row.box.min.y + ui_.px(4)},
                    {row.box.max.x - ui_.px(12), row.box.max.y - ui_.px(3)}});
  widgets::hairline_h(list, row.box.min.x, row.box.max.x, row.box.max.y - 1,
                      widgets::with_alpha(theme.hairline, 0.6f));
  if (row.clicked) {
    const bool folds = can_fold && fold.contains(ImGui::GetIO().MousePos);
    queue.push(folds ? "view.fold_instance" : "file.open_instance",
               commands::NumberArgument{line.row});
  }
  if (row.hovered) draw_tooltip(line);
}

/// Three lines: what it is, which one it is, how it stands.
void InstancesPanel::draw_words(const views::InstanceLine& line, const Box& text) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const widgets::Theme& theme = ui_.theme();
  const float step = text.height() / 3;
  const auto part = [&](int number) {
    const float y = text.min.y + step * static_cast<float>(number);
    return Box{{text.min.x, y}, {text.max.x, y + step}};
  };
  const auto right_text = [&](Box box, std::string_view words) {
    if (words.empty()) return box;
    const float most = box.width() * 0.5f;
    const float width = std::min(widgets::text_width(ui_.fonts.small, words), most);
    widgets::draw_text_in(list, ui_.fonts.small, {{box.max.x - width, box.min.y}, box.max},
                          theme.text_faint, words, widgets::Align::right, widgets::Cut::middle);
    box.max.x -= width + ui_.px(8);
    return box;
  };
  const bool is_problem = line.group == state::InstanceGroup::unreadable;
  widgets::draw_text_in(list, ui_.fonts.text, right_text(part(0), line.generation), theme.text,
                        line.name, widgets::Align::left, widgets::Cut::middle);
  widgets::draw_text_in(list, is_problem ? ui_.fonts.small : ui_.fonts.mono_small,
                        right_text(part(1), line.file),
                        is_problem ? theme.finding_error : theme.text_muted, line.id,
                        widgets::Align::left,
                        is_problem ? widgets::Cut::end : widgets::Cut::middle);
  Box last = part(2);
  const widgets::StatusLook look = look_of(line.group);
  const ImU32 color = widgets::status_color(theme, look);
  widgets::draw_status_glyph(list, look, {last.min.x + ui_.px(5), last.centre().y}, ui_.px(10),
                             color);
  last.min.x += ui_.px(16);
  const std::string_view status = name_of(line.group);
  widgets::draw_text_in(list, ui_.fonts.small, last, color, status);
  last.min.x += widgets::text_width(ui_.fonts.small, status) + ui_.px(8);
  const std::string_view rest = is_problem         ? std::string_view("Click for what to do")
                                : line.is_folded ? std::string_view(line.folded)
                                                   : std::string_view(line.started);
  widgets::draw_text_in(list, ui_.fonts.small, last,
                        line.is_folded ? theme.finding_warning : theme.text_faint, rest,
                        widgets::Align::right);
}

void InstancesPanel::draw_tooltip(const views::InstanceLine& line) {
  if (!widgets::begin_tooltip(ui_, true)) return;
  widgets::tooltip_title(ui_, line.name);
  for (const auto& [name, value] : line.details) widgets::tooltip_field(ui_, name, value);
  widgets::end_tooltip();
}

}  // namespace app::panels
