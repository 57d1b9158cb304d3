#include "core/importers/common/event_array.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "core/importers/common/json_cursor.h"

namespace core::importers {

using model::Severity;

namespace {

constexpr std::size_t kWindow = 1u << 20;
// Looking further for a place to cut would cost more than reading the window tolerantly.
constexpr std::size_t kCutSearch = 64u << 10;

std::size_t past_space(std::string_view text, std::size_t at) {
  while (at < text.size() &&
         (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
    ++at;
  }
  return at;
}

/// The comma between two events at or after `from`, told by its looks: `}`, `,`, `{`, `"`. The
/// same characters can stand inside a payload; then the window does not parse and is read
/// tolerantly. npos when there is none near.
std::size_t guess_cut(std::string_view text, std::size_t from) {
  const std::size_t limit = std::min(text.size(), from + kCutSearch);
  for (std::size_t at = from; at < limit; ++at) {
    const void* found = std::memchr(text.data() + at, '}', limit - at);
    if (found == nullptr) break;
    at = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
    const std::size_t comma = past_space(text, at + 1);
    if (comma >= text.size() || text[comma] != ',') continue;
    const std::size_t brace = past_space(text, comma + 1);
    if (brace >= text.size() || text[brace] != '{') continue;
    const std::size_t quote = past_space(text, brace + 1);
    if (quote < text.size() && text[quote] == '"') return comma;
  }
  return std::string_view::npos;
}

}  // namespace

EventArray::EventArray(FileBytes& bytes, std::size_t begin, std::string file, std::string json_path,
                       EventIntake& intake)
    : bytes_(bytes),
      at_(begin),
      file_(std::move(file)),
      json_path_(std::move(json_path)),
      intake_(intake) {
  intake_.remarks().set_locator([this](const EventPlace& place) { return locate(place); });
}

base::Location EventArray::locate(const EventPlace& place) {
  return {file_, place.byte, bytes_.line_of(place.byte), 0,
          json_path_ + "/" + std::to_string(place.number)};
}

ArrayEnd EventArray::read(const base::WorkContext& work) {
  work.progress.set_total(bytes_.size());
  Turn turn = Turn::more;
  while (turn == Turn::more) {
    if (work.stop.stop_requested()) return ArrayEnd::cancelled;
    turn = read_window();
    work.progress.set_done(at_);
    if (turn == Turn::more) bytes_.spend(at_);
  }
  return turn == Turn::complete ? ArrayEnd::complete : ArrayEnd::damaged;
}

EventArray::Turn EventArray::read_window() {
  const std::string_view text = bytes_.view();
  const bool is_rest = text.size() - at_ <= kWindow + kCutSearch;
  const std::size_t cut = is_rest ? text.size() : guess_cut(text, at_ + kWindow);
  if (cut == std::string_view::npos) return read_tolerantly(at_, Stand::before_element);

  const WindowParser::Outcome outcome =
      parser_.parse(bytes_.writable(), at_, cut, number_, intake_);
  number_ += outcome.elements;
  switch (outcome.end) {
    case WindowParser::End::array:
      at_ += outcome.at;
      return Turn::complete;
    case WindowParser::End::refused:
      return read_tolerantly(
          at_ + outcome.at, outcome.is_taken ? Stand::before_taken_element : Stand::before_element);
    case WindowParser::End::window:
      break;
  }
  if (!is_rest) {
    at_ = cut + 1;
    return Turn::more;
  }
  // Our own bracket closed the array: the file does not.
  at_ = text.size();
  return read_tolerantly(at_, number_ > 0 ? Stand::behind_element : Stand::before_element);
}

EventArray::Turn EventArray::read_tolerantly(std::size_t at, Stand stand) {
  const std::string_view text = bytes_.view();
  const std::size_t stop = at + kWindow;
  JsonCursor cursor(text, at);
  bool is_first = stand == Stand::before_element;
  if (stand == Stand::before_taken_element) {
    JsonSpan gone_past;
    if (!cursor.value(gone_past)) return report_damage(cursor);
  }
  while (cursor.byte() < stop) {
    const JsonCursor::Step step = cursor.next_element(is_first);
    at_ = cursor.byte();
    if (step == JsonCursor::Step::end) return Turn::complete;
    if (step == JsonCursor::Step::fault || !take_tolerantly(cursor)) return report_damage(cursor);
    ++number_;
  }
  // Stand behind the next comma again, where windows begin.
  const JsonCursor::Step step = cursor.next_element(is_first);
  at_ = cursor.byte();
  if (step == JsonCursor::Step::end) return Turn::complete;
  return step == JsonCursor::Step::fault ? report_damage(cursor) : Turn::more;
}

bool EventArray::take_tolerantly(JsonCursor& cursor) {
  const EventPlace place{cursor.byte(), number_};
  JsonSpan event;
  if (cursor.peek_kind() != '{') {
    if (!cursor.value(event)) return false;
    intake_.remarks().add(
        Severity::error, "import.not_an_event",
        fmt::format("Element {} of the history is no object; it is left out.", number_), place);
    return true;
  }
  JsonCursor members = cursor;
  if (!members.open('{')) return false;
  EventFields fields;
  StringRepairs repairs;
  bool is_first = true;
  std::string_view key;
  JsonCursor ahead = cursor;
  if (!ahead.value(event)) {
    // Walk the members so that the fault names the member it lies in, not just the object.
    JsonSpan value;
    while (members.next_key(is_first, key) == JsonCursor::Step::found && members.value(value)) {
    }
    cursor = members.fault().expected.empty() ? ahead : members;
    return false;
  }
  decoded_.clear();
  decoded_.reserve(3 * event.raw.size());  // so that views into it stay: a bad byte becomes three
  for (;;) {
    const JsonCursor::Step step = members.next_key(is_first, key);
    JsonSpan value;
    if (step == JsonCursor::Step::end) break;
    if (step == JsonCursor::Step::fault || !members.value(value)) {
      cursor = members;
      return false;
    }
    const Field field = field_of(key.substr(1, key.size() - 2));
    if (field == Field::none) {
      if (value.kind != 'n') fields.put_unkept(key.substr(1, key.size() - 2));
      continue;
    }
    fields.put(field, value.kind,
               value.kind == '"' ? decode_json_string(value.raw, decoded_, repairs) : value.raw);
  }
  cursor = ahead;
  intake_.take(fields, place, event.raw);
  if (repairs.had_invalid_utf8 || repairs.had_lone_surrogate) {
    intake_.remarks().add(Severity::error, "history.text_repaired",
                          fmt::format("Event {} holds {}; the places are shown as U+FFFD.", number_,
                                      repairs.had_invalid_utf8 ? "bytes that are not UTF-8"
                                                               : "half of a surrogate pair"),
                          place);
  }
  return true;
}

EventArray::Turn EventArray::report_damage(const JsonCursor& cursor) {
  const JsonFault& fault = cursor.fault();
  at_ = fault.byte;
  const std::string read = number_ == 0   ? "no event before it"
                           : number_ == 1 ? "the 1 event before it"
                                          : fmt::format("the {} events before it", number_);
  std::string message =
      fault.at_end
          ? fmt::format(
                "The file ends in the middle of the history, where {} was expected: it was "
                "cut there. Read: {}.",
                fault.expected, read)
          : fmt::format(
                "The history is no JSON from here on: {} was expected. Read: {}; nothing "
                "behind it was.",
                fault.expected, read);
  base::Location where = locate({fault.byte, number_});
  intake_.remarks().add_at(Severity::error, "import.damaged", std::move(message), std::move(where));
  return Turn::damaged;
}

}  // namespace core::importers
