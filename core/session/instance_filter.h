// Which instances of a list a person wants to see: by name and by status. Used by the command line
// and the window; pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/session/session.h"

namespace core::session {

struct InstanceFilter {
  /// Part of the orchestrator's name, or a pattern for the whole of it (glob.h); case is ignored.
  /// Empty: any.
  std::string name;
  std::vector<model::RuntimeStatus> statuses;  ///< empty: any

  bool is_empty() const { return name.empty() && statuses.empty(); }
  /// A row with a problem fits no filter but the empty one.
  bool fits(const InstanceRow& row) const;
};

/// Statuses as they are written, separated by commas, case ignored: "Failed,running".
/// Errors: session.no_such_status with the nearest one.
base::Result<std::vector<model::RuntimeStatus>> parse_statuses(std::string_view text);

/// How many instances a list has and how they stand, each by its newest generation; rows with a
/// problem are none.
struct InstanceCounts {
  std::size_t instances = 0, histories = 0, events = 0;
  /// The most frequent first.
  std::vector<std::pair<model::RuntimeStatus, std::size_t>> statuses;
};
InstanceCounts count_instances(const std::vector<InstanceRow>& rows);
/// "940 Completed, 51 Running, 9 Failed".
std::string statuses_text(const InstanceCounts& counts);

}  // namespace core::session
