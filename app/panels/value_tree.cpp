#include "app/panels/value_tree.h"

#include <algorithm>
#include <string>

#include "app/widgets/list_row.h"
#include "app/widgets/tooltip.h"

namespace app::panels {
namespace {

constexpr float kRowHeight = 22;
constexpr float kIndent = 14;

ImU32 value_color(const widgets::Theme& theme, const views::ValueNode& node) {
  const std::string_view text = node.text;
  if (text.empty()) return theme.text_faint;
  if (text.front() == '"' || text.front() == '\'' || node.type == "str") return theme.code_string;
  if (!node.children.empty()) return theme.text_faint;
  if (node.type == "int" || node.type == "float" || text.front() == '-' ||
      (text.front() >= '0' && text.front() <= '9')) {
    return theme.code_number;
  }
  if (text == "null" || text == "None" || text == "true" || text == "false" || text == "True" ||
      text == "False") {
    return theme.code_keyword;
  }
  return theme.text;
}

/// What was recorded is there on demand.
bool opens_by_itself(const views::ValueNode& node) {
  const bool holds_raw_alone = node.children.size() == 1 && node.children.front().is_recorded;
  return node.children.size() <= 8 && !holds_raw_alone;
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

/// Draws one node and, when it is open, those below it.
class TreeDrawer {
 public:
  TreeDrawer(widgets::Ui& ui, std::string_view id, float name_width)
      : ui_(ui), id_(id), name_width_(name_width) {}

  void draw(std::span<const views::ValueNode> nodes, int depth) {
    for (std::size_t i = 0; i < nodes.size(); ++i) draw_node(nodes[i], static_cast<int>(i), depth);
  }

 private:
  void draw_node(const views::ValueNode& node, int index, int depth) {
    ImGui::PushID(node.name.data(), node.name.data() + node.name.size());
    ImGui::PushID(index);
    ImGuiStorage& storage = *ImGui::GetStateStorage();
    const ImGuiID key = ImGui::GetID("open");
    bool is_open = storage.GetBool(key, depth == 0 && opens_by_itself(node));
    const auto row = widgets::list_row(ui_, 0, ui_.px(kRowHeight), widgets::RowTint::none);
    if (row.clicked && !node.children.empty()) storage.SetBool(key, is_open = !is_open);
    draw_row(node, row, depth, is_open);
    if (is_open) draw(node.children, depth + 1);
    ImGui::PopID();
    ImGui::PopID();
  }

  void draw_row(const views::ValueNode& node, const widgets::RowArea& row, int depth,
                bool is_open) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const widgets::Theme& theme = ui_.theme();
    if (node.has_changed_since_pass) {
      list.AddRectFilled(row.box.min, row.box.max,
                         widgets::with_alpha(theme.finding_information, 0.10f));
    }
    const float x = row.box.min.x + ui_.px(12) + static_cast<float>(depth) * ui_.px(kIndent);
    if (!node.children.empty()) {
      draw_triangle(list, {x + ui_.px(4), row.box.centre().y}, ui_.px(4), is_open,
                    theme.text_faint);
    }
    if (node.has_changed) {
      list.AddCircleFilled({row.box.min.x + ui_.px(5), row.box.centre().y}, ui_.px(2.5f),
                           theme.focus, 12);
    }
    const float split = node.name.empty() ? x + ui_.px(kIndent)
                                          : std::max(row.box.min.x + name_width_, x + ui_.px(80));
    widgets::draw_text_in(
        list, ui_.fonts.mono_small,
        {{x + ui_.px(kIndent), row.box.min.y}, {split - ui_.px(8), row.box.max.y}},
        node.has_changed ? theme.text : theme.text_muted, node.name);
    const float type_width =
        node.type.empty() ? 0 : widgets::text_width(ui_.fonts.small, node.type) + ui_.px(12);
    const bool is_cut = widgets::draw_text_in(
        list, ui_.fonts.mono_small,
        {{split, row.box.min.y}, {row.box.max.x - type_width - ui_.px(8), row.box.max.y}},
        value_color(theme, node), node.text);
    widgets::draw_text_in(
        list, ui_.fonts.small,
        {{row.box.max.x - type_width, row.box.min.y}, {row.box.max.x - ui_.px(8), row.box.max.y}},
        theme.text_faint, node.type, widgets::Align::right);
    if (ui_.map.is_on()) {
      ui_.map.mark(std::string(id_) + "/" + node.name, row.box.min, row.box.max, node.text);
    }
    if (row.hovered && is_cut && widgets::begin_tooltip(ui_, true)) {
      widgets::tooltip_title(ui_, node.name);
      widgets::tooltip_line(ui_, node.text);
      widgets::end_tooltip();
    }
  }

  widgets::Ui& ui_;
  std::string_view id_;
  float name_width_;
};

}  // namespace

void draw_value_tree(widgets::Ui& ui, std::string_view id, std::span<const views::ValueNode> nodes,
                     float name_width) {
  ImGui::PushID(id.data(), id.data() + id.size());
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  TreeDrawer(ui, id, name_width).draw(nodes, 0);
  ImGui::PopStyleVar();
  ImGui::PopID();
}

}  // namespace app::panels
