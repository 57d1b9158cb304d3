#include "app/cli/text_layout.h"

#include <algorithm>

#include "core/base/text.h"

namespace app::cli {
namespace {

constexpr std::size_t kLabelColumns = 11;
constexpr std::size_t kIndent = 2;

/// Bytes of the longest prefix of at most `columns` that ends before a space, or at `columns`.
std::size_t break_at(std::string_view text, std::size_t columns) {
  std::size_t byte = 0, column = 0, space = 0;
  while (byte < text.size()) {
    const bool begins = (static_cast<unsigned char>(text[byte]) & 0xC0U) != 0x80U;
    if (begins && column++ == columns) return space > 0 ? space : byte;
    if (text[byte] == ' ') space = byte;
    ++byte;
  }
  return text.size();
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string fit(std::string_view text, std::size_t columns) {
  std::string out = core::base::shorten(text, columns);
  const std::size_t used = columns_of(out);
  if (used < columns) out.append(columns - used, ' ');
  return out;
}

std::string foreign(std::string_view text, std::size_t columns) {
  // Printable text is never shorter than its source, so nothing beyond can be seen.
  constexpr std::size_t kMaxBytesAColumn = 4;
  const std::string_view start = text.substr(0, columns * kMaxBytesAColumn + kMaxBytesAColumn);
  return core::base::shorten(core::base::printable(start), columns);
}

std::string labelled(std::string_view label, std::string_view text, std::size_t width) {
  const std::size_t begin = kIndent + kLabelColumns;
  const std::size_t columns = std::max<std::size_t>(width > begin ? width - begin : 0, 20);
  std::string out = std::string(kIndent, ' ') + fit(label, kLabelColumns);
  bool is_first = true;
  do {
    const std::size_t end = break_at(text, columns);
    if (!is_first) out.append(begin, ' ');
    out += text.substr(0, end);
    out += '\n';
    text.remove_prefix(end);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    is_first = false;
  } while (!text.empty());
  return out;
}

}  // namespace app::cli
