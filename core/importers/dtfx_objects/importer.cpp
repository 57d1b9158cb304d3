#include "core/importers/dtfx_objects/importer.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/importers/common/history_reading.h"
#include "core/importers/common/host_input.h"
#include "core/importers/common/json_members.h"
#include "core/importers/common/single_import.h"

namespace core::importers {

using model::Severity;

namespace {

/// Whether `$type` names a class of the Durable Task Framework.
bool is_typed(const ObjectShape& object) {
  const ObjectShape::Member* type = object.find("$type");
  return type != nullptr && type->text.find("DurableTask.") != std::string::npos;
}

/// "DurableTask.Core.History.TimerFiredEvent, DurableTask.Core" as "TimerFired".
std::string event_of_class(std::string_view type) {
  type = type.substr(0, type.find(','));
  const std::size_t dot = type.rfind('.');
  if (dot != std::string_view::npos) type.remove_prefix(dot + 1);
  constexpr std::string_view kEnd = "Event";
  if (type.ends_with(kEnd) && type != "GenericEvent") type.remove_suffix(kEnd.size());
  return std::string(type);
}

/// Reads typed events as DTFx's own.
class ObjectReader {
 public:
  ObjectReader(std::string_view text, const std::string& file)
      : text_(text), reading_(text, file) {}

  base::Result<std::unique_ptr<Import>> read(const base::WorkContext& work);

 private:
  void remark_other_documents(const JsonOutline& outline, std::size_t read);
  void read_list(const OutlinedValue& list, const base::WorkContext& work);
  void read_lone();
  void take(const JsonSpan& value, const EventPlace& place);
  void remark_rest(const JsonOutline& outline);

