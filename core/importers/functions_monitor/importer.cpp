#include "core/importers/functions_monitor/importer.h"

#include <algorithm>

#include "core/importers/common/history_reading.h"
#include "core/importers/common/merged_event.h"
#include "core/importers/common/single_import.h"

namespace core::importers {

namespace {

bool is_event(const ObjectShape& object) {
  return (object.find("DurationInMs") != nullptr || object.find("durationInMs") != nullptr) &&
         (object.find("EventType") != nullptr || object.find("eventType") != nullptr);
}

bool is_event_member(std::string_view object) {
  JsonMembers members;
  members.read(object);
  return members.find("durationinms") != nullptr && members.find("eventtype") != nullptr;
}

/// Members around the list: the details response has the name and the ids.
void read_envelope(const JsonOutline& outline, HistoryReading& reading) {
  model::Envelope& envelope = reading.builder().envelope();
  envelope.instance_id = outline.text_of("instanceid");
  envelope.name = outline.text_of("name");
  for (const OutlinedValue& value : outline.values) {
    const bool is_kept = value.name == "instanceid" || value.name == "name";
    if (value.kind == '[' || value.kind == 'n' || is_kept || value.name == "totalcount") continue;
    reading.member_not_kept(value);
  }
}

base::Result<std::unique_ptr<Import>> read_list(std::string_view text, const std::string& file,
                                                const base::WorkContext& work) {
  base::ProgressPart looking(work.progress, 0, 150);
  Pace pace({looking, work.stop}, text.size());
  const JsonOutline outline = outline_of(text, &pace);
  base::ProgressPart rest(work.progress, 150, 900);
  HistoryReading reading(text, file);
  reading.report().fidelity = model::Fidelity::reconstructed;
  MergedEventReader reader(ResultForm::text, reading.remarks());
  std::vector<MergedEvent> events;
  JsonMembers members;
  base::Location where{file, std::nullopt, 0, 0, {}};
  for (const OutlinedValue& value : outline.values) {
    if (value.kind != '[' || !is_event_member(first_object(text, value.byte))) continue;
    reading.set_path(value.path);
    where = reading.place_of(value.byte, value.path);
    reading.read(value.byte, JsonSequence::Layout::array, {rest, work.stop},
                 [&](const JsonSpan& element, const EventPlace& place) {
                   if (!members.read(element.raw)) {
                     return reading.not_an_event(place, "it is no object");
                   }
                   events.push_back(reader.read(members, element.raw, place));
                 });
  }
  reading.remark_outline(outline, events.size());
  read_envelope(outline, reading);
  reader.finish(where);
  const bool is_empty = events.empty();
  Pace rebuilding(work);
  reconstruct(std::move(events), {ListOrder::by_call, reader.counts_from_one() ? 1 : 0},
              reading.builder(), reading.remarks(), where, &rebuilding);
  Loaded loaded = reading.finish_rebuilt();
  if (is_empty) return no_event_error(loaded.report, file);
  return std::unique_ptr<Import>(std::make_unique<SingleImport>(
      std::move(loaded.history), std::move(loaded.report), text.size()));
}

}  // namespace

Sniff FunctionsMonitorImporter::sniff(const Shape& shape) const {
  if (shape.array_with(is_event) != nullptr) {
    return {true, "a list of events with EventType and DurationInMs"};
  }
  return {false, "no list of events with DurationInMs"};
}

base::Result<std::unique_ptr<Import>> FunctionsMonitorImporter::open(
    std::string bytes, const std::string& file, const base::WorkContext& work) const {
  try {
    return read_list(bytes, file, work);
  } catch (const std::exception& error) {
    return unreadable_error(error, file);
  }
}

}  // namespace core::importers
