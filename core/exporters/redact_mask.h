// Which parts of one sentence are hidden, and what is written in their place. Made for
// redact_text.cpp, where the order of the steps stands. One thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace core::exporters {

/// A byte of a word: letters, digits, '_' and everything beyond ASCII.
bool is_word_byte(char c);

/// Where a text is looked for; anywhere is for long ones only.
enum class Where { anywhere, whole_words };

class RedactionMask {
 public:
  using Predicate = std::function<bool(std::string_view)>;

  /// The text outlives the mask.
  explicit RedactionMask(std::string_view text) : text_(text), bytes_(text.size()) {}

  /// Every occurrence; one of less than eight bytes only where it is a whole word.
  void replace_all(std::string_view needle, const std::string& replacement,
                   Where where = Where::anywhere);
  /// Values by what surrounds them: a text that is JSON as a whole, quotes, brackets, arguments
  /// behind a name, what an exception says, the stump before an ellipsis. A whole quoted text or
  /// argument that `is_kept` stays.
  void hide_by_looks(const Predicate& is_kept);
  /// Bytes that are part of something secret.
  void hide(std::size_t begin, std::size_t end);
  /// No half word is left over of what hide() hid; kept words come out again.
  void widen_to_words(const Predicate& is_kept);
  /// Whole words, or several, of at most `longest` bytes that are secret; numbers of events, lines
  /// and the like stay.
  void hide_whole(const Predicate& is_secret, std::size_t longest, const Predicate& is_kept);

  /// Hidden parts as "<text 5>" and the like.
  std::string result() const;

 private:
  struct Span {
    std::size_t begin, end;
    std::string label;
  };
  struct Byte {
    bool is_hidden = false;
    std::size_t span = 0;  ///< number from 1 of the span that replaces it
  };

  void replace(std::size_t begin, std::size_t end, std::string label);
  bool is_replaced_whole(std::size_t begin, std::size_t end) const;
  std::size_t hide_quoted(std::size_t at, const Predicate& is_kept);
  std::size_t hide_bracketed(std::size_t at, const Predicate& is_kept);
  bool hide_as_json();
  void hide_stumps(const Predicate& is_kept);
  bool is_position(std::size_t begin, std::size_t end) const;
  bool is_piece_of_number(std::size_t begin, std::size_t end) const;

  std::string_view text_;
  std::vector<Byte> bytes_;
  std::vector<Span> spans_;
};

}  // namespace core::exporters