  std::string_view text_;
  HistoryReading reading_;
  JsonMembers members_;
  EventFields fields_;
  std::string class_name_;
  std::size_t snipped_ = 0;
};

const OutlinedValue* list_of(const JsonOutline& outline, std::string_view text) {
  const OutlinedValue* chosen = nullptr;
  for (const OutlinedValue& value : outline.values) {
    if (value.kind != '[' || first_object(text, value.byte).empty()) continue;
    // NewEvents repeats the end of Events.
    const bool is_events = value.name == "events" || value.name == "history" || value.path.empty();
    if (is_events) return &value;
    if (chosen == nullptr && (value.name == "newevents" || value.name == "$values")) {
      chosen = &value;
    }
  }
  return chosen;
}

base::Result<std::unique_ptr<Import>> ObjectReader::read(const base::WorkContext& work) {
  base::ProgressPart looking(work.progress, 0, 200);
  Pace pace({looking, work.stop}, text_.size());
  const JsonOutline outline = outline_of(text_, &pace);
  const OutlinedValue* list = list_of(outline, text_);
  base::ProgressPart reading(work.progress, 200, 1000);
  if (list != nullptr) {
    read_list(*list, {reading, work.stop});
  } else {
    read_lone();
  }
  remark_rest(outline);
  remark_other_documents(outline, list == nullptr ? 0 : list->document);
  reading_.remark_outline(outline, reading_.intake().taken());
  take_host_input(reading_.builder());
  return reading_.finish_single();
}

/// A file of several objects, one behind the other: one of them was read.
void ObjectReader::remark_other_documents(const JsonOutline& outline, std::size_t read) {
  if (outline.documents <= 1) return;
  const auto other =
      std::find_if(outline.values.begin(), outline.values.end(),
                   [&](const OutlinedValue& value) { return value.document != read; });
  if (other == outline.values.end()) return;
  reading_.remarks().add_at(
      Severity::error, "import.trailing_content",
      fmt::format("There are {} in the file, one behind the other; only one of them was read. Save "
                  "each as a file of its own.",
                  base::count_of(outline.documents, "object")),
      reading_.place_of(other->byte, {}));
}

void ObjectReader::read_list(const OutlinedValue& list, const base::WorkContext& work) {
  reading_.set_path(list.path);
  reading_.read(list.byte, JsonSequence::Layout::array, work,
                [&](const JsonSpan& value, const EventPlace& place) { take(value, place); });
}

/// One event, or a message that carries one.
void ObjectReader::read_lone() {
  constexpr int kDepth = 4;  // a message in its envelope; no writer nests them further
  std::string_view object = text_;
  std::string path;
  JsonMembers members;
  for (int depth = 0;; ++depth) {
    if (depth > kDepth || !members.read(object)) return;
    const JsonMember* event = members.find_value("event");
    if (event == nullptr || event->kind != '{') break;
    object = event->raw;
    path += "/Event";
  }
  if (members.find("eventtype") == nullptr && members.find("eventid") == nullptr) return;
  const auto begin = static_cast<std::uint64_t>(object.data() - text_.data());
  reading_.set_path(path);
  take({'{', object, begin}, {begin, 0});
  reading_.remarks().add_at(Severity::warning, "import.lone_event",
                            "The file holds a single event, not a history.",
                            reading_.place_of(begin, path));
}

void ObjectReader::take(const JsonSpan& value, const EventPlace& place) {
  if (!members_.read(value.raw)) return reading_.not_an_event(place, "it is no object");
  fields_.clear();
  for (const JsonMember& member : members_.all()) {
    const Field field = field_of(member.key);
    if (field != Field::none) {
      fields_.put(field, member.kind, member.text);
    } else if (member.key != "$type" && member.has_value()) {
      fields_.put_unkept(member.key);
    }
    if (member.text == "[..snipped..]") ++snipped_;
  }
  // Some serialisers leave EventType out; the class says it.
  const JsonMember* type = members_.find("$type");
  if (!fields_.has(Field::event_type) && type != nullptr) {
    class_name_ = event_of_class(type->text);
    fields_.put(Field::event_type, '"', class_name_);
  }
  if (!fields_.has(Field::event_type)) {
    return reading_.not_an_event(place, "neither $type nor EventType names its kind");
  }
  reading_.intake().take(fields_, place, value.raw);
  if (members_.repairs().had_invalid_utf8 || members_.repairs().had_lone_surrogate) {
    reading_.remarks().add(Severity::error, "history.text_repaired",
                           fmt::format("Event {} holds text that is not valid; the places are "
                                       "shown as U+FFFD.",
                                       place.number),
                           place);
  }
}

void ObjectReader::remark_rest(const JsonOutline& outline) {
  const base::Location where{reading_.file(), std::nullopt, 0, 0, {}};
  for (const OutlinedValue& value : outline.values) {
    if (value.kind != '[' || value.name != "newevents") continue;
    JsonSequence sequence(text_, value.byte, JsonSequence::Layout::array);
    JsonSpan element;
    while (sequence.next(element) == JsonSequence::Step::found) {
    }
    if (sequence.count() == 0) continue;
    reading_.remarks().add_at(Severity::information, "import.new_events",
                              fmt::format("NewEvents repeats the {} of the last pass; Events was "
                                          "read.",
                                          base::count_of(sequence.count(), "event")),
                              reading_.place_of(value.byte, value.path));
  }
  if (snipped_ > 0) {
    reading_.remarks().add_at(
        Severity::warning, "history.values_snipped",
        fmt::format("{} replaced by [..snipped..] when the dump was made.",
                    base::count_of(snipped_, "value") + (snipped_ == 1 ? " was" : " were")),
        where);
  }
}

}  // namespace

Sniff DtfxObjectsImporter::sniff(const Shape& shape) const {
  const bool is_object =
      shape.kind == ShapeKind::json_object || shape.kind == ShapeKind::json_lines;
  if (is_object && is_typed(shape.top)) return {true, "an object with $type of DurableTask"};
  if (shape.kind == ShapeKind::json_array && shape.array_with(is_typed) != nullptr) {
    return {true, "an array of objects with $type of DurableTask"};
  }
  return {false, "no objects with $type of DurableTask"};
}

base::Result<std::unique_ptr<Import>> DtfxObjectsImporter::open(
    std::string bytes, const std::string& file, const base::WorkContext& work) const {
  try {
    return ObjectReader(bytes, file).read(work);
  } catch (const std::exception& error) {
    return unreadable_error(error, file);
  }
}

}  // namespace core::importers
