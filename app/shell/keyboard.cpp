#include "app/shell/keyboard.h"

#include <GLFW/glfw3.h>

#include <array>
#include <string_view>

namespace app::shell {

using commands::Chord;
using commands::Key;

namespace {

struct NamedKey {
  int glfw;
  Key key;
};

constexpr std::array<NamedKey, 16> kNamed{{
    {GLFW_KEY_LEFT, Key::left},
    {GLFW_KEY_RIGHT, Key::right},
    {GLFW_KEY_UP, Key::up},
    {GLFW_KEY_DOWN, Key::down},
    {GLFW_KEY_HOME, Key::home},
    {GLFW_KEY_END, Key::end},
    {GLFW_KEY_PAGE_UP, Key::page_up},
    {GLFW_KEY_PAGE_DOWN, Key::page_down},
    {GLFW_KEY_ENTER, Key::enter},
    {GLFW_KEY_KP_ENTER, Key::enter},
    {GLFW_KEY_ESCAPE, Key::escape},
    {GLFW_KEY_TAB, Key::tab},
    {GLFW_KEY_SPACE, Key::space},
    {GLFW_KEY_BACKSPACE, Key::backspace},
    {GLFW_KEY_DELETE, Key::remove},
    {GLFW_KEY_INSERT, Key::insert},
}};

Key key_of(int glfw) {
  const auto offset = [](Key first, int by) {
    return static_cast<Key>(static_cast<int>(first) + by);
  };
  if (glfw >= GLFW_KEY_A && glfw <= GLFW_KEY_Z) return offset(Key::a, glfw - GLFW_KEY_A);
  if (glfw >= GLFW_KEY_F1 && glfw <= GLFW_KEY_F12) return offset(Key::f1, glfw - GLFW_KEY_F1);
  for (const NamedKey& named : kNamed) {
    if (named.glfw == glfw) return named.key;
  }
  return Key::none;
}

/// What the key types with Ctrl held, when no character event comes.
char32_t character_of(int key, int scancode, bool shift) {
  if (key == GLFW_KEY_KP_ADD) return U'+';
  if (key == GLFW_KEY_KP_SUBTRACT) return U'-';
  if (key == GLFW_KEY_KP_0) return U'0';
  const char* name = glfwGetKeyName(key, scancode);
  if (name == nullptr || name[0] == '\0' || name[1] != '\0') return 0;
  if (shift && name[0] == '=') return U'+';
  if (shift && name[0] == '/') return U'?';
  return static_cast<char32_t>(name[0]);
}

}  // namespace

bool types_character(int key, int mods) {
  return key >= GLFW_KEY_SPACE && key <= GLFW_KEY_WORLD_2 &&
         (mods & (GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER)) == 0;
}

std::optional<Chord> chord_of_key(int key, int scancode, int mods) {
  Chord chord;
  chord.ctrl = (mods & GLFW_MOD_CONTROL) != 0;
  chord.shift = (mods & GLFW_MOD_SHIFT) != 0;
  chord.alt = (mods & GLFW_MOD_ALT) != 0;
  chord.key = key_of(key);
  if (chord.key != Key::none) return chord;
  if (!chord.ctrl && !chord.alt) return std::nullopt;
  chord.character = character_of(key, scancode, chord.shift);
  chord.shift = false;
  if (chord.character == 0) return std::nullopt;
  return chord;
}

std::optional<Chord> chord_of_character(char32_t character) {
  const bool is_letter =
      (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z');
  if (is_letter || character <= U' ' || character > U'~') return std::nullopt;
  Chord chord;
  chord.character = character;
  return chord;
}

}  // namespace app::shell
