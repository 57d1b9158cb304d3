#include "core/importers/http_status/importer.h"

#include <algorithm>
#include <array>

#include "core/base/format_error.h"
#include "core/base/text.h"
#include "core/importers/common/folded_name.h"
#include "core/importers/common/history_reading.h"
#include "core/importers/common/sdk_event.h"
#include "core/importers/http_status/status_import.h"

namespace core::importers {

namespace {

bool has(const ObjectShape& object, std::string_view folded_name) {
  return std::any_of(object.members.begin(), object.members.end(),
                     [&](const auto& member) { return folded(member.key) == folded_name; });
}

bool is_status(const ObjectShape& object) {
  const bool is_row = object.find("PartitionKey") != nullptr || has(object, "executionid");
  return !is_row && ((has(object, "runtimestatus") && has(object, "instanceid")) ||
                     has(object, "historyevents"));
}

/// An element of such a list: the kind as a name that the platform has, no id.
bool is_merged_event(const ObjectShape& object) {
  bool is_known = false;
  bool has_time = false;
  for (const ObjectShape::Member& member : object.members) {
    static constexpr std::array<std::string_view, 9> kForeign{
        "eventid",        "isplayed",  "partitionkey", "sequencenumber", "eventtimestamp",
        "durationinms",   "eventtime", "elapsed",      "$type"};
    const std::string name = folded(member.key);
    if (std::find(kForeign.begin(), kForeign.end(), name) != kForeign.end()) return false;
    if (name == "eventtype") is_known = member.kind == '"' && sdk_type_of(member.text).has_value();
    if (name == "timestamp") has_time = true;
  }
  return is_known && has_time;
}

bool any(const Shape::ArrayShape* array, bool (*passes)(const ObjectShape&)) {
  return array != nullptr && std::any_of(array->elements.begin(), array->elements.end(), passes);
}

}  // namespace

Sniff HttpStatusImporter::sniff(const Shape& shape) const {
  const bool is_object =
      shape.kind == ShapeKind::json_object || shape.kind == ShapeKind::json_lines;
  if (is_object && is_status(shape.top)) {
    return {true, "runtimeStatus and instanceId at the top level, or historyEvents"};
  }
  if (shape.kind == ShapeKind::json_array) {
    if (any(shape.array(""), is_status)) return {true, "an array of statuses"};
    if (any(shape.array(""), is_merged_event)) {
      return {true, "an array of events with a name as EventType and without EventId"};
    }
  }
  return {false, "no runtimeStatus with instanceId, and no historyEvents"};
}

base::Result<std::unique_ptr<Import>> HttpStatusImporter::open(
    std::string bytes, const std::string& file, const base::WorkContext& work) const {
  try {
    return open_statuses(std::move(bytes), file, work);
  } catch (const std::exception& error) {
    return unreadable_error(error, file);
  }
}

}  // namespace core::importers
