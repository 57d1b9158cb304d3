#include "core/exporters/redact_shape.h"

#include <fmt/format.h>

#include "core/base/json.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"

namespace core::exporters {
namespace {

using base::JsonValue;
using Kind = JsonValue::Kind;

/// JSON text in JSON text in JSON text: deeper is taken as plain text.
constexpr int kDeepest = 6;

std::string shape_of_text(std::string_view text, int depth);

JsonValue as_string(std::string text) {
  JsonValue value;
  value.kind = Kind::string;
  value.text = std::move(text);
  return value;
}

JsonValue shape(const JsonValue& value, int depth) {
  switch (value.kind) {
    case Kind::null:
      return value;
    case Kind::boolean:
      return as_string("<boolean>");
    case Kind::number:
      return as_string("<number>");
    case Kind::string:
      return as_string(shape_of_text(value.text, depth + 1));
    case Kind::array:
    case Kind::object:
      break;
  }
  JsonValue out;
  out.kind = value.kind;
  for (const JsonValue& item : value.items) out.items.push_back(shape(item, depth));
  for (const auto& [key, member] : value.members) {
    out.members.emplace_back(text_mark(key), shape(member, depth));
  }
  return out;
}

std::string shape_of_text(std::string_view text, int depth) {
  if (depth > kDeepest) return text_mark(text);
  const auto value = base::parse_json(text);
  return value.ok() ? base::to_json(shape(*value, depth)) : text_mark(text);
}

JsonValue shape_of_node(const JsonValue& node, int depth);

/// `[[name, node]…]`: `label` says how the n-th name is written.
template <class Label>
JsonValue shape_of_pairs(const JsonValue& pairs, int depth, Label label) {
  JsonValue out;
  out.kind = Kind::array;
  for (const JsonValue& pair : pairs.items) {
    JsonValue both;
    both.kind = Kind::array;
    const bool is_pair = pair.is(Kind::array) && pair.items.size() == 2;
    both.items.push_back(as_string(is_pair ? label(pair.items[0].text) : text_mark({})));
    both.items.push_back(is_pair ? shape_of_node(pair.items[1], depth + 1) : JsonValue());
    out.items.push_back(std::move(both));
  }
  return out;
}

/// Type, size and whether it was cut stay; texts and keys do not.
JsonValue shape_of_node(const JsonValue& node, int depth) {
  JsonValue out;
  out.kind = Kind::object;
  for (const auto& [key, member] : node.members) {
    if (key == "type" || key == "size" || key == "cut") {
      out.members.emplace_back(key, member);
    } else if (key == "items" && depth < 100) {
      JsonValue items;
      items.kind = Kind::array;
      for (const JsonValue& item : member.items) {
        items.items.push_back(shape_of_node(item, depth + 1));
      }
      out.members.emplace_back(key, std::move(items));
    } else if (key == "fields" && depth < 100) {
      out.members.emplace_back(key, shape_of_pairs(member, depth, text_mark));
    } else {
      out.members.emplace_back(key, as_string(text_mark(member.text)));
    }
  }
  return out;
}

}  // namespace

std::string text_mark(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    text.remove_prefix(base::first_code_point(text).length);
    ++count;
  }
  return fmt::format("<text {}>", count);
}

std::string shape_of_json(std::string_view text) { return shape_of_text(text, 0); }

std::string shape_in_words(std::string_view text) {
  const auto value = base::parse_json(text);
  if (!value.ok()) return text_mark(text);
  switch (value->kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "<boolean>";
    case Kind::number:
      return "<number>";
    case Kind::string:
      return text_mark(value->text);
    case Kind::array:
      return fmt::format("<list {}>", value->items.size());
    case Kind::object:
      return fmt::format("<object {}>", value->members.size());
  }
  return text_mark(text);
}

model::Payload shape_of(model::PayloadView payload) {
  switch (payload.kind) {
    case model::PayloadKind::absent:
    case model::PayloadKind::null:
      return model::Payload(payload);
    case model::PayloadKind::offloaded:
      return {payload.kind, text_mark(payload.text)};
    case model::PayloadKind::text:
      return {payload.kind, shape_of_json(payload.text)};
    case model::PayloadKind::json: {
      const std::string shape = shape_of_json(payload.text);
      const bool is_json = base::parse_json(shape).ok();
      return {payload.kind, is_json ? shape : base::to_json(as_string(shape))};
    }
  }
  return {};
}

model::Payload text_shape_of(model::PayloadView payload) {
  if (!payload.has_value()) return shape_of(payload);
  return {model::PayloadKind::text, text_mark(payload.text)};
}

std::string shape_of_locals(std::string_view locals) {
  if (locals.empty()) return {};
  const auto value = base::parse_json(locals);
  if (!value.ok()) return "[]";
  std::size_t number = 0;
  return base::to_json(shape_of_pairs(
      *value, 0, [&](std::string_view) { return fmt::format("local {}", ++number); }));
}

}  // namespace core::exporters
