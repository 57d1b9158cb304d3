#include "core/importers/storage_table/missing_columns.h"

#include "core/importers/common/link_checks.h"

namespace core::importers {

using model::EventType;

std::int64_t MissingIds::open(EventType type, std::string_view fire_at) {
  open_[type].emplace(next_id_, fire_at);
  if (type == EventType::timer_created) timers_[std::string(fire_at)].insert(next_id_);
  return next_id_++;
}

std::optional<std::int64_t> MissingIds::close(EventType type, std::string_view fire_at) {
  auto& calls = open_[type];
  if (calls.empty()) return std::nullopt;
  const bool is_timer = type == EventType::timer_created;
  const auto same_time = is_timer ? timers_.find(fire_at) : timers_.end();
  const std::int64_t id =
      same_time == timers_.end() ? calls.begin()->first : *same_time->second.begin();
  const auto call = calls.find(id);
  if (is_timer) {
    const auto others = timers_.find(call->second);
    others->second.erase(id);
    if (others->second.empty()) timers_.erase(others);
  }
  calls.erase(call);
  return id;
}

// Source of the rule: DTFx numbers scheduling events from 0 in history order (SEMANTICS 1.3).
void MissingIds::put(const TableRow& row, EventFields& fields) {
  const auto type = model::event_type_from_name(row.text("EventType"));
  if (!type) return;
  const std::string_view fire_at = row.text("FireAt");
  id_text_ = model::is_schedule(*type) ? std::to_string(open(*type, fire_at)) : "-1";
  fields.put(Field::event_id, '0', id_text_);
  const auto wanted = scheduling_type_of(*type);
  const auto answered = wanted ? close(*wanted, fire_at) : std::nullopt;
  if (!answered) return;
  link_text_ = std::to_string(*answered);
  fields.put(*type == EventType::timer_fired ? Field::timer_id : Field::task_scheduled_id, '0',
             link_text_);
}

}  // namespace core::importers
