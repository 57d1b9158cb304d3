// The members of one DTFx event as a format reader found them, before they mean anything. Filled
// by window_parser, event_array and the table rows; read by EventIntake. Names: SEMANTICS 1.1.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace core::importers {

/// Members that the model carries.
enum class Field : std::uint8_t {
  event_type,
  event_id,
  is_played,
  timestamp,
  name,
  version,
  input,
  result,
  reason,
  details,
  failure_details,
  task_scheduled_id,
  timer_id,
  fire_at,
  instance_id,
  orchestration_instance,
  parent_instance,
  orchestration_status,
  data,
  state,
  none,
};
inline constexpr std::size_t kFieldCount = static_cast<std::size_t>(Field::none);

/// DTFx's spelling, e.g. "TaskScheduledId".
std::string_view name_of(Field field);
/// By DTFx's spelling, exactly; `none` for a member that nobody carries.
Field field_of(std::string_view key);
/// The same of the member name that begins behind the quote before `key`, without looking for its
/// end first. REQUIRES: 32 readable bytes at `key`.
Field field_at(const char* key);

/// One member. `kind` as in ObjectShape::Member, or 'b' for a value stored in the blob `text`.
struct FieldValue {
  char kind = '?';
  /// Strings decoded, everything else as written.
  std::string_view text;
};

/// All members of one event. Views are the filler's and need to live until the event is taken.
class EventFields {
 public:
  void clear() {
    present_ = 0;
    unkept_.clear();
    inferred = 0;
    own_type = {};
    keeps_row = false;
  }
  void put(Field field, char kind, std::string_view text) {
    const auto index = static_cast<std::size_t>(field);
    present_ |= 1u << index;
    values_[index] = {kind, text};
  }
  /// A member that has a value and no Field.
  void put_unkept(std::string_view key) { unkept_.push_back(key); }
  bool has(Field field) const { return (present_ >> static_cast<unsigned>(field) & 1u) != 0; }
  /// Null pointer when absent.
  const FieldValue* find(Field field) const {
    return has(field) ? &values_[static_cast<std::size_t>(field)] : nullptr;
  }
  /// Null pointer when absent or JSON null.
  const FieldValue* find_value(Field field) const {
    const FieldValue* value = find(field);
    return value != nullptr && value->kind != 'n' ? value : nullptr;
  }
  /// One bit a field.
  std::uint32_t present() const { return present_; }
  const std::vector<std::string_view>& unkept() const { return unkept_; }

  /// Bits of model::Inferable: what the reader worked out.
  std::uint8_t inferred = 0;
  /// The file's own name of a type that was translated into a DTFx one; the raw row is then kept.
  std::string_view own_type;
  /// The row as it was written says more than the model has members for; it is kept.
  bool keeps_row = false;

 private:
  std::uint32_t present_ = 0;
  std::array<FieldValue, kFieldCount> values_;
  std::vector<std::string_view> unkept_;
};

/// A whole number, also one written as a string; empty otherwise.
std::optional<std::int64_t> integer_of(const FieldValue& value);
/// A boolean, also "true", "True", "false"; empty otherwise.
std::optional<bool> boolean_of(const FieldValue& value);
/// Whether the text could be JSON: told from its ends and, for short words, its whole. A payload
/// that fails this cannot be decoded by the SDK; one that passes still may not.
bool looks_like_json(std::string_view text);

}  // namespace core::importers
