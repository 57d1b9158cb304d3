// One spelling for names that every tool writes differently: taskScheduledId, task_scheduled_id
// and TaskScheduledId are all "taskscheduledid". Used by the readers of SDK and server formats.
#pragma once

#include <string>
#include <string_view>

namespace core::importers {

/// Lower case (ASCII), without underscores, blanks and dashes.
std::string folded(std::string_view name);
/// The same behind what stands in `out`.
void append_folded(std::string_view name, std::string& out);

}  // namespace core::importers
