// Times as tools write them beside ISO 8601: PowerShell's /Date(…)/, the Azure portal's local
// forms, Go's and HTTP's. Used by the readers of what people copy out of portals and shells.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/timestamp.h"

namespace core::importers {

struct LooseTime {
  base::Timestamp time;
  /// Day and month could be the other way round; month first was taken.
  bool is_ambiguous = false;
};
/// Also everything that base::parse_timestamp reads. Empty when it is no time.
std::optional<LooseTime> parse_loose_time(std::string_view text);

}  // namespace core::importers
