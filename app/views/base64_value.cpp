#include "app/views/base64_value.h"

#include <string>
#include <utility>

#include "core/base/base64.h"
#include "core/base/text.h"

namespace app::views {

namespace {

using core::base::JsonValue;

/// Deeper values are shown as they are: parse_json allows a thousand levels.
constexpr int kMaxDepth = 200;

JsonValue value_of(std::string text) {
  if (auto parsed = core::base::parse_json(text); parsed.ok()) {
    const bool is_structure = parsed->is(JsonValue::Kind::object) ||
                              parsed->is(JsonValue::Kind::array) ||
                              parsed->is(JsonValue::Kind::string);
    if (is_structure) return std::move(parsed).value();
  }
  JsonValue value;
  value.kind = JsonValue::Kind::string;
  value.text = std::move(text);
  return value;
}

bool says_text(std::string_view encoding) {
  return encoding.starts_with("json/") || encoding.starts_with("text/");
}

std::size_t decode_inside(JsonValue& value, int depth) {
  if (depth > kMaxDepth) return 0;
  std::size_t count = 0;
  switch (value.kind) {
    case JsonValue::Kind::string:
      if (auto inner = value_in_base64(value.text)) {
        value = std::move(*inner);
        return 1;
      }
      break;
    case JsonValue::Kind::array:
      for (JsonValue& item : value.items) count += decode_inside(item, depth + 1);
      break;
    case JsonValue::Kind::object:
      if (auto inner = stated_value(value)) {
        value = std::move(*inner);
        return 1;
      }
      for (auto& member : value.members) count += decode_inside(member.value, depth + 1);
      break;
    default: break;
  }
  return count;
}

}  // namespace

std::optional<JsonValue> value_in_base64(std::string_view text) {
  auto inner = core::base::text_in_base64(text);
  if (!inner) return std::nullopt;
  return value_of(std::move(*inner));
}

std::optional<JsonValue> stated_value(const JsonValue& object) {
  const JsonValue* data = object.find("data");
  const JsonValue* metadata = object.find("metadata");
  if (data == nullptr || metadata == nullptr || !data->is(JsonValue::Kind::string)) {
    return std::nullopt;
  }
  std::string encoding(metadata->string_at("encoding"));
  const auto decoded = core::base::decode_base64(encoding);
  if (!says_text(encoding) && decoded && says_text(*decoded)) encoding = *decoded;
  if (!says_text(encoding)) return std::nullopt;
  auto text = core::base::decode_base64(data->text);
  if (!text || !core::base::is_readable(*text)) return std::nullopt;
  auto parsed = core::base::parse_json(*text);
  if (parsed.ok()) return std::move(parsed).value();
  return value_of(std::move(*text));
}

std::size_t decode_inside(JsonValue& value) { return decode_inside(value, 0); }

}  // namespace app::views
