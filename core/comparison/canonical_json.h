// A JSON value written in one way only, so that equal values are equal texts: names in order, the
// last of duplicate names alone, 1 as 1.0. Two inputs are then compared by comparing texts (DESIGN
// 5, Strict mode). Called while calls are read; any thread.
#pragma once

#include <string>
#include <string_view>

namespace core::comparison {

/// The text itself where it is not JSON.
std::string canonical_json(std::string_view text);

/// Readings of one recorded input: recorders write a value as JSON text inside an array, as JSON
/// text, or as it is. Source: SEMANTICS 1.2.
struct RecordedInput {
  std::string value;    ///< canonical; array level and text level taken off, where they are there
  std::string outside;  ///< canonical; the array level alone taken off
  std::string text;     ///< `value` as it was written, for people
};
/// Of TaskScheduled.
RecordedInput recorded_activity_input(std::string_view text);
/// Of SubOrchestrationInstanceCreated: no array level.
RecordedInput recorded_child_input(std::string_view text);

}  // namespace core::comparison
