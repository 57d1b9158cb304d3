#include "core/importers/aws_durable/importer.h"

#include <algorithm>
#include <vector>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/importers/aws_durable/event.h"
#include "core/importers/common/folded_name.h"
#include "core/importers/common/history_reading.h"
#include "core/importers/common/single_import.h"

namespace core::importers {

using model::EventType;
using model::Severity;

namespace {

/// EventTimestamp beside a kind that this platform has.
bool is_event(const ObjectShape& object) {
  bool has_time = false, has_kind = false;
  for (const ObjectShape::Member& member : object.members) {
    const std::string name = folded(member.key);
    has_time = has_time || name == "eventtimestamp";
    has_kind = has_kind || (name == "eventtype" && is_aws_kind(member.text));
  }
  return has_time && has_kind;
}

bool holds_events(std::string_view text, std::size_t byte) {
  JsonMembers first;
  return first.read(first_object(text, byte)) && first.find("eventtimestamp") != nullptr;
}

/// The invocations of the function are the passes; the list says only where each ended.
void add_in_passes(const std::vector<AwsEvent>& events, Timeline& timeline) {
  for (std::size_t begin = 0; begin < events.size();) {
    std::size_t end = begin;
    while (end < events.size() && !events[end].ends_invocation) ++end;
    const bool is_closed = end < events.size();
    const bool is_work = std::any_of(
        events.begin() + static_cast<std::ptrdiff_t>(begin),
        events.begin() + static_cast<std::ptrdiff_t>(end),
        [](const AwsEvent& event) { return event.event.type != EventType::execution_completed; });
    if (is_closed || is_work) {
      TimelineEvent start;
      start.type = EventType::orchestrator_started;
      start.time = is_closed && events[end].began ? events[end].began : events[begin].event.time;
      start.inferred = static_cast<std::uint8_t>(model::Inferable::event);
      start.place = events[begin].event.place;
      if (!start.time) start.time = base::Timestamp{};
      timeline.add(start);
    }
    if (is_closed) ++end;
    for (; begin < end; ++begin) timeline.add(events[begin].event);
  }
}

base::Result<std::unique_ptr<Import>> read_history(std::string_view text, const std::string& file,
                                                   const base::WorkContext& work) {
  base::ProgressPart looking(work.progress, 0, 150);
  Pace pace({looking, work.stop}, text.size());
  const JsonOutline outline = outline_of(text, &pace);
  base::ProgressPart reading_part(work.progress, 150, 900);
  const base::WorkContext rest{reading_part, work.stop};
  HistoryReading reading(text, file);
  AwsEventReader reader;
  std::vector<AwsEvent> events;
  JsonMembers members;
  const auto take = [&](const JsonSpan& element, const EventPlace& place) {
    if (!members.read(element.raw) || members.find("eventtype") == nullptr) {
      return reading.not_an_event(place, "it has no EventType");
    }
    events.push_back(reader.read(members, element.raw, place));
  };
  for (const OutlinedValue& value : outline.values) {
    if (value.kind != '[') {
      if (value.name == "nextmarker" && value.kind == '"' && value.raw != "\"\"") {
        reading.remarks().add_at(Severity::warning, "table.more_pages",
                                 "`NextMarker` says that there are more events than this file "
                                 "holds; ask for all pages.",
                                 reading.place_of(value.byte, value.path));
      }
      continue;
    }
    if (!holds_events(text, value.byte)) continue;
    reading.set_path(value.path);
    reading.read(value.byte, JsonSequence::Layout::array, rest, take);
  }
  const bool is_lines = events.empty() && JsonCursor(text).peek_kind() == '{';
  if (is_lines) reading.read(0, JsonSequence::Layout::lines, rest, take);
  reading.remark_outline(outline, events.size());
  Loaded read = reading.finish_rebuilt();
  if (events.empty()) return no_event_error(read.report, file);
  Timeline timeline("A history of AWS durable execution, another platform.", [&](const EventPlace&
                                                                                     place) {
    return base::Location{file, place.byte, base::line_and_column(text, place.byte).first, 0, {}};
  });
  timeline.report().remarks = std::move(read.report.remarks);
  const auto by_number = [](const AwsEvent& a, const AwsEvent& b) { return a.number < b.number; };
  if (!std::is_sorted(events.begin(), events.end(), by_number)) {
    std::stable_sort(events.begin(), events.end(), by_number);
    timeline.remarks().add_at(Severity::information, "table.rows_sorted",
                              "The events were put into the order of EventId.",
                              {file, std::nullopt, 0, 0, {}});
  }
  if (reader.truncated() > 0) {
    timeline.remarks().add_at(Severity::warning, "history.values_truncated",
                              base::count_of(reader.truncated(), "value") +
                                  (reader.truncated() == 1 ? " was" : " were") +
                                  " cut by the service (Truncated).",
                              {file, std::nullopt, 0, 0, {}});
  }
  add_in_passes(events, timeline);
  Loaded loaded = timeline.finish({file, std::nullopt, 0, 0, {}});
  return std::unique_ptr<Import>(std::make_unique<SingleImport>(
      std::move(loaded.history), std::move(loaded.report), text.size()));
}

}  // namespace

Sniff AwsDurableImporter::sniff(const Shape& shape) const {
  const auto has_event = [](const Shape::ArrayShape& array) {
    return !array.key.starts_with("[]") &&
           std::any_of(array.elements.begin(), array.elements.end(), is_event);
  };
  if (std::any_of(shape.arrays.begin(), shape.arrays.end(), has_event) ||
      std::any_of(shape.nested.begin(), shape.nested.end(), has_event)) {
    return {true, "events with EventType and EventTimestamp"};
  }
  if (shape.kind == ShapeKind::json_lines && is_event(shape.top)) {
    return {true, "lines with EventType and EventTimestamp"};
  }
  return {false, "no events with EventTimestamp"};
}

base::Result<std::unique_ptr<Import>> AwsDurableImporter::open(
    std::string bytes, const std::string& file, const base::WorkContext& work) const {
  try {
    return read_history(bytes, file, work);
  } catch (const std::exception& error) {
    return unreadable_error(error, file);
  }
}

}  // namespace core::importers
