// Columns and lines for a terminal. Texts that come from files go through printable() before.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace app::cli {

/// Code points, which is columns for everything but wide and combining characters.
std::size_t columns_of(std::string_view text);
/// Filled with spaces up to `columns`; longer text is cut with an ellipsis.
std::string fit(std::string_view text, std::size_t columns);
/// Foreign text on one line: printable, and at most `columns` long.
std::string foreign(std::string_view text, std::size_t columns);

/// "  label     text", broken at spaces; further lines begin under the text.
std::string labelled(std::string_view label, std::string_view text, std::size_t width);

}  // namespace app::cli
