#include "core/importers/temporal_json/importer.h"

#include <algorithm>

#include "core/importers/common/history_reading.h"
#include "core/importers/temporal_json/run_import.h"

namespace core::importers {

namespace {

bool has_attributes(const ObjectShape& object) {
  return std::any_of(object.members.begin(), object.members.end(), [](const auto& member) {
    return member.key.ends_with("EventAttributes") || member.key.ends_with("_event_attributes");
  });
}

/// Cadence counts nanoseconds in `timestamp`; Temporal writes `eventTime`.
bool is_temporal(const ObjectShape& object) {
  const bool has_time = object.find("eventTime") != nullptr || object.find("event_time") != nullptr;
  return has_time && (has_attributes(object) || object.find("eventType") != nullptr);
}

bool is_cadence(const ObjectShape& object) {
  return object.find("timestamp") != nullptr && object.find("eventTime") == nullptr &&
         has_attributes(object);
}

/// Lists of lists and events by name go deeper than a shape; the first bytes tell them.
bool begins_with(const Shape& shape, std::string_view word) {
  const bool is_json = shape.kind == ShapeKind::json_object || shape.kind == ShapeKind::json_array;
  return is_json && shape.beginning.find(word) != std::string::npos;
}

}  // namespace

Sniff TemporalImporter::sniff(const Shape& shape) const {
  if (shape.array_with(is_temporal) != nullptr) {
    return {true, "events with eventType, eventTime and attributes of their own"};
  }
  if (begins_with(shape, "\"eventTime\"") && begins_with(shape, "\"eventType\"")) {
    return {true, "eventType and eventTime in the first event"};
  }
  return {false, "no events with eventTime and …EventAttributes"};
}

base::Result<std::unique_ptr<Import>> TemporalImporter::open(std::string bytes,
                                                             const std::string& file,
                                                             const base::WorkContext& work) const {
  try {
    return open_temporal_runs(std::move(bytes), file, "Temporal", work);
  } catch (const std::exception& error) {
    return unreadable_error(error, file);
  }
}

Sniff CadenceImporter::sniff(const Shape& shape) const {
  if (shape.array_with(is_cadence) != nullptr) {
    return {true, "events with eventType, a number as timestamp and attributes of their own"};
  }
  return {false, "no events with timestamp and …EventAttributes"};
}

base::Result<std::unique_ptr<Import>> CadenceImporter::open(std::string bytes,
                                                            const std::string& file,
                                                            const base::WorkContext& work) const {
  try {
    return open_temporal_runs(std::move(bytes), file, "Cadence", work);
  } catch (const std::exception& error) {
    return unreadable_error(error, file);
  }
}

}  // namespace core::importers
