// What an input was before the platform recorded it: recorders write a value as JSON text inside an
// array, as JSON text, or as it is. Source: SEMANTICS 1.2. Compared with what code asks for.
#pragma once

#include <string>
#include <string_view>

#include "core/model/history.h"

namespace core::model {

/// Readings of one recorded input; of a text that is not JSON, the text itself.
struct RecordedInput {
  std::string value;    ///< canonical; array level and text level taken off, where they are there
  std::string outside;  ///< canonical; the array level alone taken off
  std::string text;     ///< `value` as it was written, for people
};
/// Of TaskScheduled.
RecordedInput recorded_activity_input(std::string_view text);
/// Of SubOrchestrationInstanceCreated: no array level.
RecordedInput recorded_child_input(std::string_view text);
/// Of either event.
RecordedInput recorded_input(const EventView& event);

}  // namespace core::model
