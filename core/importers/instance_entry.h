// What an Instances table says of one instance. Read by instances_table (and by storage_table,
// where rows of both tables stand in one file), joined with histories by core/session.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "core/model/event_type.h"
#include "core/model/payload.h"

namespace core::importers {

/// One row. What the file does not say is empty, absent or unknown.
struct InstanceEntry {
  std::string instance_id, execution_id, name, parent_id;
  model::RuntimeStatus status = model::RuntimeStatus::unknown;
  std::optional<base::Timestamp> created, updated, completed;
  std::optional<std::int64_t> generation;
  model::Payload input, output, custom_status;
  base::Location where;
};

}  // namespace core::importers
