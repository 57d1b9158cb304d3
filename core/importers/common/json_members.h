// The members of one JSON object, names folded and strings decoded, for formats whose events are
// read one at a time. Reuses its memory from object to object; one thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/importers/common/json_cursor.h"

namespace core::importers {

/// One member. Views live until the next object is read.
struct JsonMember {
  std::string_view name;  ///< folded, see folded_name.h
  std::string_view key;   ///< as written, without its quotes
  char kind = '?';        ///< as in ObjectShape::Member
  std::string_view text;  ///< strings decoded, everything else as written
  std::string_view raw;   ///< the whole value as written

  bool has_value() const { return kind != 'n'; }
};

class JsonMembers {
 public:
  /// False when `object` is no well-formed object; the members before the damage are kept.
  /// `pace` is told while long values are stepped over, and may throw.
  bool read(std::string_view object, Pace* pace = nullptr);
  const std::vector<JsonMember>& all() const { return members_; }
  /// The last one of that folded name; null pointer when there is none.
  const JsonMember* find(std::string_view folded_name) const;
  /// Null pointer also when it is JSON null.
  const JsonMember* find_value(std::string_view folded_name) const;
  /// Text of a string member; empty otherwise.
  std::string_view string_at(std::string_view folded_name) const;
  /// Text of a string or a number, for ids that some tools write as one; empty otherwise.
  std::string_view text_at(std::string_view folded_name) const;
  /// A string was not valid text; the places are U+FFFD.
  const StringRepairs& repairs() const { return repairs_; }

 private:
  std::vector<JsonMember> members_;
  std::string decoded_;
  StringRepairs repairs_;
};

/// The value inside {"value": …}, which some tools write for optional strings and times; kind '?'
/// when the member is none of those.
JsonSpan unwrapped(const JsonMember& member);

}  // namespace core::importers
