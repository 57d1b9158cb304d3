// Colours and sizes by meaning: the only place with literals (UX 4.3). Dark and light are two rows
// of one table; panels ask for `theme.finding_error`, never for a number.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/widgets/imgui_compat.h"

namespace app::widgets {

/// How a cell, a source line or a bar of the timeline looks. Order of UX 4.3.
enum class CellLook : std::uint8_t {
  not_reached,
  replayed,
  fresh,
  waiting,
  out_of_order,
  diverged,
  soft_divergence,
  failed,
  skipped,
  simulated,
};
inline constexpr std::size_t kCellLooks = 10;

/// The second, quieter channel: what kind of call it was.
enum class KindLook : std::uint8_t { activity, child, timer, event, entity, http, group, value };
inline constexpr std::size_t kKindLooks = 8;

/// How much a badge, a toast or a message matters.
enum class Tone : std::uint8_t { neutral, good, information, warning, error, focus };
inline constexpr std::size_t kTones = 6;

/// Three colours that belong together: `text` is readable on `fill` (4.5:1 or better).
struct Swatch {
  ImU32 fill = 0;
  ImU32 border = 0;
  ImU32 text = 0;
};

/// One look of the whole window.
struct Theme {
  std::string_view name;
  bool is_dark = true;

  ImU32 window, panel, header, raised, input, hover, selected;
  ImU32 hairline, hairline_strong, scrim, shadow;
  ImU32 text, text_muted, text_faint;
  /// The one focus: outline of the cell, arrow of the line, row of the table; always this colour.
  ImU32 focus, focus_text, focus_fill;
  /// Buttons that lead on.
  Swatch primary;
  ImU32 code_keyword, code_string, code_number, code_comment, code_name;
  ImU32 finding_error, finding_warning, finding_information;

  std::array<Swatch, kCellLooks> cells;
  std::array<ImU32, kKindLooks> kinds;
  std::array<Swatch, kTones> tones;

  const Swatch& cell(CellLook look) const { return cells[static_cast<std::size_t>(look)]; }
  ImU32 kind(KindLook look) const { return kinds[static_cast<std::size_t>(look)]; }
  const Swatch& tone(Tone t) const { return tones[static_cast<std::size_t>(t)]; }
};

const Theme& dark_theme();
const Theme& light_theme();
/// "dark", "light"; anything else is dark.
const Theme& theme_named(std::string_view name);

/// The same colour with another opacity, 0 to 1.
ImU32 with_alpha(ImU32 color, float alpha);
/// Gives ImGui's own widgets our colours, and sizes for the UI scale.
void apply_style(const Theme& theme, float scale);

/// Contrast of two opaque colours. Source: WCAG 2.1, relative luminance.
double contrast(ImU32 a, ImU32 b);

}  // namespace app::widgets
