#include "core/importers/protobuf_json/importer.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/importers/common/folded_name.h"
#include "core/importers/common/history_reading.h"
#include "core/importers/common/sdk_event.h"
#include "core/importers/common/sdk_history.h"

namespace core::importers {

namespace {

bool has(const ObjectShape& object, std::string_view folded_name) {
  return std::any_of(object.members.begin(), object.members.end(),
                     [&](const auto& member) { return folded(member.key) == folded_name; });
}

/// Whether an object has the one member that protobuf's oneof writes for a kind of event.
bool is_event(const ObjectShape& object) {
  // protobuf-es puts the kind and the rest into `eventType`.
  if (object.has("eventType", '{') && has(object, "eventid") && has(object, "timestamp")) {
    return true;
  }
  return std::any_of(object.members.begin(), object.members.end(), [](const auto& member) {
    return member.kind == '{' && sdk_type_of(member.key).has_value();
  });
}

/// A list that the reader finds: not one inside the elements of another list, unless those are the
/// parts of one history.
bool is_readable(const Shape& shape, const Shape::ArrayShape& array) {
  if (!array.key.starts_with("[]")) return true;
  const Shape::ArrayShape* top = shape.array("");
  return array.key == "[]/events" && top != nullptr && !top->elements.empty() &&
         !has(top->elements.front(), "instanceid");
}

const Shape::ArrayShape* events_of(const Shape& shape) {
  for (const auto* list : {&shape.arrays, &shape.nested}) {
    for (const Shape::ArrayShape& array : *list) {
      if (std::any_of(array.elements.begin(), array.elements.end(), is_event) &&
          is_readable(shape, array)) {
        return &array;
      }
    }
  }
  return nullptr;
}

}  // namespace

Sniff ProtobufJsonImporter::sniff(const Shape& shape) const {
  if (const Shape::ArrayShape* array = events_of(shape)) {
    return {true, array->key.empty()
                      ? "an array of events, each with one member that names its kind"
                      : fmt::format("events with one member that names their kind in `{}`",
                                    base::printable(array->key))};
  }
  const bool is_object =
      shape.kind == ShapeKind::json_object || shape.kind == ShapeKind::json_lines;
  if (shape.kind == ShapeKind::json_lines && is_event(shape.top)) {
    return {true, "lines with one event each, with one member that names its kind"};
  }
  if (!is_object && shape.kind != ShapeKind::json_array) return {false, "no JSON"};
  return {false, "no array of events with a member such as taskScheduled or workflowStarted"};
}

base::Result<std::unique_ptr<Import>> ProtobufJsonImporter::open(
    std::string bytes, const std::string& file, const base::WorkContext& work) const {
  try {
    return read_sdk_history(bytes, file, SdkForm::oneof, work);
  } catch (const std::exception& error) {
    return unreadable_error(error, file);
  }
}

}  // namespace core::importers
