#include "core/importers/shape.h"

#include <algorithm>

#include "core/base/csv.h"
#include "core/base/text.h"
#include "core/importers/common/json_cursor.h"

namespace core::importers {

namespace {

constexpr std::size_t kLookedAt = 1u << 20;
constexpr std::size_t kElements = 8;
constexpr std::size_t kMembers = 256;
constexpr std::size_t kTextBytes = 64;
constexpr std::size_t kBeginning = 256;

ObjectShape::Member member_of(std::string_view raw_key, const JsonSpan& value) {
  StringRepairs repairs;
  ObjectShape::Member member;
  decode_json_string(raw_key, member.key, repairs);
  member.kind = value.kind;
  if (value.kind == '"') {
    // Cut before decoding; an escape cut in two is no matter for a sniff.
    const bool is_long = value.raw.size() > kTextBytes + 2;
    decode_json_string(is_long ? value.raw.substr(0, kTextBytes + 2) : value.raw, member.text,
                       repairs);
  } else if (value.kind == '0' || value.kind == 't') {
    member.text = value.raw.substr(0, kTextBytes);
  }
  return member;
}

/// A walk with the tolerant cursor: simdjson's on-demand parser refuses a document that is cut
/// off, and every file longer than the prefix is.
class Looker {
 public:
  Looker(std::string_view text, Shape& shape, Pace* pace)
      : text_(text), shape_(shape), pace_(pace) {}

  void top_object();
  void top_array() {
    JsonCursor cursor(text_.substr(0, kLookedAt));
    cursor.open('[');
    array_elements(cursor, "", shape_.arrays);
    JsonCursor first(text_.substr(0, kLookedAt));
    first.open('[');
    if (first.peek_kind() == '{') nested(first, "[]", 1);
  }

 private:
  /// Reads the first elements; false when the array goes on beyond what was looked at.
  bool array_elements(JsonCursor& cursor, std::string_view key,
                      std::vector<Shape::ArrayShape>& arrays);
  /// Looks for arrays in the object at the cursor, and in its objects.
  void nested(JsonCursor cursor, const std::string& path, int depth);
  bool object(JsonCursor& cursor, ObjectShape& out);
  bool note(const JsonCursor& cursor) {
    const JsonFault& fault = cursor.fault();
    if (!fault.at_end || fault.byte >= text_.size()) {
      const auto byte = std::to_string(fault.byte);
      shape_.damage = std::string(fault.expected) + " was expected at byte " + byte;
    }
    return false;
  }

