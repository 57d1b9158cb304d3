#include "app/commands/chord.h"

#include <gtest/gtest.h>

namespace app::commands {
namespace {

TEST(Chord, TextReadBackIsTheSame) {
  for (const char* text : {"F10", "Shift+F10", "Ctrl+O", "Ctrl+Alt+Shift+Delete", "?", "Ctrl++",
                           "Ctrl+-", "Ctrl+0", "Alt+Left", "PageUp", "Esc", "+", "/"}) {
    const auto chord = parse_chord(text);
    ASSERT_TRUE(chord.has_value()) << text;
    EXPECT_EQ(to_text(*chord), text);
  }
}

TEST(Chord, LettersAreKeysAndPunctuationIsCharacters) {
  EXPECT_EQ(parse_chord("Ctrl+O")->key, Key::o);
  EXPECT_EQ(parse_chord("Ctrl++")->character, U'+');
  EXPECT_EQ(parse_chord("Ctrl++")->key, Key::none);
  EXPECT_TRUE(parse_chord("Ctrl++")->ctrl);
}

TEST(Chord, MalformedTextsAreRefused) {
  // Shift with a character is refused: which shift makes '?' depends on the keyboard.
  for (const char* text : {"", "Ctrl+", "Shift+?", "F13", "Ctrl+OO", " ", "ctrl+O"}) {
    EXPECT_EQ(parse_chord(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace app::commands
