// What a sniff may look at: the shape of the first MiB, parsed once for all importers, so that a
// format is recognised by content and never by file name (DESIGN 7).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace core::importers {

class Pace;

/// Kind of the first thing in the file.
enum class ShapeKind : std::uint8_t {
  empty, json_object, json_array, json_lines, json_string, csv, gzip, binary, text,
};

/// Keys and value kinds of one JSON object, in file order.
struct ObjectShape {
  struct Member {
    std::string key;
    char kind = '?';     ///< '{' '[' '"' '0' (number) 't' (boolean) 'n' (null)
    std::string text;    ///< of a string or number, at most 64 bytes
  };
  std::vector<Member> members;

  const Member* find(std::string_view key) const;
  bool has(std::string_view key, char kind) const;
};

/// The file as far as a sniff needs it.
struct Shape {
  ShapeKind kind = ShapeKind::empty;
  ObjectShape top;                        ///< of a JSON object
  /// The first elements of the top array, or of each top-level member that is an array of objects.
  struct ArrayShape {
    std::string key;                      ///< empty for the top array itself
    std::vector<ObjectShape> elements;    ///< at most eight
  };
  std::vector<ArrayShape> arrays;
  /// Arrays of objects one to two objects further down, keyed by path: "history/events", and
  /// "[]/events" for what the first element of the top array holds.
  std::vector<ArrayShape> nested;
  std::vector<std::string> columns;       ///< of a CSV header
  char separator = ',';                   ///< of a CSV
  /// Of the JSON that a JSON string holds, where the file is one or has one as member `body`.
  std::shared_ptr<const Shape> inner;
  /// Of a text: its first bytes, for near misses.
  std::string beginning;
  std::uint64_t file_size = 0;
  /// Where JSON stopped being well formed inside the looked-at prefix, if it did.
  std::string damage;

  const ArrayShape* array(std::string_view key) const;
  /// The first array, nested ones last, in which an element passes; null pointer when none does.
  const ArrayShape* array_with(const std::function<bool(const ObjectShape&)>& passes) const;
};

/// Looks at the first MiB, past a byte order mark; only a top-level member that is no array of
/// objects is stepped over however long it is, so that what follows it is seen. `pace` is told
/// meanwhile, and may throw.
Shape look_at(std::string_view bytes, Pace* pace = nullptr);
/// The bytes without a UTF-8 byte order mark.
std::string_view without_byte_order_mark(std::string_view bytes);

}  // namespace core::importers
