#include "app/views/inner_json.h"

#include "app/views/base64_value.h"
#include "core/base/base64.h"
#include "core/base/json.h"

namespace app::views {

namespace {

using core::base::JsonValue;

constexpr std::size_t kMaxBytes = 1U << 20U;
constexpr std::size_t kMaxLevels = 4;

/// The text inside; null when the value is no text and no array of one.
const std::string* wrapped_text(const JsonValue& value) {
  if (value.is(JsonValue::Kind::string)) return &value.text;
  const bool is_box = value.is(JsonValue::Kind::array) && value.items.size() == 1 &&
                      value.items[0].is(JsonValue::Kind::string);
  return is_box ? &value.items[0].text : nullptr;
}

}  // namespace

InnerJson inner_json(std::string_view payload) {
  InnerJson inner{std::string(payload), 0, 0};
  if (payload.size() > kMaxBytes) return inner;
  if (const auto text = core::base::text_in_base64(payload)) {
    inner.text = *text;
    ++inner.decoded;
  }
  while (inner.levels < kMaxLevels) {
    const auto parsed = core::base::parse_json(inner.text);
    const std::string* text = parsed.ok() ? wrapped_text(parsed.value()) : nullptr;
    if (text == nullptr) break;
    const auto below = core::base::parse_json(*text);
    const bool is_structure =
        below.ok() && (below->is(JsonValue::Kind::object) || below->is(JsonValue::Kind::array) ||
                       below->is(JsonValue::Kind::string));
    if (!is_structure) break;
    inner.text = *text;
    ++inner.levels;
  }
  auto parsed = core::base::parse_json(inner.text);
  const std::size_t inside = parsed.ok() ? decode_inside(parsed.value()) : 0;
  if (inside > 0) inner.text = to_json(parsed.value());
  inner.decoded += inside;
  return inner;
}

}  // namespace app::views
