#include "app/widgets/state_glyph.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace app::widgets {
namespace {

void draw_cross(ImDrawList& list, ImVec2 c, float r, ImU32 color, float stroke) {
  list.AddLine({c.x - r, c.y - r}, {c.x + r, c.y + r}, color, stroke);
  list.AddLine({c.x - r, c.y + r}, {c.x + r, c.y - r}, color, stroke);
}

void draw_exchange(ImDrawList& list, ImVec2 c, float r, ImU32 color, float stroke) {
  const float dy = r * 0.5f;
  const float head = r * 0.5f;
  list.AddLine({c.x - r, c.y - dy}, {c.x + r - head, c.y - dy}, color, stroke);
  list.AddTriangleFilled({c.x + r, c.y - dy}, {c.x + r - head, c.y - dy - head},
                         {c.x + r - head, c.y - dy + head}, color);
  list.AddLine({c.x + r, c.y + dy}, {c.x - r + head, c.y + dy}, color, stroke);
  list.AddTriangleFilled({c.x - r, c.y + dy}, {c.x - r + head, c.y + dy + head},
                         {c.x - r + head, c.y + dy - head}, color);
}

void draw_waves(ImDrawList& list, ImVec2 c, float r, ImU32 color, float stroke) {
  for (const float y : {c.y - r * 0.4f, c.y + r * 0.4f}) {
    const ImVec2 from{c.x - r, y + r * 0.15f};
    const ImVec2 to{c.x + r, y - r * 0.15f};
    list.AddBezierCubic(from, {c.x - r * 0.4f, y - r * 0.7f}, {c.x + r * 0.4f, y + r * 0.7f}, to,
                        color, stroke);
  }
}

void draw_bang(ImDrawList& list, ImVec2 c, float r, ImU32 color) {
  const float w = std::max(r * 0.24f, 1.f);
  list.AddTriangleFilled({c.x - w * 1.3f, c.y - r}, {c.x + w * 1.3f, c.y - r},
                         {c.x, c.y + r * 0.45f}, color);
  list.AddCircleFilled({c.x, c.y + r * 0.78f}, w * 1.1f, color, 12);
}

void draw_s(ImDrawList& list, ImVec2 c, float r, ImU32 color, float stroke) {
  const float w = r * 0.75f;
  list.AddBezierCubic({c.x + w, c.y - r * 0.75f}, {c.x - w, c.y - r * 1.35f}, {c.x - w * 1.5f, c.y},
                      {c.x, c.y}, color, stroke);
  list.AddBezierCubic({c.x, c.y}, {c.x + w * 1.5f, c.y}, {c.x + w, c.y + r * 1.35f},
                      {c.x - w, c.y + r * 0.75f}, color, stroke);
}

/// 45 degree lines across the box.
void draw_hatch(ImDrawList& list, const Box& box, ImU32 color, float step, float stroke) {
  list.PushClipRect(box.min, box.max, true);
  const float reach = box.height();
  for (float x = box.min.x - reach; x < box.max.x; x += step) {
    list.AddLine({x, box.max.y}, {x + reach, box.min.y}, color, stroke);
  }
  list.PopClipRect();
}

/// A border in strokes: dashes or dots by their length.
void draw_dashes(ImDrawList& list, const Box& box, ImU32 color, float dash, float gap,
                 float stroke) {
  for (float x = box.min.x; x < box.max.x; x += dash + gap) {
    const float end = std::min(x + dash, box.max.x);
    list.AddRectFilled({x, box.min.y}, {end, box.min.y + stroke}, color);
    list.AddRectFilled({x, box.max.y - stroke}, {end, box.max.y}, color);
  }
  for (float y = box.min.y; y < box.max.y; y += dash + gap) {
    const float end = std::min(y + dash, box.max.y);
    list.AddRectFilled({box.min.x, y}, {box.min.x + stroke, end}, color);
    list.AddRectFilled({box.max.x - stroke, y}, {box.max.x, end}, color);
  }
}

/// Three sides: the right edge stays open, because the answer is still to come.
void draw_open_border(ImDrawList& list, const Box& box, ImU32 color, float stroke, float rounding) {
  list.PathLineTo({box.max.x, box.min.y + 0.5f});
  list.PathArcToFast({box.min.x + rounding + 0.5f, box.min.y + rounding + 0.5f}, rounding, 9, 6);
  list.PathArcToFast({box.min.x + rounding + 0.5f, box.max.y - rounding - 0.5f}, rounding, 6, 3);
  list.PathLineTo({box.max.x, box.max.y - 0.5f});
  list.PathStroke(color, 0, stroke);
}

struct Words {
  std::string_view name, meaning;
};

constexpr std::array<Words, kCellLooks> kWords{{
    {"Not reached", "this pass ended before this yield"},
    {"Replayed", "answered from history; the code only ran again"},
    {"Fresh", "the code went past this yield for the first time"},
    {"Waiting", "no answer yet; the pass ended here"},
    {"Answered out of order", "it completed in another order than it was called"},
    {"Diverged", "the call does not match the history"},
    {"Soft divergence", "the name matches, but input, timer or order differ"},
    {"Failed", "the answer was a failure, raised into the code"},
    {"Skipped", "the history holds this call, the code no longer makes it"},
    {"Simulated", "the answer was supplied by you, not by the history"},
}};

}  // namespace

