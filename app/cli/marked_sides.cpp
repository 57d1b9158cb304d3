#include "app/cli/marked_sides.h"

#include "app/cli/text_layout.h"
#include "core/base/text.h"
#include "core/base/text_difference.h"

namespace app::cli {
namespace {

using core::base::TextPart;

/// Columns before the text of a labelled line.
constexpr std::size_t kTextBegins = 13;

std::string coloured(const std::vector<TextPart>& parts, Ink ink, const Console& console) {
  std::string text;
  for (const TextPart& part : parts) {
    text += part.is_changed ? console.ink(ink, part.text) : std::string(part.text);
  }
  return text;
}

/// Carets under what changed; empty when nothing is.
std::string carets(const std::vector<TextPart>& parts) {
  std::string line;
  for (const TextPart& part : parts) {
    line.append(columns_of(part.text), part.is_changed ? '^' : ' ');
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

/// One side. Colours and carets need the text on one line; a longer one is broken and bare.
std::string side(std::string_view label, const std::string& text,
                 const std::vector<TextPart>& parts, Ink ink, const Console& console) {
  if (kTextBegins + columns_of(text) > console.width()) {
    return labelled(label, text, console.width());
  }
  std::string out = labelled(label, "", console.width());
  out.pop_back();
  if (console.has_color()) return out + coloured(parts, ink, console) + "\n";
  out += text + "\n";
  const std::string marks = carets(parts);
  return marks.empty() ? out : out + std::string(kTextBegins, ' ') + marks + "\n";
}

}  // namespace

std::string marked_sides(std::string_view expected, std::string_view actual,
                         const Console& console, const SideLabels& labels) {
  const std::string left = core::base::printable(expected);
  const std::string right = core::base::printable(actual);
  const auto plain = [&](std::string_view label, const std::string& text) {
    return text.empty() ? std::string() : labelled(label, text, console.width());
  };
  const auto difference = core::base::difference_of(left, right);
  if (!difference.is_worth_marking) return plain(labels.expected, left) + plain(labels.actual, right);
  return side(labels.expected, left, difference.left, Ink::good, console) +
         side(labels.actual, right, difference.right, Ink::bad, console);
}

}  // namespace app::cli
