// A key chord, independent of any toolkit. Letters mean the position on the keyboard (scancode, so
// that AZERTY and Dvorak hands keep theirs), punctuation and digits mean the character.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace app::commands {

/// Keys that are known by position. a … z are in order.
enum class Key : std::uint8_t {
  none,  ///< the chord's `character` counts
  a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z,
  f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12,
  left, right, up, down, home, end, page_up, page_down, enter, escape, tab, space, backspace,
  remove, insert,
};

struct Chord {
  Key key = Key::none;
  char32_t character = 0;  ///< with key none: the character typed, e.g. '?', '+', '0'
  bool ctrl = false;
  /// Of a character chord always false: '?' is '?' however it was typed.
  bool shift = false;
  bool alt = false;

  friend bool operator==(const Chord&, const Chord&) = default;
};

/// "Shift+F10", "Ctrl+O", "?", "Ctrl++". Empty when malformed.
std::optional<Chord> parse_chord(std::string_view text);
/// For menus and the key sheet; the inverse of parse_chord.
std::string to_text(const Chord& chord);
/// "Left", "F10", "PageUp", "O": the name of a key; empty for none.
std::string_view name_of(Key key);

}  // namespace app::commands
