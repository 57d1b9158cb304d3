#include "app/views/value_node.h"

#include <algorithm>
#include <optional>

#include "app/views/base64_value.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace app::views {

namespace {

using core::base::JsonValue;

/// Pretty lines and trees of longer texts would take longer than a frame.
constexpr std::size_t kMaxPrettyBytes = 1U << 20;
constexpr std::size_t kMaxPrettyLines = 20'000;
constexpr int kMaxDepth = 64;

std::string container_text(std::size_t size, char open, char close) {
  return std::string(1, open) + std::to_string(size) + close;
}

ValueNode from_json(std::string name, const JsonValue& value, int depth);

/// The value that was found in a text of base64, with the text below it.
ValueNode from_base64(std::string name, const JsonValue& inner, std::string_view recorded,
                      int depth) {
  ValueNode node = from_json(std::move(name), inner, depth + 1);
  node.type = "from base64";
  ValueNode raw;
  raw.name = "as recorded";
  raw.type = "base64";
  raw.text = '"' + core::base::printable(recorded) + '"';
  raw.is_recorded = true;
  node.children.push_back(std::move(raw));
  return node;
}

ValueNode from_json(std::string name, const JsonValue& value, int depth) {
  if (depth < kMaxDepth && value.is(JsonValue::Kind::string)) {
    if (const auto inner = value_in_base64(value.text)) {
      return from_base64(std::move(name), *inner, value.text, depth);
    }
  }
  if (depth < kMaxDepth && value.is(JsonValue::Kind::object)) {
    if (const auto inner = stated_value(value)) {
      return from_base64(std::move(name), *inner, to_json(value), depth);
    }
  }
  ValueNode node;
  node.name = core::base::printable(name);
  switch (value.kind) {
    case JsonValue::Kind::null: node.text = "null"; break;
    case JsonValue::Kind::boolean: node.text = value.flag ? "true" : "false"; break;
    case JsonValue::Kind::number: node.text = value.text; break;
    case JsonValue::Kind::string:
      node.type = "str";
      node.text = '"' + core::base::printable(value.text) + '"';
      break;
    case JsonValue::Kind::array:
      node.text = container_text(value.items.size(), '[', ']');
      if (depth == kMaxDepth) { node.is_cut = true; break; }
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        node.children.push_back(from_json(std::to_string(i), value.items[i], depth + 1));
      }
      break;
    case JsonValue::Kind::object:
      node.text = container_text(value.members.size(), '{', '}');
      if (depth == kMaxDepth) { node.is_cut = true; break; }
      for (const auto& [key, member] : value.members) {
        node.children.push_back(from_json(key, member, depth + 1));
      }
      break;
  }
  return node;
}

std::string as_text(const JsonValue& value) {
  return value.is(JsonValue::Kind::string) ? value.text : to_json(value);
}

/// One node of the locals: {"type", "text" | "items" | "fields", "size", "cut"}.
ValueNode from_local(std::string name, const JsonValue& value, int depth) {
  ValueNode node;
  node.name = core::base::printable(name);
  node.type = core::base::printable(value.string_at("type"));
  node.is_cut = value.boolean_at("cut").value_or(false);
  const JsonValue* text = value.find("text");
  if (text != nullptr) {
    node.text = core::base::printable(as_text(*text));
    // A text that looks like a number must not be taken for one.
    if (node.type == "str") node.text = '"' + node.text + '"';
    // The code sees the text itself: what it holds stands below it.
    const auto inner = node.type == "str" && !node.is_cut && depth < kMaxDepth
                           ? value_in_base64(as_text(*text))
                           : std::nullopt;
    if (inner) {
      node.children.push_back(from_json("decoded", *inner, depth + 1));
      node.children.back().type = "from base64";
    }
  }
  std::optional<std::int64_t> size = value.integer_at("size");
  const JsonValue* items = value.find("items");
  const JsonValue* fields = value.find("fields");
  if (items != nullptr && items->is(JsonValue::Kind::array)) {
    if (!size) size = static_cast<std::int64_t>(items->items.size());
    for (std::size_t i = 0; i < items->items.size() && depth < kMaxDepth; ++i) {
      node.children.push_back(from_local(std::to_string(i), items->items[i], depth + 1));
    }
  }
  if (fields != nullptr && fields->is(JsonValue::Kind::array)) {
    if (!size) size = static_cast<std::int64_t>(fields->items.size());
    for (const JsonValue& pair : fields->items) {
      if (pair.items.size() != 2 || depth >= kMaxDepth) continue;
      node.children.push_back(from_local(as_text(pair.items[0]), pair.items[1], depth + 1));
    }
  }
  if (text == nullptr && size) {
    const bool has_keys = fields != nullptr || node.type == "dict";
    node.text = container_text(static_cast<std::size_t>(std::max<std::int64_t>(*size, 0)),
                               has_keys ? '{' : '[', has_keys ? '}' : ']');
  }
  if (size && *size > static_cast<std::int64_t>(node.children.size()) && items != nullptr) {
    node.is_cut = true;
  }
  return node;
}

