#include "core/importers/common/window_parser.h"

#include <simdjson.h>

#include <cstring>
#include <string>

namespace core::importers {

namespace ondemand = simdjson::ondemand;

struct WindowParser::Buffers {
  ondemand::parser parser;
  /// '[' window ']' and padding: simdjson wants one document that it may read past.
  std::string text;
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

std::string_view token_of(std::string_view raw) {
  while (!raw.empty() && (raw.back() == ' ' || raw.back() == '\n' || raw.back() == '\r' ||
                          raw.back() == '\t')) {
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
      double number = 0;  // only to have simdjson check the token
      text = token_of(token);
      if (text.size() > 18 || text.find_first_not_of("-0123456789") != text.npos) {
        if (value.get_double().get(number) != simdjson::SUCCESS) return false;
      } else if (text.back() == '-' || text.find('-', 1) != text.npos) {
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
    const std::string_view key = key_text(pair.key());
    const Field field = field_of(key);
    if (field != Field::none) {
      if (!put_value(fields, field, pair.value())) return false;
    } else if (!is_null(pair.value())) {
      fields.put_unkept(key);
    }
  }
  return true;
}

}  // namespace

WindowParser::Outcome WindowParser::parse(std::string_view window, const EventPlace& place,
                                          EventIntake& intake) {
  Buffers& buffers = *buffers_;
  std::string& text = buffers.text;
  text.clear();
  text.reserve(window.size() + 2 + simdjson::SIMDJSON_PADDING);
  text.append("[").append(window).append("]");
  const std::size_t length = text.size();
  text.append(simdjson::SIMDJSON_PADDING, ' ');

  Outcome outcome;
  ondemand::document document;
  ondemand::array array;
  if (buffers.parser.iterate(text.data(), length, text.size()).get(document) !=
          simdjson::SUCCESS ||
      document.get_array().get(array) != simdjson::SUCCESS) {
    return outcome;
  }
  for (auto element : array) {
    ondemand::value value;
    ondemand::object object;
    if (std::move(element).get(value) != simdjson::SUCCESS) return outcome;
    const char* begin = value.raw_json_token().data();
    outcome.at = static_cast<std::size_t>(begin - text.data()) - 1;
    outcome.is_taken = false;
    buffers.fields.clear();
    if (value.get_object().get(object) != simdjson::SUCCESS ||
        !read_event(object, buffers.fields) ||
        !EventIntake::known_type(buffers.fields)) {
      return outcome;
    }
    intake.take(buffers.fields, {place.byte + outcome.at, place.number + outcome.elements}, {});
    outcome.is_taken = true;
    ++outcome.elements;
  }
  outcome.end = End::window;
  // What follows the bracket that ended the loop: nothing after our own, something after theirs.
  const char* next = nullptr;
  if (document.current_location().get(next) == simdjson::SUCCESS && next < text.data() + length) {
    while (*--next != ']') {
    }
    outcome.end = End::array;
    outcome.at = static_cast<std::size_t>(next - text.data());
  }
  return outcome;
}

}  // namespace core::importers
