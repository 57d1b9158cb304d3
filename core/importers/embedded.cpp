#include "core/importers/embedded.h"

#include <algorithm>
#include <array>

#include "core/base/base64.h"
#include "core/base/text.h"
#include "core/importers/common/json_cursor.h"
#include "core/importers/common/pace.h"

namespace core::importers {

namespace {

constexpr std::size_t kSmallest = 40;  // no history is shorter
constexpr std::size_t kMost = 256;     // texts asked about
constexpr std::size_t kLookedAt = 1u << 20;
constexpr int kDepth = 6;

class EmbeddedFinder {
 public:
  EmbeddedFinder(std::string_view text, const KnowsText& knows, Pace* pace)
      : text_(text), knows_(knows), pace_(pace) {}

  std::vector<Embedded> find() {
    if (begins_container(text_.substr(0, 64))) look_into_values(0, text_.size(), "", 0);
    if (found_.empty()) look_into_strings();
    if (found_.empty()) look_behind_words();
    return std::move(found_);
  }

 private:
  bool is_known(std::string_view text) {
    const std::string_view beginning = text.substr(0, kLookedAt);
    return text.size() > kSmallest && may_be_history(beginning) && ++asked_ <= kMost &&
           knows_(beginning);
  }
  /// Words one of which every format has: most lines of a log are passed over without asking.
  static bool may_be_history(std::string_view text) {
    static constexpr std::array<std::string_view, 8> kWords{
        "vent",      "VENT",         "ustomDimensions", "lapsed",
        "roperties", "untimeStatus", "untime_status",   "unctionType"};
    return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
      return text.find(word) != std::string_view::npos;
    });
  }
  void keep(std::string bytes, std::size_t byte, std::string path) {
    ++finds_;
    const auto same = std::find_if(found_.begin(), found_.end(), [&](const Embedded& other) {
      return other.bytes == bytes;
    });
    if (same == found_.end()) {
      found_.push_back({std::move(bytes), byte, std::move(path), 0, 0, 0, 0});
    } else if (same->copies++ == 0) {
      same->copy_at = byte;
    }
  }

  /// What was found inside a list tells the values beside it that hold nothing.
  class Beside {
   public:
    explicit Beside(EmbeddedFinder& finder) : finder_(finder), first_(finder.found_.size()) {}
    ~Beside() {
      if (others_ == 0 || finder_.found_.size() == first_) return;
      finder_.found_.back().others += others_;
      finder_.found_.back().other_at = other_at_;
    }
    Beside(const Beside&) = delete;
    Beside& operator=(const Beside&) = delete;

    void before() { finds_ = finder_.finds_; }
    void after(std::size_t byte) {
      if (finder_.finds_ == finds_ && others_++ == 0) other_at_ = byte;
    }

   private:
    EmbeddedFinder& finder_;
    std::size_t first_;
    std::size_t finds_ = 0, others_ = 0;
    std::uint64_t other_at_ = 0;
  };

  /// A container that begins at `begin`: kept when it is known, else looked into.
  void take(std::size_t begin, std::size_t end, const std::string& path, int depth) {
    const std::string_view value = text_.substr(begin, end - begin);
    if (value.size() <= kSmallest || asked_ > kMost) return;
    if (is_known(value)) return keep(std::string(value), begin, path);
    if (depth < kDepth) look_into_members(begin, end, path, depth);
  }

  /// Values one behind the other, each as if it were a file of its own.
  void look_into_values(std::size_t begin, std::size_t end, const std::string& path, int depth) {
    JsonCursor cursor(text_.substr(0, end), begin, pace_);
    std::size_t number = 0;
    Beside beside(*this);
    while (cursor.skip_space(), !cursor.at_end()) {
      const char kind = cursor.peek_kind();
      const std::size_t from = cursor.byte();
      JsonSpan value;
      const bool is_whole = cursor.value(value);
      const std::size_t to = is_whole ? cursor.byte() : end;
      cursor.skip_space();
      // A single value is the file itself, which nobody knows.
      if (number == 0 && (cursor.at_end() || !is_whole)) {
        return look_into_members(from, to, path, depth);
      }
      beside.before();
      if (kind == '{' || kind == '[') take(from, to, path + "/" + std::to_string(number), depth);
      beside.after(from);
      if (!is_whole) return;
      ++number;
    }
  }

