// Text inside XML and HTML: foreign text stays text, whatever it holds. What XML 1.0 forbids, what
// turns the direction of writing, and broken UTF-8 are shown as escapes (\x1b, \u202e). Pure.
#pragma once

#include <string>
#include <string_view>

namespace core::exporters {

/// For element content and quoted attributes alike: & < > " ' as entities, line ends and tabs kept
/// (in an attribute they read as spaces).
std::string escape_markup(std::string_view text);

/// The same with lines kept apart but everything else visible: `printable` a line.
std::string visible_lines(std::string_view text);

}  // namespace core::exporters
