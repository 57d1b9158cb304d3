// Small drawing verbs over ImDrawList: text that is cut with an ellipsis, hairlines on whole
// pixels. None of them allocates. Coordinates are screen pixels.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

#include "app/widgets/imgui_compat.h"

namespace app::widgets {

/// A rectangle in screen pixels.
struct Box {
  ImVec2 min, max;

  float width() const { return max.x - min.x; }
  float height() const { return max.y - min.y; }
  ImVec2 centre() const { return {(min.x + max.x) / 2, (min.y + max.y) / 2}; }
  bool contains(ImVec2 p) const {
    return p.x >= min.x && p.x < max.x && p.y >= min.y && p.y < max.y;
  }
  Box inset(float x, float y) const { return {{min.x + x, min.y + y}, {max.x - x, max.y - y}}; }
};

enum class Align { left, centre, right };
/// Where text that is too long loses characters: names at the end, ids in the middle (UX 4.3).
enum class Cut { end, middle };

float text_width(const ImFont* font, std::string_view text);
/// Draws text with its upper left corner at `at`.
void draw_text(ImDrawList& list, const ImFont* font, ImVec2 at, ImU32 color, std::string_view text);
/// Draws one line, centred vertically in the box, cut to its width. True when it was cut.
bool draw_text_in(ImDrawList& list, const ImFont* font, const Box& box, ImU32 color,
                  std::string_view text, Align align = Align::left, Cut cut = Cut::end);
/// Distance between the lines of wrapped text.
float line_height(const ImFont* font);
/// Draws the text in lines as wide as the box; the height used, which may be more than the box's.
float draw_text_wrapped(ImDrawList& list, const ImFont* font, const Box& box, ImU32 color,
                        std::string_view text);
/// As draw_text_wrapped; the byte ranges `marks` (ascending) get `ground` behind and a line in
/// `stroke` under them, so that a mark does not depend on its colour.
float draw_text_marked(ImDrawList& list, const ImFont* font, const Box& box, ImU32 color,
                       std::string_view text,
                       std::span<const std::pair<std::size_t, std::size_t>> marks, ImU32 ground,
                       ImU32 stroke);
/// Height that draw_text_wrapped needs.
float wrapped_height(const ImFont* font, float width, std::string_view text);

/// One screen pixel thick at every scale.
void hairline_h(ImDrawList& list, float x0, float x1, float y, ImU32 color);
void hairline_v(ImDrawList& list, float x, float y0, float y1, ImU32 color);
/// Outline whose strokes lie on whole pixels.
void outline(ImDrawList& list, const Box& box, ImU32 color, float rounding, float thickness = 1);

}  // namespace app::widgets
