#include "core/base/text_difference.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace core::base {
namespace {

using Words = std::vector<std::string_view>;

/// Cells of the table of common words; 4 MiB, and a few milliseconds.
constexpr std::size_t kMostCells = 1U << 20U;

bool is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Runs of letters and digits, and every other character by itself.
Words words_of(std::string_view text) {
  Words words;
  while (!text.empty()) {
    std::size_t length = 1;
    if (is_word_byte(text[0])) {
      while (length < text.size() && is_word_byte(text[length])) ++length;
    }
    words.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return words;
}

/// One side: its words, and which of them have a counterpart on the other side.
struct Side {
  Words words;
  std::vector<bool> is_kept;

  explicit Side(std::string_view text) : words(words_of(text)), is_kept(words.size()) {}
};

/// Marks the longest common subsequence of the words in [begin, end) of both sides.
void keep_common(Side& left, Side& right, std::size_t begin, std::size_t left_end,
                 std::size_t right_end) {
  const std::size_t rows = left_end - begin, columns = right_end - begin;
  if (rows == 0 || columns == 0 || rows > kMostCells / columns) return;
  std::vector<std::uint32_t> length((rows + 1) * (columns + 1));
  const auto at = [&](std::size_t row, std::size_t column) -> std::uint32_t& {
    return length[(row * (columns + 1)) + column];
  };
  for (std::size_t i = rows; i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      at(i, j) = left.words[begin + i] == right.words[begin + j]
                     ? at(i + 1, j + 1) + 1
                     : std::max(at(i + 1, j), at(i, j + 1));
    }
  }
  for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
    if (left.words[begin + i] == right.words[begin + j]) {
      left.is_kept[begin + i++] = right.is_kept[begin + j++] = true;
    } else {
      at(i + 1, j) >= at(i, j + 1) ? ++i : ++j;
    }
  }
}

/// One comma or space between two changed words is no common ground: it is marked with them.
void drop_crumbs(Side& side) {
  for (std::size_t i = 1; i + 1 < side.words.size(); ++i) {
    const bool is_alone = side.is_kept[i] && !side.is_kept[i - 1] && !side.is_kept[i + 1];
    if (is_alone && !is_word_byte(side.words[i][0])) side.is_kept[i] = false;
  }
}

std::vector<TextPart> parts_of(const Side& side) {
  std::vector<TextPart> parts;
  for (std::size_t i = 0; i < side.words.size(); ++i) {
    const std::string_view word = side.words[i];
    const bool is_changed = !side.is_kept[i];
    if (!parts.empty() && parts.back().is_changed == is_changed) {
      const std::string_view before = parts.back().text;
      parts.back().text = {before.data(), before.size() + word.size()};
    } else {
      parts.push_back({word, is_changed});
    }
  }
  return parts;
}

std::size_t kept_bytes(const std::vector<TextPart>& parts) {
  std::size_t bytes = 0;
  for (const TextPart& part : parts) bytes += part.is_changed ? 0 : part.text.size();
  return bytes;
}

}  // namespace

TextDifference difference_of(std::string_view left, std::string_view right) {
  Side a(left), b(right);
  std::size_t begin = 0, a_end = a.words.size(), b_end = b.words.size();
  while (begin < a_end && begin < b_end && a.words[begin] == b.words[begin]) {
    a.is_kept[begin] = b.is_kept[begin] = true;
    ++begin;
  }
  while (a_end > begin && b_end > begin && a.words[a_end - 1] == b.words[b_end - 1]) {
    a.is_kept[--a_end] = b.is_kept[--b_end] = true;
  }
  keep_common(a, b, begin, a_end, b_end);
  drop_crumbs(a);
  drop_crumbs(b);

  TextDifference difference{parts_of(a), parts_of(b)};
  constexpr std::size_t kLeastShare = 4;  // a quarter of the longer text
  const std::size_t kept = std::min(kept_bytes(difference.left), kept_bytes(difference.right));
  difference.is_worth_marking =
      left != right && kept * kLeastShare >= std::max(left.size(), right.size());
  return difference;
}

}  // namespace core::base
