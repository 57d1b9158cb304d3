#include "app/commands/chord.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"

namespace app::commands {

namespace {

constexpr std::array<std::string_view, 54> kKeyNames{
    "",  "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q",
    "R", "S", "T", "U", "V", "W", "X", "Y", "Z", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8",
    "F9", "F10", "F11", "F12", "Left", "Right", "Up", "Down", "Home", "End", "PageUp", "PageDown",
    "Enter", "Esc", "Tab", "Space", "Backspace", "Delete", "Insert",
};
static_assert(kKeyNames.size() == static_cast<std::size_t>(Key::insert) + 1);

bool take(std::string_view& text, std::string_view prefix) {
  // "Ctrl+" alone would leave nothing to press.
  if (text.size() <= prefix.size() || !text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

}  // namespace

std::optional<Chord> parse_chord(std::string_view text) {
  Chord chord;
  chord.ctrl = take(text, "Ctrl+");
  chord.alt = take(text, "Alt+");
  chord.shift = take(text, "Shift+");
  const auto name = std::find(kKeyNames.begin() + 1, kKeyNames.end(), text);
  if (name != kKeyNames.end()) {
    chord.key = static_cast<Key>(name - kKeyNames.begin());
    return chord;
  }
  if (text.size() != 1 || chord.shift || text[0] <= ' ' || text[0] > '~') return std::nullopt;
  chord.character = static_cast<char32_t>(text[0]);
  return chord;
}

std::string to_text(const Chord& chord) {
  std::string text;
  if (chord.ctrl) text += "Ctrl+";
  if (chord.alt) text += "Alt+";
  if (chord.shift) text += "Shift+";
  if (chord.key != Key::none) {
    text += name_of(chord.key);
  } else if (chord.character != 0 && chord.character <= '~') {
    text += static_cast<char>(chord.character);
  }
  return text;
}

std::string_view name_of(Key key) { return kKeyNames[static_cast<std::size_t>(key)]; }

}  // namespace app::commands
