#include "core/importers/embedded.h"

#include <algorithm>

#include "core/importers/common/json_cursor.h"

namespace core::importers {

namespace {

constexpr std::size_t kSmallest = 40;  // no history is shorter
constexpr std::size_t kMost = 64;

class EmbeddedFinder {
 public:
  explicit EmbeddedFinder(std::string_view text) : text_(text) {}

  std::vector<Embedded> find() {
    const char first = JsonCursor(text_).peek_kind();
    if (first == '{' || first == '[' || first == '"') {
      look_into_strings();
    } else {
      look_behind_words();
    }
    return std::move(found_);
  }

 private:
  void keep(std::string bytes, std::size_t byte) {
    const bool is_known = std::any_of(found_.begin(), found_.end(), [&](const Embedded& other) {
      return other.bytes == bytes;
    });
    if (!is_known) found_.push_back({std::move(bytes), byte});
  }

  /// Every string literal of JSON, wherever it stands: depth does not matter.
  void look_into_strings() {
    std::size_t at = 0;
    while (found_.size() < kMost && (at = text_.find('"', at)) != std::string_view::npos) {
      JsonCursor cursor(text_, at);
      JsonSpan literal;
      if (!cursor.value(literal)) return;
      if (literal.raw.size() > kSmallest && begins_container(literal.raw.substr(1, 8))) {
        std::string content;
        StringRepairs repairs;
        decode_json_string(literal.raw, content, repairs);
        keep(std::move(content), at);
      }
      at = cursor.byte();
    }
  }

  /// The first bracket of each line, as far as the JSON behind it goes.
  void look_behind_words() {
    std::size_t tries = 0;
    for (std::size_t at = 0; at < text_.size() && found_.size() < kMost && tries < kMost;) {
      const std::size_t bracket = text_.find_first_of("{[", at);
      if (bracket == std::string_view::npos) return;
      JsonCursor cursor(text_, bracket);
      JsonSpan value;
      ++tries;
      if (cursor.value(value) && value.raw.size() > kSmallest) {
        keep(std::string(value.raw), bracket);
        at = cursor.byte();
      } else {
        at = bracket + 1;  // "[warning]" before the JSON of a log line
      }
    }
  }

  /// Whether escaped text begins with a bracket.
  static bool begins_container(std::string_view raw) {
    while (raw.starts_with("\\n") || raw.starts_with("\\r") || raw.starts_with("\\t")) {
      raw.remove_prefix(2);
    }
    const std::size_t at = raw.find_first_not_of(' ');
    return at != std::string_view::npos && (raw[at] == '{' || raw[at] == '[');
  }

  std::string_view text_;
  std::vector<Embedded> found_;
};

}  // namespace

std::vector<Embedded> find_embedded(std::string_view text) { return EmbeddedFinder(text).find(); }

}  // namespace core::importers