void draw_state_glyph(ImDrawList& list, CellLook look, ImVec2 centre, float size, ImU32 color,
                      ImU32 ground) {
  const float r = size / 2;
  const float stroke = std::max(size / 7, 1.25f);
  switch (look) {
    case CellLook::not_reached:
      return;
    case CellLook::replayed:
      list.AddRectFilled({centre.x - r * 0.5f, centre.y - r * 0.5f},
                         {centre.x + r * 0.5f, centre.y + r * 0.5f}, color, r * 0.15f);
      return;
    case CellLook::fresh:
      return list.AddCircleFilled(centre, r * 0.75f, color, 24);
    case CellLook::waiting:
      return list.AddCircle(centre, r * 0.7f, color, 24, stroke);
    case CellLook::out_of_order:
      return draw_exchange(list, centre, r, color, stroke);
    case CellLook::diverged:
      return draw_cross(list, centre, r * 0.72f, color, stroke * 1.15f);
    case CellLook::soft_divergence:
      return draw_waves(list, centre, r, color, stroke);
    case CellLook::failed:
      return draw_bang(list, centre, r, color);
    case CellLook::skipped:
      list.AddRectFilled({centre.x - r * 0.7f, centre.y - r * 0.7f},
                         {centre.x + r * 0.7f, centre.y + r * 0.7f}, ground);
      list.AddRect({centre.x - r * 0.7f, centre.y - r * 0.7f},
                   {centre.x + r * 0.7f, centre.y + r * 0.7f}, color, 0, 0, stroke);
      return;
    case CellLook::simulated:
      return draw_s(list, centre, r * 0.85f, color, stroke);
  }
}

void draw_state_cell(ImDrawList& list, const Ui& ui, CellLook look, const Box& box) {
  if (look == CellLook::not_reached) return;
  const Swatch& colors = ui.theme().cell(look);
  const float stroke = std::max(std::round(ui.scale), 1.f);
  const float rounding = std::min(ui.px(3), box.height() / 3);
  list.AddRectFilled(box.min, box.max, colors.fill, rounding,
                     look == CellLook::waiting ? ImDrawFlags_RoundCornersLeft : 0);
  switch (look) {
    case CellLook::waiting:
      return draw_open_border(list, box, colors.border, stroke, rounding);
    case CellLook::diverged:
      draw_hatch(list, box, with_alpha(colors.border, 0.30f), ui.px(6), stroke);
      return outline(list, box, colors.border, rounding, stroke * 1.5f);
    case CellLook::soft_divergence:
      return draw_dashes(list, box, colors.border, stroke * 2, stroke * 2, stroke);
    case CellLook::simulated:
      return draw_dashes(list, box, colors.border, stroke * 5, stroke * 3, stroke);
    case CellLook::failed:
      return outline(list, box, colors.border, rounding, stroke * 1.5f);
    default:
      return outline(list, box, colors.border, rounding, stroke);
  }
}

