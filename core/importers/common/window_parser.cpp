#include "core/importers/common/window_parser.h"

#include <simdjson.h>

#include <string>
#include <utility>

namespace core::importers {

namespace ondemand = simdjson::ondemand;

struct WindowParser::Buffers {
  ondemand::parser parser;
  /// The last window with its brackets and padding: simdjson reads past a document's end.
  std::string last;
  EventFields fields;
};

WindowParser::WindowParser() : buffers_(std::make_unique<Buffers>()) {}
WindowParser::~WindowParser() = default;

namespace {

/// A key's bytes without its quotes. Keys with escapes keep them and match nothing.
std::string_view key_text(ondemand::raw_json_string key) {
  const char* begin = key.raw();
  const char* end = begin;
  while (*end != '"') {
    end += *end == '\\' ? 2 : 1;
  }
  return {begin, static_cast<std::size_t>(end - begin)};
}

/// Digits with or without a sign, few enough for 64 bits.
bool is_plain_integer(std::string_view text) {
  if (text.front() == '-') text.remove_prefix(1);
  if (text.empty() || text.size() > 18) return false;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return true;
}

std::string_view token_of(std::string_view raw) {
  while (!raw.empty() &&
         (raw.back() == ' ' || raw.back() == '\n' || raw.back() == '\r' || raw.back() == '\t')) {
    raw.remove_suffix(1);
  }
  return raw;
}

/// Reads one member's value. False when simdjson refuses it.
bool put_value(EventFields& fields, Field field, ondemand::value value) {
  const std::string_view token = value.raw_json_token();
  if (token.empty()) return false;
  std::string_view text;
  switch (token.front()) {
    case '"':
      if (value.get_string().get(text) != simdjson::SUCCESS) return false;
      fields.put(field, '"', text);
      return true;
    case '{': {
      ondemand::object object;
      if (value.get_object().get(object) != simdjson::SUCCESS ||
          object.raw_json().get(text) != simdjson::SUCCESS) {
        return false;
      }
      fields.put(field, '{', text);
      return true;
    }
    case '[': {
      ondemand::array array;
      if (value.get_array().get(array) != simdjson::SUCCESS ||
          array.raw_json().get(text) != simdjson::SUCCESS) {
        return false;
      }
      fields.put(field, '[', text);
      return true;
    }
    case 't':
    case 'f':
      text = token_of(token);
      fields.put(field, 't', text);
      return text == "true" || text == "false";
    case 'n':
      text = token_of(token);
      fields.put(field, 'n', text);
      return text == "null";
    default: {
      text = token_of(token);
      double checked = 0;  // what is no plain integer is simdjson's to accept
      if (!is_plain_integer(text) && value.get_double().get(checked) != simdjson::SUCCESS) {
        return false;
      }
      fields.put(field, '0', text);
      return true;
    }
  }
}

bool is_null(ondemand::value value) { return value.raw_json_token().starts_with("null"); }

/// Reads all members of one event. False when simdjson refuses one.
bool read_event(ondemand::object object, EventFields& fields) {
  for (auto member : object) {
    ondemand::field pair;
    if (std::move(member).get(pair) != simdjson::SUCCESS) return false;
    const Field field = field_at(pair.key().raw());
    if (field != Field::none) {
      if (!put_value(fields, field, pair.value())) return false;
    } else if (!is_null(pair.value())) {
      fields.put_unkept(key_text(pair.key()));
    }
  }
  return true;
}

}  // namespace

WindowParser::Outcome WindowParser::parse(std::span<char> bytes, std::size_t begin, std::size_t end,
                                          std::size_t number, EventIntake& intake) {
  const EventPlace place{begin, number};
  const std::size_t length = end - begin + 2;
  if (end + 1 + simdjson::SIMDJSON_PADDING > bytes.size()) {
    std::string& last = buffers_->last;
    last.clear();
    last.reserve(length + simdjson::SIMDJSON_PADDING);
    last.append("[").append(bytes.data() + begin, end - begin).append("]");
    last.append(simdjson::SIMDJSON_PADDING, ' ');
    return parse_document(last.data(), length, last.size(), place, intake);
  }
  const char before = std::exchange(bytes[begin - 1], '[');
  const char behind = std::exchange(bytes[end], ']');
  const Outcome outcome =
      parse_document(bytes.data() + begin - 1, length, bytes.size() - begin + 1, place, intake);
  bytes[begin - 1] = before;
  bytes[end] = behind;
  return outcome;
}

WindowParser::Outcome WindowParser::parse_document(const char* text, std::size_t length,
                                                   std::size_t capacity, const EventPlace& place,
                                                   EventIntake& intake) {
  Buffers& buffers = *buffers_;
  Outcome outcome;
  ondemand::document document;
  ondemand::array array;
  if (buffers.parser.iterate(text, length, capacity).get(document) != simdjson::SUCCESS ||
      document.get_array().get(array) != simdjson::SUCCESS) {
    return outcome;
  }
  for (auto element : array) {
    ondemand::value value;
    ondemand::object object;
    if (std::move(element).get(value) != simdjson::SUCCESS) return outcome;
    const char* begin = value.raw_json_token().data();
    outcome.at = static_cast<std::size_t>(begin - text) - 1;
    outcome.is_taken = false;
    buffers.fields.clear();
    if (value.get_object().get(object) != simdjson::SUCCESS ||
        !read_event(object, buffers.fields)) {
      return outcome;
    }
    const auto type = EventIntake::known_type(buffers.fields);
    if (!type) return outcome;
    intake.take(*type, buffers.fields, {place.byte + outcome.at, place.number + outcome.elements},
                {});
    outcome.is_taken = true;
    ++outcome.elements;
  }
  outcome.end = End::window;
  // What follows the bracket that ended the loop: nothing after our own, something after theirs.
  const char* next = nullptr;
  if (document.current_location().get(next) == simdjson::SUCCESS && next < text + length) {
    while (*--next != ']') {
    }
    outcome.end = End::array;
    outcome.at = static_cast<std::size_t>(next - text);
  }
  return outcome;
}

}  // namespace core::importers
