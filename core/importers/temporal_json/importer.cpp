#include "core/importers/temporal_json/importer.h"

#include <algorithm>

#include "core/importers/common/folded_name.h"
#include "core/importers/common/history_reading.h"
#include "core/importers/temporal_json/event.h"
#include "core/importers/temporal_json/run_import.h"

namespace core::importers {

namespace {

const ObjectShape::Member* find_folded(const ObjectShape& object, std::string_view name) {
  const auto found = std::find_if(object.members.begin(), object.members.end(),
                                  [&](const auto& member) { return folded(member.key) == name; });
  return found == object.members.end() ? nullptr : &*found;
}

bool has_attributes(const ObjectShape& object) {
  return std::any_of(object.members.begin(), object.members.end(), [](const auto& member) {
    return folded(member.key).ends_with("eventattributes");
  });
}

bool has_cadence_word(const ObjectShape& object) {
  return std::any_of(object.members.begin(), object.members.end(), [](const auto& member) {
    return member.text.starts_with("DecisionTask") ||
           folded(member.key).starts_with("decisiontask");
  });
}

/// Cadence counts nanoseconds in `timestamp`; Temporal writes `eventTime`.
bool is_temporal(const ObjectShape& object) {
  const ObjectShape::Member* type = find_folded(object, "eventtype");
  const bool has_holder = find_folded(object, "attributes") != nullptr;
  const bool is_kind = type != nullptr && find_folded(object, "eventid") != nullptr &&
                       (has_holder || is_temporal_kind(type->text));
  return find_folded(object, "eventtime") != nullptr && !has_cadence_word(object) &&
         (has_attributes(object) || is_kind);
}

bool has_temporal_list(const Shape& shape) {
  const auto is_list = [](const Shape::ArrayShape& array) {
    return std::any_of(array.elements.begin(), array.elements.end(), is_temporal) &&
           std::none_of(array.elements.begin(), array.elements.end(), has_cadence_word);
  };
  return std::any_of(shape.arrays.begin(), shape.arrays.end(), is_list) ||
         std::any_of(shape.nested.begin(), shape.nested.end(), is_list);
}

bool is_cadence(const ObjectShape& object) {
  const bool has_time = find_folded(object, "timestamp") != nullptr ||
                        (find_folded(object, "eventtime") != nullptr && has_cadence_word(object));
  return has_time && has_attributes(object);
}

/// Lists of lists and events by name go deeper than a shape; the first bytes tell them.
bool begins_with(const Shape& shape, std::string_view word) {
  const bool is_json = shape.kind == ShapeKind::json_object || shape.kind == ShapeKind::json_array;
  return is_json && shape.beginning.find(word) != std::string::npos;
}

}  // namespace

Sniff TemporalImporter::sniff(const Shape& shape) const {
  if (has_temporal_list(shape)) {
    return {true, "events with eventType, eventTime and attributes of their own"};
  }
  // A single event at the top is no history.
  const bool is_lone = shape.kind == ShapeKind::json_object && is_temporal(shape.top);
  if (!is_lone && begins_with(shape, "\"eventTime\"") && begins_with(shape, "\"eventType\"") &&
      begins_with(shape, "\"eventId\"")) {
    return {true, "eventType, eventId and eventTime in the first event"};
  }
  if (shape.kind == ShapeKind::json_lines && is_temporal(shape.top)) {
    return {true, "lines with eventType, eventTime and attributes of their own"};
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
    return {true, "events with attributes of their own and Cadence's times or words"};
  }
  if (shape.kind == ShapeKind::json_lines && is_cadence(shape.top)) {
    return {true, "lines with attributes of their own and Cadence's times or words"};
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
