#include "core/importers/common/timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "core/base/text.h"
#include "core/importers/common/json_cursor.h"

namespace core::importers {

using model::Severity;

namespace {

model::EventId id_of(std::int64_t id) {
  constexpr auto kMost = std::numeric_limits<std::int32_t>::max();
  return id < 0 || id > kMost ? model::kNoEventId : model::EventId{static_cast<std::int32_t>(id)};
}

}  // namespace

Timeline::Timeline(std::string platform, Locator locator)
    : platform_(std::move(platform)), remarks_(report_) {
  remarks_.set_locator(std::move(locator));
  report_.fidelity = model::Fidelity::timeline_only;
  builder_.set_quality(model::Quality::missing);
}

void Timeline::add(const TimelineEvent& event) {
  model::EventRecord record;
  record.type = event.type;
  record.id = id_of(event.id);
  record.link = id_of(event.link);
  record.name = event.name;
  record.payload = event.payload.view();
  record.fire_at = event.fire_at;
  record.status = event.status;
  record.inferred = event.inferred;
  if (event.time) {
    record.timestamp = *event.time;
  } else {
    record.inferred |= static_cast<std::uint8_t>(model::Inferable::timestamp);
    if (size() > 0) record.timestamp = builder_.so_far()[size() - 1].timestamp();
    remarks_.add(
        Severity::warning, "history.missing_member",
        fmt::format("Event {} ({}) has no time; that of the event before it is shown.",
                    event.place.number, base::printable(base::shorten(event.own_type, 40))),
        event.place);
  }
  model::EventExtra extra;
  extra.instance_id = event.instance_id;
  extra.execution_id = event.execution_id;
  extra.parent_instance_id = event.parent_instance_id;
  extra.raw_type = event.own_type;
  extra.details = event.details;
  if (!event.raw.empty()) extra.raw = model::Payload(model::PayloadKind::json, event.raw);
  record.extra = &extra;
  watch(event);
  builder_.append(record);
}

void Timeline::watch(const TimelineEvent& event) {
  if (event.raw.empty()) return;
  const std::string name = base::printable(base::shorten(event.own_type, 40));
  const auto [first, is_new] =
      rows_.emplace(std::hash<std::string_view>{}(event.raw), event.place.byte);
  const bool is_said = std::any_of(
      report_.remarks.begin(), report_.remarks.end(), [&](const model::Remark& remark) {
        return remark.code == "history.repeated_event" && remark.where.byte == event.place.byte;
      });
  if (!is_new && first->second != event.place.byte && !is_said) {
    remarks_.add(Severity::warning, "history.repeated_event",
                 fmt::format("Event {} ({}) stands in the file before, byte for byte. Both are "
                             "kept.",
                             event.place.number, name),
                 event.place);
  }
  if (!has_lone_surrogate(event.raw)) return;
  remarks_.add(Severity::error, "history.text_repaired",
               fmt::format("Event {} ({}) holds half of a surrogate pair; the places are shown as "
                           "U+FFFD.",
                           event.place.number, name),
               event.place);
}

Loaded Timeline::finish(const base::Location& where) {
  remarks_.add_at(Severity::warning, "history.timeline_only",
                  platform_ + " It can be looked at but not replayed.", where);
  remarks_.finish();
  return {builder_.finish(), std::move(report_)};
}

}  // namespace core::importers
