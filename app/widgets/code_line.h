// One line of Python source with quiet colours: enough of a lexer to tell words, strings, numbers
// and comments apart. A string that spans lines is carried from line to line as LexState.
#pragma once

#include <cstdint>
#include <string_view>

#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace app::widgets {

/// What the line begins in.
enum class LexState : std::uint8_t { code, in_double_quotes, in_single_quotes };

/// State after the line; draws nothing.
LexState lex_line(std::string_view line, LexState state);

/// Draws the line from `at`; `opacity` dims lines that this pass did not reach.
void draw_code_line(ImDrawList& list, const Ui& ui, ImVec2 at, std::string_view line,
                    LexState state, float opacity);

}  // namespace app::widgets
