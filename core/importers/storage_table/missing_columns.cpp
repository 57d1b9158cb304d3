#include "core/importers/storage_table/missing_columns.h"

#include <algorithm>

#include "core/importers/common/link_checks.h"

namespace core::importers {

// Source of the rule: DTFx numbers scheduling events from 0 in history order (SEMANTICS 1.3).
void MissingIds::put(const TableRow& row, EventFields& fields) {
  const auto type = model::event_type_from_name(row.text("EventType"));
  if (!type) return;
  id_text_ = "-1";
  if (model::is_schedule(*type)) {
    open_.push_back({next_id_, *type, std::string(row.text("FireAt"))});
    id_text_ = std::to_string(next_id_++);
  }
  fields.put(Field::event_id, '0', id_text_);
  const auto wanted = scheduling_type_of(*type);
  if (!wanted) return;
  const auto fits = [&](const Open& open, bool by_time) {
    return open.type == *wanted && (!by_time || open.fire_at == row.text("FireAt"));
  };
  const auto find = [&](bool by_time) {
    return std::find_if(open_.begin(), open_.end(),
                        [&](const Open& open) { return fits(open, by_time); });
  };
  auto found = find(*wanted == model::EventType::timer_created);
  if (found == open_.end()) found = find(false);
  if (found == open_.end()) return;
  link_text_ = std::to_string(found->id);
  fields.put(*type == model::EventType::timer_fired ? Field::timer_id : Field::task_scheduled_id,
             '0', link_text_);
  open_.erase(found);
}

}  // namespace core::importers
