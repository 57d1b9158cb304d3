// Walks a large JSON text front to back, one value at a time, and knows where it is: every error
// names the JSON path and the byte. Made by trace_reader, read by the read_… files. simdjson stays
// behind it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace core::recording {

/// One value. It is read once, by one of its members, in the order of the text; a value that is not
/// read is passed over. Every member throws base::FormatError when the value is of another kind.
class JsonCursor {
 public:
  JsonCursor(const JsonCursor&) = delete;
  JsonCursor& operator=(const JsonCursor&) = delete;

  bool is_null();
  bool is_string();
  bool is_number();
  std::string_view string();
  std::int64_t integer();
  /// 0 to 4,294,967,295.
  std::uint32_t index();
  std::int32_t small_integer();
  bool boolean();

  /// Calls visit(key, value) for each member; the key lives as long as the text.
  template <class Visit>
  void each_member(Visit&& visit) {
    walk_members(&visit, [](void* v, std::string_view key, JsonCursor& value) {
      (*static_cast<std::remove_reference_t<Visit>*>(v))(key, value);
    });
  }
  /// Calls visit(value) for each element.
  template <class Visit>
  void each_element(Visit&& visit) {
    walk_elements(&visit, [](void* v, JsonCursor& value) {
      (*static_cast<std::remove_reference_t<Visit>*>(v))(value);
    });
  }

  /// The enum value of that name; `find` maps a name to an optional.
  template <class Find>
  auto name(const Find& find) {
    const std::string_view text = string();
    const auto found = find(text);
    if (!found) fail_unknown(text);
    return *found;
  }

  /// Where the parser stands: before the value is read its first byte, afterwards what follows.
  std::uint64_t byte() const;

  /// Throws with this value's path.
  [[noreturn]] void fail(const std::string& message) const;

 private:
  friend class JsonText;
  struct Source;

  JsonCursor(Source& source, const JsonCursor* parent, void* value)
      : source_(source), parent_(parent), value_(value) {}
  [[noreturn]] void fail_unknown(std::string_view name) const;
  void walk_members(void* visit, void (*call)(void*, std::string_view, JsonCursor&));
  void walk_elements(void* visit, void (*call)(void*, JsonCursor&));
  std::string path() const;

  Source& source_;
  const JsonCursor* parent_;
  void* value_;  // simdjson's
  std::string_view key_;
  std::size_t position_ = 0;  // of an element
  bool is_element_ = false;
};

/// The text and its root value. Throws base::FormatError when the text is cut or no JSON.
class JsonText {
 public:
  /// Where `work` is given, progress counts bytes and every error may be "cancelled".
  JsonText(std::string_view bytes, std::string file, const base::WorkContext* work = nullptr);
  ~JsonText();
  JsonText(const JsonText&) = delete;
  JsonText& operator=(const JsonText&) = delete;

  /// Calls visit(root) and checks that nothing follows.
  template <class Visit>
  void read(Visit&& visit) {
    walk(&visit, [](void* v, JsonCursor& root) {
      (*static_cast<std::remove_reference_t<Visit>*>(v))(root);
    });
  }

 private:
  void walk(void* visit, void (*call)(void*, JsonCursor&));

  std::unique_ptr<JsonCursor::Source> source_;
};

}  // namespace core::recording
