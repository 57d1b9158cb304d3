// From GLFW's keys to chords. GLFW names keys by their place on a US keyboard, which is what the
// command table means by a letter; punctuation and digits count as the character they type.
#pragma once

#include <optional>

#include "app/commands/chord.h"

struct GLFWwindow;

namespace app::shell {

/// The chord of a key that went down; empty for modifiers and for keys that type a character
/// (those come as a character).
std::optional<commands::Chord> chord_of_key(int key, int scancode, int mods);
/// The chord of a character that was typed; empty for letters, which count by their place.
std::optional<commands::Chord> chord_of_character(char32_t character);
/// Whether the key without Ctrl, Alt or Super types something.
bool types_character(int key, int mods);

}  // namespace app::shell
