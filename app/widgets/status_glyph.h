// How an instance stands, as a sign and a colour: each sign is another shape, so that none depends
// on its colour. All are vectors.
#pragma once

#include <cstdint>
#include <string_view>

#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace app::widgets {

/// Sign: cross, filled square, "!" in a triangle, two bars, pointing triangle, ring, tick, two
/// arrows, struck ring, dash.
enum class StatusLook : std::uint8_t {
  failed,
  terminated,
  unreadable,
  suspended,
  running,
  pending,
  completed,
  continued,
  canceled,
  unknown,
};

/// `size` pixels across.
void draw_status_glyph(ImDrawList& list, StatusLook look, ImVec2 centre, float size, ImU32 color);
/// Readable on a panel (4.5:1 or better).
ImU32 status_color(const Theme& theme, StatusLook look);

/// A chip that is on or off, with the sign before its words; true when clicked.
bool status_chip(Ui& ui, const char* id, StatusLook look, std::string_view text, bool is_on);
float status_chip_width(const Ui& ui, std::string_view text);

}  // namespace app::widgets
