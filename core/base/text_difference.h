// Two texts side by side with the parts marked in which they differ: what a card shows of expected
// and actual. Read by the terminal, the reports and the window. Whole words are marked, never half
// a code point. Texts too long for it are told apart by their common start and end only.
#pragma once

#include <string_view>
#include <vector>

namespace core::base {

/// A part of a text. The parts of one side in order are the whole text.
struct TextPart {
  std::string_view text;  ///< a view into what was given to difference_of
  bool is_changed = false;

  friend bool operator==(const TextPart&, const TextPart&) = default;
};

/// Changed and unchanged parts alternate; an empty text has none.
struct TextDifference {
  std::vector<TextPart> left, right;

  /// Whether the two have enough in common for marks to help: texts that share nothing but a word
  /// or two are clearer without.
  bool is_worth_marking = false;
};

/// Both texts have to outlive the answer.
TextDifference difference_of(std::string_view left, std::string_view right);

}  // namespace core::base
