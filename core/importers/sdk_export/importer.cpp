#include "core/importers/sdk_export/importer.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/importers/common/folded_name.h"
#include "core/importers/common/history_reading.h"
#include "core/importers/common/sdk_event.h"
#include "core/importers/common/sdk_history.h"

namespace core::importers {

namespace {

const ObjectShape::Member* find_folded(const ObjectShape& object, std::string_view name) {
  const auto found = std::find_if(object.members.begin(), object.members.end(),
                                  [&](const auto& member) { return folded(member.key) == name; });
  return found == object.members.end() ? nullptr : &*found;
}

/// A known kind as text, an id and a time; other formats that say so have a member of their own.
bool is_flat_event(const ObjectShape& object) {
  for (const ObjectShape::Member& member : object.members) {
    const std::string name = folded(member.key);
    if (name == "elapsed" || name == "partitionkey" || name == "sequencenumber" ||
        name == "durationinms" || name == "eventtimestamp" || name.ends_with("eventattributes") ||
        member.key == "$type") {
      return false;
    }
  }
  const ObjectShape::Member* type = find_folded(object, "eventtype");
  if (type == nullptr) type = find_folded(object, "type");
  if (type == nullptr || !sdk_type_of_text(type->kind, type->text)) return false;
  // Numbers and words of one syllable are everybody's: such an event also says IsPlayed or what it
  // answers.
  const bool is_plain = type->kind == '0' || folded(type->text) == "generic";
  if (is_plain && find_folded(object, "isplayed") == nullptr) return false;
  return find_folded(object, "eventid") != nullptr && find_folded(object, "timestamp") != nullptr;
}

bool is_metadata(const ObjectShape& object) {
  const ObjectShape::Member* kind = find_folded(object, "kind");
  return kind != nullptr && kind->text == "metadata" &&
         find_folded(object, "schemaversion") != nullptr;
}

/// DTFx's own spelling in a list belongs to dtfx_array; it takes lists only.
bool is_export_event(const ObjectShape& object) {
  return is_flat_event(object) && object.find("EventType") == nullptr;
}

/// The reader finds lists in objects, not in the elements of other lists.
const Shape::ArrayShape* events_of(const Shape& shape) {
  for (const auto* list : {&shape.arrays, &shape.nested}) {
    for (const Shape::ArrayShape& array : *list) {
      if (!array.key.starts_with("[]") &&
          std::any_of(array.elements.begin(), array.elements.end(), is_export_event)) {
        return &array;
      }
    }
  }
  return nullptr;
}

}  // namespace

Sniff SdkExportImporter::sniff(const Shape& shape) const {
  if (shape.kind == ShapeKind::json_lines) {
    if (is_flat_event(shape.top)) return {true, "lines with one event each and its kind as text"};
    if (is_metadata(shape.top)) return {true, "lines behind one of kind `metadata`"};
  }
  if (const Shape::ArrayShape* array = events_of(shape)) {
    return {true, array->key.empty() ? "an array of events with their kind as text"
                                     : fmt::format("events with their kind as text in `{}`",
                                                   base::printable(array->key))};
  }
  return {false, "no events with event_type, eventType or type beside an id and a time"};
}

base::Result<std::unique_ptr<Import>> SdkExportImporter::open(std::string bytes,
                                                              const std::string& file,
                                                              const base::WorkContext& work) const {
  try {
    return read_sdk_history(bytes, file, SdkForm::flat, work);
  } catch (const std::exception& error) {
    return unreadable_error(error, file);
  }
}

}  // namespace core::importers
