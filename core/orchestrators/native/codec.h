// C++ values to JSON text and back, for native orchestrators. A value crosses the engine as text
// (DESIGN 5, Values): append_json writes what the Python SDK would send for the same value,
// read_json decodes what a history holds. To make your own type known, overload both for it.
// nlohmann::json is known too, through codec_json.cpp alone.
#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <limits>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/base/json.h"
#include "core/model/payload.h"

namespace core::orchestrators {

/// A payload that is not what the code asked for. The code may catch it.
class PayloadError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

template <class T>
concept Boolean = std::same_as<T, bool>;
template <class T>
concept Integer = std::integral<T> && !std::same_as<T, bool>;
template <class T>
concept DomJson = std::same_as<T, nlohmann::json>;

/// Makes what was appended from `begin` on pure ASCII: JSON strings as json.dumps escapes them.
void escape_beyond_ascii(std::string& out, std::size_t begin);
void append_json(std::string& out, std::nullptr_t);
void append_json(std::string& out, std::string_view value);
void append_json(std::string& out, double value);
void append_json(std::string& out, std::int64_t value);
inline void append_json(std::string& out, const std::string& value) {
  append_json(out, std::string_view(value));
}
inline void append_json(std::string& out, const char* value) {
  append_json(out, std::string_view(value));
}
void append_json(std::string& out, Boolean auto value) { out += value ? "true" : "false"; }
/// REQUIRES: the value fits 64 bits with a sign.
void append_json(std::string& out, Integer auto value) {
  append_json(out, static_cast<std::int64_t>(value));
}
template <DomJson T>
void append_json(std::string& out, const T& value);
template <class T>
void append_json(std::string& out, const std::optional<T>& value);
template <class T>
void append_json(std::string& out, const std::vector<T>& values);

void read_json(const base::JsonValue& json, std::string& out);
void read_json(const base::JsonValue& json, bool& out);
void read_json(const base::JsonValue& json, double& out);
/// Whole numbers between `low` and `high`.
std::int64_t read_integer(const base::JsonValue& json, std::int64_t low, std::int64_t high);
template <Integer T>
void read_json(const base::JsonValue& json, T& out);
template <DomJson T>
void read_json(const base::JsonValue& json, T& out);
template <class T>
void read_json(const base::JsonValue& json, std::optional<T>& out);
template <class T>
void read_json(const base::JsonValue& json, std::vector<T>& out);

/// Parses the payload; an absent or null one is JSON null. Throws PayloadError when it is no JSON.
base::JsonValue decode(const model::Payload& payload);

/// Puts into an empty payload what a value is sent as.
template <class T>
void put_payload(model::Payload& payload, const T& value) {
  payload.kind = model::PayloadKind::text;
  append_json(payload.text, value);
}
template <class T>
model::Payload to_payload(const T& value) {
  model::Payload payload;
  put_payload(payload, value);
  return payload;
}

/// The value that a payload holds. Throws PayloadError when it holds something else.
template <class T>
T from_payload(const model::Payload& payload) {
  T out{};
  if constexpr (Integer<T>) {  // the common case without a parser
    const char* const end = payload.text.data() + payload.text.size();
    const auto [stop, error] = std::from_chars(payload.text.data(), end, out);
    if (error == std::errc() && stop == end) {
      return out;
    }
  }
  read_json(decode(payload), out);
  return out;
}

template <class T>
void append_json(std::string& out, const std::optional<T>& value) {
  if (value) {
    append_json(out, *value);
  } else {
    append_json(out, nullptr);
  }
}

template <class T>
void append_json(std::string& out, const std::vector<T>& values) {
  out += '[';
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) {
      out += ", ";
    }
    append_json(out, static_cast<const T&>(values[i]));
  }
  out += ']';
}

template <Integer T>
void read_json(const base::JsonValue& json, T& out) {
  constexpr std::uint64_t kTop = std::numeric_limits<std::int64_t>::max();
  constexpr std::uint64_t kOwnTop = std::numeric_limits<T>::max();
  out = static_cast<T>(read_integer(json, static_cast<std::int64_t>(std::numeric_limits<T>::min()),
                                    static_cast<std::int64_t>(kOwnTop < kTop ? kOwnTop : kTop)));
}

template <class T>
void read_json(const base::JsonValue& json, std::optional<T>& out) {
  if (json.is(base::JsonValue::Kind::null)) {
    out.reset();
  } else {
    read_json(json, out.emplace());
  }
}

/// Throws PayloadError when `json` is no array.
const std::vector<base::JsonValue>& array_items(const base::JsonValue& json);

template <class T>
void read_json(const base::JsonValue& json, std::vector<T>& out) {
  out.clear();
  for (const base::JsonValue& item : array_items(json)) {
    T value{};
    read_json(item, value);
    out.push_back(std::move(value));
  }
}

}  // namespace core::orchestrators