  /// Goes as far as a cut text does: its last member may be the history.
  void look_into_members(std::size_t begin, std::size_t end, const std::string& path, int depth) {
    JsonCursor cursor(text_.substr(0, end), begin, pace_);
    const bool is_object = cursor.peek_kind() == '{';
    if (!cursor.open(is_object ? '{' : '[')) return;
    bool is_first = true;
    std::string_view key;
    Beside beside(*this);
    for (std::size_t number = 0;; ++number) {
      const auto step = is_object ? cursor.next_key(is_first, key) : cursor.next_element(is_first);
      if (step != JsonCursor::Step::found) return;
      const char kind = cursor.peek_kind();
      const std::size_t from = cursor.byte();
      JsonSpan value;
      const bool is_whole = cursor.value(value);
      const std::string name =
          is_object ? std::string(key.substr(1, key.size() - 2)) : std::to_string(number);
      beside.before();
      if (kind == '{' || kind == '[') {
        take(from, is_whole ? cursor.byte() : end, path + "/" + name, depth + 1);
      }
      if (!is_object) beside.after(from);
      if (!is_whole) return;
    }
  }

  /// Every string literal of JSON, wherever it stands: depth does not matter.
  void look_into_strings() {
    std::size_t at = 0;
    while (asked_ <= kMost && (at = text_.find('"', at)) != std::string_view::npos) {
      if (pace_ != nullptr) pace_->at(at);
      JsonCursor cursor(text_, at, pace_);
      JsonSpan literal;
      if (!cursor.value(literal)) return;
      if (literal.raw.size() > kSmallest) look_into_string(literal.raw, at);
      at = cursor.byte();
    }
  }

  void look_into_string(std::string_view raw, std::size_t at) {
    std::string content;
    StringRepairs repairs;
    if (begins_container(raw.substr(1, 64))) {
      decode_json_string(raw, content, repairs);
      if (is_known(content)) keep(std::move(content), at, "");
    } else if (const std::size_t bracket = raw.find("{\\\""); bracket != std::string_view::npos) {
      // Words, and JSON behind them.
      decode_json_string(raw, content, repairs);
      JsonCursor inside(content, content.find('{'));
      JsonSpan value;
      if (inside.value(value) && is_known(value.raw)) keep(std::string(value.raw), at, "");
    } else if (begins_container(base::decode_base64(raw.substr(1, 40)).value_or(""))) {
      auto decoded = base::decode_base64(raw.substr(1, raw.size() - 2));
      if (decoded && is_known(*decoded)) keep(std::move(*decoded), at, "");
    }
  }

  /// The first bracket of each line, as far as the JSON behind it goes.
  void look_behind_words() {
    constexpr std::size_t kTries = 64;
    std::size_t tries = 0;
    for (std::size_t at = 0; at < text_.size() && tries < kTries;) {
      const std::size_t bracket = text_.find_first_of("{[", at);
      if (bracket == std::string_view::npos) return;
      JsonCursor cursor(text_, bracket, pace_);
      JsonSpan value;
      ++tries;
      if (cursor.value(value) && value.raw.size() > kSmallest) {
        if (is_known(value.raw)) keep(std::string(value.raw), bracket, "");
        at = cursor.byte();
      } else {
        at = bracket + 1;  // "[warning]" before the JSON of a log line
      }
    }
  }

  /// Whether text, also escaped, begins with a bracket.
  static bool begins_container(std::string_view raw) {
    while (raw.starts_with("\\n") || raw.starts_with("\\r") || raw.starts_with("\\t")) {
      raw.remove_prefix(2);
    }
    raw = base::trim(without_mark(raw));
    return !raw.empty() && (raw.front() == '{' || raw.front() == '[');
  }
  static std::string_view without_mark(std::string_view raw) {
    return raw.starts_with("\xEF\xBB\xBF") ? raw.substr(3) : raw;
  }

  std::string_view text_;
  const KnowsText& knows_;
  Pace* pace_;
  std::vector<Embedded> found_;
  std::size_t asked_ = 0;
  std::size_t finds_ = 0;  // copies included
};

}  // namespace

std::vector<Embedded> find_embedded(std::string_view text, const KnowsText& knows, Pace* pace) {
  return EmbeddedFinder(text, knows, pace).find();
}

}  // namespace core::importers
