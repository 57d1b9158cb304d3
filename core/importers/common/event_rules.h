// Which members an event of each type has: a table. Source: SEMANTICS 1.1.
#pragma once

#include <cstdint>

#include "core/importers/common/event_fields.h"
#include "core/model/event_type.h"

namespace core::importers {

/// One row of the table.
struct EventRule {
  model::EventType type;
  /// Where the payload stands; the second is looked at when the first has no value.
  Field payload = Field::none;
  Field second_payload = Field::none;
  /// Members without which the platform could not have written the event; one bit a field.
  std::uint32_t mandatory = 0;
  /// The payload is an answer that the SDK decodes as JSON.
  bool is_json_answer = false;
};

constexpr std::uint32_t bit(Field field) { return 1u << static_cast<unsigned>(field); }

/// The row of a type; one without members for a type that has none.
const EventRule& rule_of(model::EventType type);

}  // namespace core::importers