void draw_state_swatch(ImDrawList& list, const Ui& ui, CellLook look, ImVec2 centre, float size) {
  const float r = std::round(size / 2);
  const ImVec2 at{std::round(centre.x), std::round(centre.y)};
  draw_state_cell(list, ui, look, {{at.x - r, at.y - r}, {at.x + r, at.y + r}});
  const Swatch& colors = ui.theme().cell(look);
  if (look != CellLook::replayed) {
    draw_state_glyph(list, look, at, size * 0.62f, colors.text, colors.fill);
  }
}

void draw_kind_glyph(ImDrawList& list, KindLook kind, ImVec2 c, float size, ImU32 color) {
  const float r = size / 2;
  const float stroke = std::max(size / 9, 1.f);
  switch (kind) {
    case KindLook::activity:
      return list.AddTriangleFilled({c.x - r * 0.6f, c.y - r * 0.8f}, {c.x + r * 0.85f, c.y},
                                    {c.x - r * 0.6f, c.y + r * 0.8f}, color);
    case KindLook::child:
      list.AddRect({c.x - r * 0.9f, c.y - r * 0.9f}, {c.x + r * 0.3f, c.y + r * 0.3f}, color, 0, 0,
                   stroke);
      return list.AddRectFilled({c.x - r * 0.2f, c.y - r * 0.2f}, {c.x + r * 0.9f, c.y + r * 0.9f},
                                color);
    case KindLook::timer:
      list.AddCircle(c, r * 0.85f, color, 20, stroke);
      list.AddLine(c, {c.x, c.y - r * 0.55f}, color, stroke);
      return list.AddLine(c, {c.x + r * 0.45f, c.y + r * 0.1f}, color, stroke);
    case KindLook::event:
      return list.AddQuadFilled({c.x, c.y - r * 0.9f}, {c.x + r * 0.9f, c.y}, {c.x, c.y + r * 0.9f},
                                {c.x - r * 0.9f, c.y}, color);
    case KindLook::entity:
      return list.AddNgonFilled(c, r * 0.9f, color, 6);
    case KindLook::http:
      list.AddCircle(c, r * 0.85f, color, 20, stroke);
      return list.AddLine({c.x - r * 0.85f, c.y}, {c.x + r * 0.85f, c.y}, color, stroke);
    case KindLook::group:
      for (const float y : {-0.7f, 0.f, 0.7f}) {
        list.AddLine({c.x - r * 0.8f, c.y}, {c.x + r * 0.5f, c.y + y * r}, color, stroke);
        list.AddCircleFilled({c.x + r * 0.65f, c.y + y * r}, std::max(r * 0.24f, 1.f), color, 10);
      }
      return;
    case KindLook::value:
      list.AddCircle(c, r * 0.75f, color, 20, stroke);
      return list.AddCircleFilled(c, r * 0.25f, color, 10);
  }
}

void draw_evidence_corner(ImDrawList& list, const Ui& ui, const Box& box) {
  const float side = std::min({ui.px(9), box.width() * 0.5f, box.height() * 0.5f});
  list.AddTriangleFilled({box.max.x - side, box.min.y}, {box.max.x, box.min.y},
                         {box.max.x, box.min.y + side}, ui.theme().finding_warning);
}

void draw_evidence_sign(ImDrawList& list, const Ui& ui, ImVec2 centre, float size) {
  const float half = size / 2;
  list.AddTriangleFilled({centre.x - half, centre.y - half}, {centre.x + half, centre.y - half},
                         {centre.x + half, centre.y + half}, ui.theme().finding_warning);
}

std::string_view state_name(CellLook look) { return kWords[static_cast<std::size_t>(look)].name; }
std::string_view state_meaning(CellLook look) {
  return kWords[static_cast<std::size_t>(look)].meaning;
}

std::string_view kind_name(KindLook kind) {
  constexpr std::array<std::string_view, kKindLooks> kNames{
      "activity", "sub-orchestration", "timer", "external event",
      "entity",   "HTTP call",         "group", "value"};
  return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace app::widgets
