#include "app/panels/files_panel.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "app/widgets/list_row.h"
#include "core/base/text.h"

namespace app::panels {
namespace {

constexpr float kRowHeight = 44;

}  // namespace

void FilesPanel::prepare(const state::AppState& state) {
  is_open = state.listed_files.size() > 1;
  const bool is_same = std::equal(
      rows_.begin(), rows_.end(), state.listed_files.begin(), state.listed_files.end(),
      [](const Row& row, const std::string& path) { return row.path == path; });
  if (is_same) return;
  rows_.clear();
  std::map<std::filesystem::path, std::size_t> names;
  for (const std::string& path : state.listed_files) {
    ++names[std::filesystem::path(path).filename()];
  }
  for (const std::string& path : state.listed_files) {
    const std::filesystem::path file(path);
    // Files of one name are told apart by the folder they stand in.
    const std::filesystem::path name = names[file.filename()] > 1
                                           ? file.parent_path().filename() / file.filename()
                                           : file.filename();
    rows_.push_back({path, core::base::printable(name.string()),
                     core::base::printable(file.parent_path().string())});
  }
}

void FilesPanel::draw_content(const state::AppState& state, commands::CommandQueue& queue) {
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(rows_.size()), ui_.px(kRowHeight));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      draw_row(state, queue, static_cast<std::size_t>(i));
    }
  }
  ImGui::PopStyleVar();
}

void FilesPanel::draw_row(const state::AppState& state, commands::CommandQueue& queue,
                          std::size_t index) {
  const Row& file = rows_[index];
  const bool is_shown = state.file && state.file->path == file.path;
  const auto row = widgets::list_row(ui_, static_cast<int>(index), ui_.px(kRowHeight),
                                     is_shown ? widgets::RowTint::focused : widgets::RowTint::none);
  ui_.map.mark("panel.files/row.", index, row.box.min, row.box.max, file.path);
  if (row.clicked) queue.push("file.open_path", commands::TextArgument{file.path});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const widgets::Theme& theme = ui_.theme();
  const widgets::Box text = row.box.inset(ui_.px(12), ui_.px(4));
  const float middle = text.centre().y;
  widgets::draw_text_in(list, ui_.fonts.text, {text.min, {text.max.x, middle}}, theme.text,
                        file.name, widgets::Align::left, widgets::Cut::middle);
  widgets::draw_text_in(list, ui_.fonts.small, {{text.min.x, middle}, text.max}, theme.text_faint,
                        file.folder, widgets::Align::left, widgets::Cut::middle);
}

}  // namespace app::panels