bool same_value(const ValueNode& a, const ValueNode& b) {
  return a.name == b.name && a.type == b.type && a.text == b.text &&
         std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(),
                    same_value);
}

void mark(std::vector<ValueNode>& now, const std::vector<ValueNode>& before,
          bool ValueNode::*flag) {
  std::size_t hint = 0;
  for (ValueNode& node : now) {
    // Names mostly come in the same order, so the search begins where the last one was found.
    const auto begin = before.begin();
    const auto is_it = [&node](const ValueNode& old) { return old.name == node.name; };
    auto old = std::find_if(begin + static_cast<std::ptrdiff_t>(hint), before.end(), is_it);
    if (old == before.end()) old = std::find_if(begin, before.end(), is_it);
    if (old == before.end()) {
      node.*flag = true;
      continue;
    }
    hint = static_cast<std::size_t>(old - begin);
    if (same_value(node, *old)) continue;
    node.*flag = true;
    mark(node.children, old->children, flag);
  }
}

ValueNode note(std::string text) {
  ValueNode node;
  node.text = std::move(text);
  return node;
}

void append_text_lines(std::vector<std::string>& lines, std::string_view text) {
  while (lines.size() < kMaxPrettyLines) {
    const std::size_t end = text.find('\n');
    lines.push_back(core::base::printable(text.substr(0, end)));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
  lines.push_back("… cut here");
}

}  // namespace

std::vector<ValueNode> parse_locals(std::string_view json) {
  std::vector<ValueNode> locals;
  if (json.empty()) return locals;
  const auto parsed = core::base::parse_json(json);
  if (!parsed || !parsed->is(JsonValue::Kind::array)) {
    locals.push_back(note("the captured locals cannot be read: " +
                          (parsed ? std::string("not a list") : parsed.error().message)));
    return locals;
  }
  for (const JsonValue& pair : parsed->items) {
    if (pair.items.size() == 2)
      locals.push_back(from_local(as_text(pair.items[0]), pair.items[1], 0));
  }
  return locals;
}

ValueNode parse_value(std::string name, std::string_view json) {
  if (json.size() <= kMaxPrettyBytes) {
    if (const auto parsed = core::base::parse_json(json)) {
      return from_json(std::move(name), *parsed, 0);
    }
    if (const auto inner = value_in_base64(json)) {
      return from_base64(std::move(name), *inner, json, 0);
    }
  }
  ValueNode node = note(core::base::printable(json.substr(0, kMaxPrettyBytes)));
  node.name = core::base::printable(name);
  node.is_cut = json.size() > kMaxPrettyBytes;
  return node;
}

void mark_changes(std::vector<ValueNode>& now, const std::vector<ValueNode>& before) {
  mark(now, before, &ValueNode::has_changed);
}

void mark_pass_changes(std::vector<ValueNode>& now, const std::vector<ValueNode>& before) {
  mark(now, before, &ValueNode::has_changed_since_pass);
}

std::vector<std::string> pretty_lines(std::string_view json) {
  std::vector<std::string> lines;
  if (json.size() <= kMaxPrettyBytes) {
    if (const auto parsed = core::base::parse_json(json)) {
      append_text_lines(lines, to_pretty_json(*parsed));
      return lines;
    }
  }
  append_text_lines(lines, json.substr(0, kMaxPrettyBytes));
  if (json.size() > kMaxPrettyBytes) lines.push_back("… cut here");
  return lines;
}

}  // namespace app::views
