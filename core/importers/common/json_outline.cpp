#include "core/importers/common/json_outline.h"

#include <utility>

#include "core/importers/common/folded_name.h"

namespace core::importers {

namespace {

constexpr int kDepth = 3;
constexpr std::size_t kValues = 4096;

class Outliner {
 public:
  Outliner(std::string_view text, Pace* pace) : text_(text), cursor_(text, 0, pace) {}

  JsonOutline read() {
    while (cursor_.skip_space(), !cursor_.at_end()) {
      if (outline_.documents > 0 && cursor_.peek_kind() == '?') {
        outline_.fault = {cursor_.byte(), "the end of the file", false};
        break;
      }
      const std::size_t document = outline_.documents++;
      if (!value("", "", document, 0)) {
        outline_.fault = cursor_.fault();
        break;
      }
    }
    return std::move(outline_);
  }

 private:
  void keep(OutlinedValue value) {
    if (outline_.values.size() < kValues) outline_.values.push_back(std::move(value));
  }

  bool value(const std::string& path, const std::string& name, std::size_t document, int depth) {
    const char kind = cursor_.peek_kind();
    const std::size_t byte = cursor_.byte();
    if (kind == '{' && depth < kDepth) return object(path, document, depth);
    if (kind == '[') keep({path, name, kind, {}, byte, document});
    JsonSpan span;
    if (!cursor_.value(span)) return false;
    if (kind != '[' && depth > 0) keep({path, name, kind, span.raw, byte, document});
    return true;
  }

  bool object(const std::string& path, std::size_t document, int depth) {
    if (!cursor_.open('{')) return false;
    bool is_first = true;
    std::string_view raw_key;
    JsonCursor::Step step = JsonCursor::Step::fault;
    while ((step = cursor_.next_key(is_first, raw_key)) == JsonCursor::Step::found) {
      const std::string_view key = raw_key.substr(1, raw_key.size() - 2);
      if (!value(path + "/" + std::string(key), folded(key), document, depth + 1)) return false;
    }
    return step == JsonCursor::Step::end;
  }

  std::string_view text_;
  JsonCursor cursor_;
  JsonOutline outline_;
};

}  // namespace

std::string JsonOutline::text_of(std::string_view folded_name) const {
  for (const OutlinedValue& value : values) {
    if (value.name != folded_name || (value.kind != '"' && value.kind != '0')) continue;
    if (value.kind == '0') return std::string(value.raw);  // an id that a tool wrote as a number
    std::string text;
    StringRepairs repairs;
    decode_json_string(value.raw, text, repairs);
    return text;
  }
  return {};
}

JsonOutline outline_of(std::string_view text, Pace* pace) { return Outliner(text, pace).read(); }

JsonSequence::JsonSequence(std::string_view text, std::size_t begin, Layout layout, Pace* pace)
    : text_(text), pace_(pace), cursor_(text, begin, pace), layout_(layout) {
  if (layout == Layout::array) is_open_ = cursor_.open('[');
}

JsonSequence::Step JsonSequence::next(JsonSpan& value) {
  if (!is_open_) return Step::end;
  if (layout_ == Layout::array) {
    const JsonCursor::Step step = cursor_.next_element(is_first_);
    if (step == JsonCursor::Step::end) {
      is_open_ = false;
      return Step::end;
    }
    if (step == JsonCursor::Step::fault) {
      begin_ = cursor_.byte();  // no value was begun: the last one was whole
      return Step::fault;
    }
  } else {
    cursor_.skip_space();
    if (cursor_.at_end()) return Step::end;
  }
  begin_ = cursor_.byte();
  if (!cursor_.value(value)) return Step::fault;
  ++count_;
  return Step::found;
}

bool JsonSequence::skip_line() {
  // Every broken line may be read to the end of the file before it is given up.
  constexpr std::size_t kMostSkipped = 100;
  const std::size_t line_end = text_.find('\n', begin_);
  if (layout_ == Layout::array || line_end == std::string_view::npos) return false;
  if (++skipped_ > kMostSkipped) return false;
  cursor_ = JsonCursor(text_, line_end + 1, pace_);
  ++count_;
  return true;
}

std::string_view first_object(std::string_view text, std::size_t byte) {
  JsonSequence sequence(text, byte, JsonSequence::Layout::array);
  JsonSpan value;
  while (sequence.next(value) == JsonSequence::Step::found) {
    if (value.kind == '{') return value.raw;
  }
  return {};
}

}  // namespace core::importers
