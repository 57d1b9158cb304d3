#include "core/model/history.h"

#include <algorithm>

namespace core::model {
namespace {

/// Which event schedules what this completion answers; unknown for a completion without a link.
EventType schedule_of(EventType completion) {
  switch (completion) {
    case EventType::task_completed:
    case EventType::task_failed:
      return EventType::task_scheduled;
    case EventType::sub_orchestration_instance_completed:
    case EventType::sub_orchestration_instance_failed:
      return EventType::sub_orchestration_instance_created;
    case EventType::timer_fired:
      return EventType::timer_created;
    default:
      return EventType::unknown;
  }
}

}  // namespace

std::string_view EventView::type_name() const {
  if (type() == EventType::unknown) {
    if (const EventExtra* more = extra(); more != nullptr && !more->raw_type.empty()) {
      return more->raw_type;
    }
  }
  return name_of(type());
}

bool EventView::is_played() const { return (history_->flags_[index_.value] & 1) != 0; }

std::optional<base::Timestamp> EventView::fire_at() const {
  const auto& times = history_->fire_times_;
  const auto found =
      std::lower_bound(times.begin(), times.end(), index_,
                       [](const auto& entry, EventIndex wanted) { return entry.first < wanted; });
  if (found == times.end() || found->first != index_) {
    return std::nullopt;
  }
  return found->second;
}

RuntimeStatus EventView::status() const {
  return static_cast<RuntimeStatus>(history_->flags_[index_.value] >> 1);
}

const EventExtra* EventView::extra() const {
  const auto& extras = history_->extras_;
  const auto found = std::lower_bound(
      extras.begin(), extras.end(), index_,
      [](const EventExtra& entry, EventIndex wanted) { return entry.event < wanted; });
  return found == extras.end() || found->event != index_ ? nullptr : &*found;
}

std::string_view EventView::instance_id() const {
  const EventExtra* more = extra();
  return more == nullptr ? std::string_view() : std::string_view(more->instance_id);
}

PayloadView EventView::details() const {
  const EventExtra* more = extra();
  return more == nullptr ? PayloadView() : more->details.view();
}

std::size_t History::episode_of(EventIndex index) const {
  const auto after =
      std::upper_bound(episodes_.begin(), episodes_.end(), index,
                       [](EventIndex wanted, const Episode& e) { return wanted < e.begin; });
  return after == episodes_.begin() ? 0 : static_cast<std::size_t>(after - episodes_.begin()) - 1;
}

std::optional<EventIndex> History::scheduled_by(EventIndex completion) const {
  const EventType wanted = schedule_of(types_[completion.value]);
  if (wanted == EventType::unknown) {
    return std::nullopt;
  }
  const std::int32_t id = links_[completion.value];
  auto at = std::lower_bound(schedules_.begin(), schedules_.end(), std::pair(id, completion));
  while (at != schedules_.begin() && (--at)->first == id) {
    if (types_[at->second.value] == wanted) return at->second;
  }
  return std::nullopt;
}

std::size_t History::memory_bytes() const {
  const auto bytes_of = [](const auto& column) { return column.size() * sizeof(*column.data()); };
  std::size_t total = bytes_of(types_) + bytes_of(flags_) + bytes_of(ids_) + bytes_of(links_) +
                      bytes_of(times_) + bytes_of(names_) + bytes_of(payloads_) +
                      bytes_of(name_table_) + bytes_of(fire_times_) +
                      extras_.size() * sizeof(EventExtra) +
                      bytes_of(schedules_) + bytes_.size() + bytes_of(episodes_) +
                      bytes_of(inferred_);
  for (const std::string& name : name_table_) total += name.size();
  for (const EventExtra& extra : extras_) {
    total += extra.version.size() + extra.instance_id.size() + extra.execution_id.size() +
             extra.parent_instance_id.size() + extra.raw_type.size() + extra.details.text.size() +
             extra.failure_details.text.size() + extra.raw.text.size();
  }
  return total;
}

}  // namespace core::model
