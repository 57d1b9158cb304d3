#include "app/panels/instances_panel.h"

#include <fmt/format.h>

#include <array>

#include "app/widgets/list_row.h"

namespace app::panels {
namespace {

constexpr float kRowHeight = 44;

}  // namespace

void InstancesPanel::draw_content(const state::AppState& state, commands::CommandQueue& queue) {
  if (!state.file) return;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(state.file->instances.size()), ui_.px(kRowHeight));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      draw_row(state, queue, static_cast<std::size_t>(i));
    }
  }
  ImGui::PopStyleVar();
}

void InstancesPanel::draw_row(const state::AppState& state, commands::CommandQueue& queue,
                              std::size_t index) {
  const core::session::InstanceRow& instance = state.file->instances[index];
  const bool is_shown = index == state.file->instance;
  const auto row = widgets::list_row(ui_, static_cast<int>(index), ui_.px(kRowHeight),
                                     is_shown ? widgets::RowTint::focused : widgets::RowTint::none);
  ui_.map.mark("panel.instances/row.", index, row.box.min, row.box.max, instance.id);
  if (row.clicked) queue.push("file.open_instance", commands::NumberArgument{index});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const widgets::Theme& theme = ui_.theme();
  const widgets::Box text = row.box.inset(ui_.px(12), ui_.px(4));
  const float middle = text.centre().y;
  widgets::draw_text_in(list, ui_.fonts.text, {text.min, {text.max.x, middle}}, theme.text,
                        instance.name.empty() ? instance.id : instance.name);
  std::array<char, 48> buffer{};
  const auto end = fmt::format_to_n(buffer.begin(), buffer.size(), "{}, {} events",
                                    core::model::name_of(instance.status), instance.events)
                       .out;
  const std::string_view status(buffer.data(), static_cast<std::size_t>(end - buffer.begin()));
  const float width = widgets::text_width(ui_.fonts.small, status) + ui_.px(8);
  widgets::draw_text_in(list, ui_.fonts.mono_small,
                        {{text.min.x, middle}, {text.max.x - width, text.max.y}}, theme.text_faint,
                        instance.id, widgets::Align::left, widgets::Cut::middle);
  widgets::draw_text_in(list, ui_.fonts.small, {{text.min.x, middle}, text.max}, theme.text_faint,
                        status, widgets::Align::right);
}

}  // namespace app::panels
