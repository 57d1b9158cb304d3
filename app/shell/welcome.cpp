#include "app/shell/welcome.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <string_view>

#include "app/widgets/controls.h"
#include "app/widgets/list_row.h"
#include "app/widgets/state_glyph.h"

namespace app::shell {

using widgets::Box;
using widgets::CellLook;

namespace {

/// Where a history comes from. Source: DESIGN 7, formats we read.
constexpr std::array<std::array<std::string_view, 2>, 3> kExports{{
    {"Storage Explorer",
     "Open the table <TaskHub>History, filter by PartitionKey (the instance id), export as CSV."},
    {"Azure CLI",
     "az storage entity query --table-name <TaskHub>History --filter \"PartitionKey eq '<id>'\", "
     "save as JSON."},
    {"Worker payload",
     "Log the JSON that the host hands to the orchestrator and save it as it is."},
}};

}  // namespace

void Welcome::draw(const Box& box, const state::AppState& state, commands::CommandQueue& queue) {
  const float width = std::min(box.width() - ui_.px(48), ui_.px(1000));
  const float left = std::round(box.min.x + (box.width() - width) / 2);
  ImGui::SetCursorScreenPos({left, box.min.y});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  widgets::compat::begin_child("welcome", {width, box.height()}, false, 0);
  ImGui::Dummy({1, std::clamp((box.height() - ui_.px(640)) / 2, ui_.px(24), ui_.px(120))});
  draw_heading();
  ImGui::Dummy({1, ui_.px(24)});
  draw_drop_target(state, queue);
  ImGui::Dummy({1, ui_.px(28)});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float gap = ui_.px(48);
  const float room = ImGui::GetContentRegionAvail().x - ui_.px(4);
  const float half = std::floor((room - gap) * 0.56f);
  const float bottom = at.y + ui_.px(28) +
                       ui_.px(30) * static_cast<float>(std::max<std::size_t>(samples_.size(), 6));
  draw_samples({at, {at.x + half, bottom}}, queue);
  const float help =
      at.y + ui_.px(28) +
      ui_.px(32) * static_cast<float>(std::clamp<std::size_t>(state.recent_files.size(), 1, 5)) +
      ui_.px(24);
  draw_recent({{at.x + half + gap, at.y}, {at.x + room, help}}, state, queue);
  draw_export_help({{at.x + half + gap, help}, {at.x + room, bottom}});
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({1, bottom - at.y + ui_.px(24)});
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
}

void Welcome::draw_heading() {
  const widgets::Theme& theme = ui_.theme();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x - ui_.px(4);
  const float height = ui_.px(132);
  const float stair = std::min(width * 0.44f, ui_.px(400));
  const float text = width - stair - ui_.px(32);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  widgets::draw_text(list, ui_.fonts.title, at, theme.text, "See every replay of an orchestration");
  constexpr std::string_view kWhat =
      "A durable orchestrator does not run once. Whenever an answer arrives, the platform runs it "
      "again from "
      "its first line, and answers each yield from the history until it reaches one that has no "
      "answer yet. "
      "Yieldscope draws every such pass, and lets you walk through them in both directions.";
  widgets::draw_text_wrapped(list, ui_.fonts.text,
                             {{at.x, at.y + ui_.px(32)}, {at.x + text, at.y + height}},
                             theme.text_muted, kWhat);
  draw_stair({{at.x + width - stair, at.y}, {at.x + width, at.y + height}});
  ImGui::Dummy({width, height});
}

void Welcome::draw_stair(const Box& box) {
  constexpr int kSteps = 4;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float height = std::floor(box.height() / kSteps);
  const float width = std::floor((box.width() - ui_.px(40)) / kSteps);
  for (int row = 0; row < kSteps; ++row) {
    const float y = box.min.y + static_cast<float>(row) * height;
    std::array<char, 4> name{'p', static_cast<char>('1' + row), '\0', '\0'};
    widgets::draw_text_in(list, ui_.fonts.mono_small,
                          {{box.min.x, y}, {box.min.x + ui_.px(32), y + height}},
                          ui_.theme().text_faint, std::string_view(name.data(), 2));
    for (int column = 0; column <= row; ++column) {
      const CellLook look = column == row       ? CellLook::waiting
                            : column == row - 1 ? CellLook::fresh
                                                : CellLook::replayed;
      const float x = box.min.x + ui_.px(36) + static_cast<float>(column) * width;
      const Box cell{{x + 2, y + 2}, {x + width - 2, y + height - 2}};
      widgets::draw_state_cell(list, ui_, look, cell);
      if (look == CellLook::replayed) continue;
      widgets::draw_state_glyph(list, look, cell.centre(), ui_.px(12), ui_.theme().cell(look).text,
                                ui_.theme().cell(look).fill);
    }
  }
}

void Welcome::draw_drop_target(const state::AppState& state, commands::CommandQueue& queue) {
  const widgets::Theme& theme = ui_.theme();
  const float width = ImGui::GetContentRegionAvail().x - ui_.px(4);
  const float height = ui_.px(72);
  const bool clicked = ImGui::InvisibleButton("welcome.open", {width, height});
  ui_.map.mark_item("welcome.open", "Drop a history here");
  const Box box{ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.min, box.max, ImGui::IsItemHovered() ? theme.hover : theme.panel,
                     ui_.px(6));
  const float dash = ui_.px(6);
  const ImU32 line = ImGui::IsItemHovered() ? theme.focus : theme.hairline_strong;
  for (float x = box.min.x + dash; x < box.max.x - dash; x += dash * 2) {
    widgets::hairline_h(list, x, std::min(x + dash, box.max.x), box.min.y, line);
    widgets::hairline_h(list, x, std::min(x + dash, box.max.x), box.max.y - 1, line);
  }
  for (float y = box.min.y + dash; y < box.max.y - dash; y += dash * 2) {
    widgets::hairline_v(list, box.min.x, y, std::min(y + dash, box.max.y), line);
    widgets::hairline_v(list, box.max.x - 1, y, std::min(y + dash, box.max.y), line);
  }
  const bool is_busy = state.job.has_value();
  const std::string_view title =
      is_busy ? std::string_view(state.job->title)
              : std::string_view("Drop histories or a folder here, or click to type a path");
  widgets::draw_text_in(
      list, ui_.fonts.text_strong,
      {{box.min.x, box.min.y + ui_.px(14)}, {box.max.x, box.centre().y + ui_.px(4)}}, theme.text,
      title, widgets::Align::centre);
  widgets::draw_text_in(
      list, ui_.fonts.small, {{box.min.x, box.centre().y}, {box.max.x, box.max.y - ui_.px(10)}},
      theme.text_faint,
      "Ctrl+O a file   ·   Ctrl+K a folder   ·   Opening a file never runs code, and nothing leaves this machine",
      widgets::Align::centre);
  if (clicked) queue.push("file.open");
}

void Welcome::draw_samples(const Box& box, commands::CommandQueue& queue) {
  const widgets::Theme& theme = ui_.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  widgets::draw_text(list, ui_.fonts.text_strong, box.min, theme.text, "Samples");
  ImGui::SetCursorScreenPos({box.min.x, box.min.y + ui_.px(28)});
  widgets::compat::begin_child("samples", {box.width(), box.height() - ui_.px(28)}, false,
                               ImGuiWindowFlags_NoScrollbar);
  if (samples_.empty()) {
    widgets::paragraph(ui_.fonts.text, theme.text_faint,
                       "No samples were found beside the program.");
  }
  for (std::size_t i = 0; i < samples_.size(); ++i) {
    const Sample& sample = samples_[i];
    const auto row =
        widgets::list_row(ui_, static_cast<int>(i), ui_.px(30), widgets::RowTint::none);
    ui_.map.mark("welcome.sample.", i, row.box.min, row.box.max, sample.name);
    ImDrawList& rows = *ImGui::GetWindowDrawList();
    const float split = row.box.min.x + ui_.px(136);
    widgets::draw_text_in(rows, ui_.fonts.text,
                          {{row.box.min.x + ui_.px(4), row.box.min.y}, {split, row.box.max.y}},
                          row.hovered ? theme.focus_text : theme.text, sample.name);
    widgets::draw_text_in(
        rows, ui_.fonts.small,
        {{split + ui_.px(8), row.box.min.y}, {row.box.max.x - ui_.px(4), row.box.max.y}},
        theme.text_faint, sample.description);
    widgets::hairline_h(rows, row.box.min.x, row.box.max.x, row.box.max.y - 1, theme.hairline);
    if (row.clicked) queue.push("file.open_path", commands::TextArgument{sample.path});
  }
  ImGui::EndChild();
}

void Welcome::draw_recent(const Box& box, const state::AppState& state,
                          commands::CommandQueue& queue) {
  const widgets::Theme& theme = ui_.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::vector<std::string>& files = state.recent_files;
  widgets::draw_text(list, ui_.fonts.text_strong, box.min, theme.text, "Recent");
  ImGui::SetCursorScreenPos({box.min.x, box.min.y + ui_.px(28)});
  widgets::compat::begin_child("recent", {box.width(), box.height() - ui_.px(28)}, false,
                               ImGuiWindowFlags_NoScrollbar);
  if (files.empty()) {
    widgets::paragraph(ui_.fonts.text, theme.text_faint, "Files that you open appear here.");
  }
  for (std::size_t i = 0; i < std::min<std::size_t>(files.size(), 5); ++i) {
    const std::string& path = files[i];
    const auto row =
        widgets::list_row(ui_, static_cast<int>(i), ui_.px(32), widgets::RowTint::none);
    ui_.map.mark("welcome.recent.", i, row.box.min, row.box.max, path);
    widgets::draw_text_in(*ImGui::GetWindowDrawList(), ui_.fonts.mono_small,
                          row.box.inset(ui_.px(4), 0),
                          row.hovered ? theme.focus_text : theme.text_muted, path,
                          widgets::Align::left, widgets::Cut::middle);
    if (row.clicked) queue.push("file.open_path", commands::TextArgument{path});
  }
  ImGui::EndChild();
}

void Welcome::draw_export_help(const Box& box) {
  const widgets::Theme& theme = ui_.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  widgets::draw_text(list, ui_.fonts.text_strong, box.min, theme.text, "How to get a history");
  float y = box.min.y + ui_.px(28);
  for (const auto& [name, how] : kExports) {
    widgets::draw_text(list, ui_.fonts.small, {box.min.x, y}, theme.text_muted, name);
    y += ui_.px(18);
    y += widgets::draw_text_wrapped(list, ui_.fonts.small, {{box.min.x, y}, {box.max.x, y}},
                                    theme.text_faint, how);
    y += ui_.px(12);
  }
}

}  // namespace app::shell
