// Buttons, badges, chips and key caps in our look. Each takes a stable id, reports itself to the UI
// map under it, and draws on whole pixels.
#pragma once

#include <cstdint>
#include <string_view>

#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace app::widgets {

/// Signs of the transport buttons, drawn as vectors.
enum class Icon : std::uint8_t {
  first,
  previous,
  next,
  last,
  step_back,
  step_forward,
  next_fresh,
  to_divergence,
  reload,
  open,
  close,
  back,
  forward,
  taller,
};

/// A button with a label; true when clicked. A disabled one shows `reason` when pointed at.
bool button(Ui& ui, const char* id, std::string_view label, bool enabled = true,
            std::string_view reason = {});
/// The one button of a dialog that leads on.
bool primary_button(Ui& ui, const char* id, std::string_view label, bool enabled = true);
/// A square button with a sign; the tooltip says its name and key.
bool icon_button(Ui& ui, const char* id, Icon icon, std::string_view title, std::string_view key,
                 bool enabled, std::string_view reason);

/// Width of a link chip with this text.
float link_chip_width(const Ui& ui, std::string_view text);
/// A quiet small button in code type that leads to a place; true when clicked. Its height is that
/// of link_chip_height(); wider than `room` it is cut.
bool link_chip(Ui& ui, const char* id, std::string_view text, float room = 1e6f);
float link_chip_height(const Ui& ui);

/// Width that a badge with this label takes.
float badge_width(const Ui& ui, std::string_view label);
/// A small rounded label with its left edge at `at`, centred on at.y. Returns its width.
float draw_badge(ImDrawList& list, const Ui& ui, ImVec2 at, std::string_view label, Tone tone);
/// A key as on a keyboard: "Shift+F10". Right edge at `right.x`, centred on right.y.
float draw_key_caps(ImDrawList& list, const Ui& ui, ImVec2 right, std::string_view chord);
/// Text that ImGui lays out, in one of our fonts and colours.
void label(const ImFont* font, ImU32 color, std::string_view text);
/// The same, wrapped to the rest of the line less `inset` pixels at the right.
void paragraph(const ImFont* font, ImU32 color, std::string_view text, float inset = 0);

void draw_icon(ImDrawList& list, Icon icon, ImVec2 centre, float size, ImU32 color);

}  // namespace app::widgets