  std::string_view text_;
  Shape& shape_;
  Pace* pace_;
};

bool Looker::object(JsonCursor& cursor, ObjectShape& out) {
  if (!cursor.open('{')) return note(cursor);
  bool is_first = true;
  std::string_view key;
  for (;;) {
    const JsonCursor::Step step = cursor.next_key(is_first, key);
    if (step == JsonCursor::Step::end) return true;
    JsonSpan value;
    if (step == JsonCursor::Step::fault || !cursor.value(value)) return note(cursor);
    if (out.members.size() < kMembers) out.members.push_back(member_of(key, value));
  }
}

bool Looker::array_elements(JsonCursor& cursor, std::string_view key,
                            std::vector<Shape::ArrayShape>& arrays) {
  arrays.push_back({std::string(key), {}});
  bool is_first = true;
  for (;;) {
    const JsonCursor::Step step = cursor.next_element(is_first);
    if (step == JsonCursor::Step::end) return true;
    if (step == JsonCursor::Step::fault) return note(cursor);
    if (arrays.back().elements.size() == kElements || cursor.peek_kind() != '{') {
      JsonSpan rest;
      if (!cursor.value(rest)) return note(cursor);
      continue;
    }
    ObjectShape element;
    const bool is_whole = object(cursor, element);
    arrays.back().elements.push_back(std::move(element));
    if (!is_whole) return false;
  }
}

void Looker::nested(JsonCursor cursor, const std::string& path, int depth) {
  constexpr int kDepth = 2;
  if (!cursor.open('{')) return;
  bool is_first = true;
  std::string_view key;
  while (cursor.next_key(is_first, key) == JsonCursor::Step::found) {
    const std::string here = path + "/" + std::string(key.substr(1, key.size() - 2));
    const char kind = cursor.peek_kind();
    if (kind == '[' && shape_.nested.size() < kMembers) {
      if (!cursor.open('[') || !array_elements(cursor, here, shape_.nested)) return;
      continue;
    }
    if (kind == '{' && depth < kDepth) nested(cursor, here, depth + 1);
    JsonSpan value;
    if (!cursor.value(value)) return;
  }
}

void Looker::top_object() {
  JsonCursor cursor(text_, 0, pace_);
  cursor.open('{');
  bool is_first = true;
  std::string_view key;
  for (;;) {
    const JsonCursor::Step step = cursor.next_key(is_first, key);
    if (step == JsonCursor::Step::end) break;
    if (step == JsonCursor::Step::fault) return void(note(cursor));
    const char kind = cursor.peek_kind();
    if (kind == '[' && shape_.arrays.size() < kMembers) {
      shape_.top.members.push_back(member_of(key, {kind, {}, cursor.byte()}));
      JsonCursor inside(text_.substr(0, cursor.byte() + kLookedAt), cursor.byte());
      if (!inside.open('[')) return;
      if (!array_elements(inside, shape_.top.members.back().key, shape_.arrays)) return;
      cursor = JsonCursor(text_, inside.byte(), pace_);
      continue;
    }
    if (kind == '{') {
      const std::string path(key.substr(1, key.size() - 2));
      nested(JsonCursor(text_.substr(0, cursor.byte() + kLookedAt), cursor.byte()), path, 1);
    }
    JsonSpan value;
    if (!cursor.value(value)) return void(note(cursor));
    if (shape_.top.members.size() < kMembers) shape_.top.members.push_back(member_of(key, value));
    if (kind == '"' && shape_.top.members.back().key == "body") {
      std::string body;
      StringRepairs repairs;
      decode_json_string(value.raw.substr(0, kLookedAt), body, repairs);
      if (JsonCursor(body).peek_kind() == '{') {
        shape_.inner = std::make_shared<const Shape>(look_at(body));
      }
    }
  }
  cursor.skip_space();
  if (cursor.peek_kind() == '{') shape_.kind = ShapeKind::json_lines;
}

/// The separator that cuts the first line into most fields, and those fields.
bool look_at_header(std::string_view text, Shape& shape) {
  const std::string_view prefix = text.substr(0, kLookedAt);
  for (const char separator : {',', ';', '\t', '|'}) {
    base::CsvRecord header;
    base::CsvReader reader(prefix, separator);
    if (!reader.next(header) || header.is_cut) continue;
    if (header.fields.size() > shape.columns.size()) {
      shape.columns.clear();
      for (const base::CsvField& field : header.fields) {
        shape.columns.push_back(base::csv_content(field));
      }
      shape.separator = separator;
    }
  }
  if (shape.columns.size() < 2) shape.columns.clear();
  return !shape.columns.empty();
}

/// A file that is one JSON string. Its content is looked at in turn.
bool look_at_string(std::string_view text, Shape& shape, Pace* pace) {
  JsonCursor cursor(text, 0, pace);
  JsonSpan whole;
  if (!cursor.value(whole)) return false;
  cursor.skip_space();
  if (!cursor.at_end()) return false;
  std::string content;
  StringRepairs repairs;
  decode_json_string(whole.raw.substr(0, kLookedAt), content, repairs);
  shape.kind = ShapeKind::json_string;
  // A string in a string in a string is not followed further.
  if (JsonCursor(content).peek_kind() != '"') {
    shape.inner = std::make_shared<const Shape>(look_at(content));
  }
  return true;
}

bool is_binary(std::string_view text) {
  return text.substr(0, 4096).find('\0') != std::string_view::npos;
}

}  // namespace

const ObjectShape::Member* ObjectShape::find(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const Member& member) { return member.key == key; });
  return found == members.end() ? nullptr : &*found;
}

bool ObjectShape::has(std::string_view key, char kind) const {
  const Member* member = find(key);
  return member != nullptr && member->kind == kind;
}

const Shape::ArrayShape* Shape::array(std::string_view key) const {
  const auto found = std::find_if(arrays.begin(), arrays.end(),
                                  [&](const ArrayShape& array) { return array.key == key; });
  return found == arrays.end() ? nullptr : &*found;
}

const Shape::ArrayShape* Shape::array_with(
    const std::function<bool(const ObjectShape&)>& passes) const {
  for (const std::vector<ArrayShape>* list : {&arrays, &nested}) {
    for (const ArrayShape& array : *list) {
      if (std::any_of(array.elements.begin(), array.elements.end(), passes)) return &array;
    }
  }
  return nullptr;
}

std::string_view without_byte_order_mark(std::string_view bytes) {
  return bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
}

Shape look_at(std::string_view bytes, Pace* pace) {
  Shape shape;
  shape.file_size = bytes.size();
  const std::string_view text = without_byte_order_mark(bytes);
  JsonCursor cursor(text);
  const char kind = cursor.peek_kind();
  if (cursor.at_end()) return shape;
  shape.beginning = text.substr(cursor.byte(), kBeginning);
  if (text.starts_with("\x1F\x8B")) {
    shape.kind = ShapeKind::gzip;
  } else if (kind == '{') {
    shape.kind = ShapeKind::json_object;
    Looker(text, shape, pace).top_object();
  } else if (kind == '[') {
    shape.kind = ShapeKind::json_array;
    Looker(text, shape, pace).top_array();
  } else if (is_binary(text)) {
    shape.kind = ShapeKind::binary;
  } else if (kind != '"' || !look_at_string(text, shape, pace)) {
    shape.kind = look_at_header(text, shape) ? ShapeKind::csv : ShapeKind::text;
  }
  return shape;
}

}  // namespace core::importers
