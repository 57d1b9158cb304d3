#include "core/orchestrators/native/codec.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/json_writer.h"
#include "core/base/text.h"

namespace core::orchestrators {
namespace {

using base::JsonValue;

std::string_view kind_name(JsonValue::Kind kind) {
  switch (kind) {
    case JsonValue::Kind::null: return "null";
    case JsonValue::Kind::boolean: return "a boolean";
    case JsonValue::Kind::number: return "a number";
    case JsonValue::Kind::string: return "a string";
    case JsonValue::Kind::array: return "an array";
    case JsonValue::Kind::object: return "an object";
  }
  return "a value";
}

[[noreturn]] void not_a(std::string_view wanted, const JsonValue& json) {
  throw PayloadError("the value is " + std::string(kind_name(json.kind)) + ", not " +
                     std::string(wanted) + ": " +
                     base::shorten(base::printable(base::to_json(json)), 60));
}

constexpr char kDelete = 0x7f;  // ASCII, and yet json.dumps escapes it

bool is_plain(char c) { return static_cast<unsigned char>(c) < kDelete; }

}  // namespace

void escape_beyond_ascii(std::string& out, std::size_t begin) {
  const auto first = static_cast<std::size_t>(
      std::find_if_not(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), is_plain) -
      out.begin());
  const std::string tail = out.substr(first);
  out.resize(first);
  for (std::string_view rest = tail; !rest.empty();) {
    const base::CodePoint point = base::first_code_point(rest);
    if (is_plain(rest.front())) {
      out += rest.front();
    } else {
      base::append_unicode_escape(out, point.value);
    }
    rest.remove_prefix(point.length);
  }
}

void append_json(std::string& out, std::nullptr_t) { out += "null"; }

void append_json(std::string& out, std::string_view value) {
  const std::size_t begin = out.size();
  base::append_json_string(out, value);
  escape_beyond_ascii(out, begin);
}

void append_json(std::string& out, std::int64_t value) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

void append_json(std::string& out, double value) {
  if (!std::isfinite(value)) {  // as Python's json.dumps writes them
    out += std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    return;
  }
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  const std::string_view text(digits.data(), static_cast<std::size_t>(end - digits.data()));
  out += text;
  if (text.find_first_of(".e") == std::string_view::npos) {
    out += ".0";
  }
}

void read_json(const JsonValue& json, std::string& out) {
  if (!json.is(JsonValue::Kind::string)) {
    not_a("a string", json);
  }
  out = json.text;
}

void read_json(const JsonValue& json, bool& out) {
  if (!json.is(JsonValue::Kind::boolean)) {
    not_a("a boolean", json);
  }
  out = json.flag;
}

void read_json(const JsonValue& json, double& out) {
  if (!json.is(JsonValue::Kind::number)) {
    not_a("a number", json);
  }
  const auto [stop, error] =
      std::from_chars(json.text.data(), json.text.data() + json.text.size(), out);
  if (error == std::errc()) {
    return;
  }
  if (json.text == "NaN") {
    out = std::numeric_limits<double>::quiet_NaN();
  } else if (json.text.ends_with("Infinity")) {
    out = std::numeric_limits<double>::infinity() * (json.text.front() == '-' ? -1 : 1);
  } else {
    not_a("a number that a double can hold", json);
  }
}

std::int64_t read_integer(const JsonValue& json, std::int64_t low, std::int64_t high) {
  const std::optional<std::int64_t> value = json.as_integer();
  if (!value || *value < low || *value > high) {
    not_a("a whole number from " + std::to_string(low) + " to " + std::to_string(high), json);
  }
  return *value;
}

const std::vector<JsonValue>& array_items(const JsonValue& json) {
  if (!json.is(JsonValue::Kind::array)) {
    not_a("an array", json);
  }
  return json.items;
}

JsonValue decode(const model::Payload& payload) {
  if (!payload.has_value()) {
    return JsonValue();
  }
  base::Result<JsonValue> json = base::parse_json(payload.text);
  if (!json) {
    throw PayloadError("the value is no JSON: " + base::shorten(base::printable(payload.text), 60));
  }
  return std::move(json).value();
}

}  // namespace core::orchestrators
