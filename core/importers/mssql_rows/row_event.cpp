#include "core/importers/mssql_rows/row_event.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/importers/common/event_rules.h"
#include "core/importers/common/link_checks.h"
#include "core/model/event_type.h"

namespace core::importers {

using model::EventType;

namespace {

/// Columns that are read elsewhere or say nothing of the event.
bool is_of_the_table(std::string_view column) {
  static constexpr std::array<std::string_view, 14> kColumns{
      "taskhub",     "instanceid", "executionid", "sequencenumber", "eventtype",
      "taskid",      "timestamp",  "isplayed",    "name",           "runtimestatus",
      "visibletime", "payload",    "payloadtext", "reason"};
  return std::any_of(kColumns.begin(), kColumns.end(), [&](std::string_view known) {
    return base::equal_ignoring_case(known, column);
  });
}

/// The text of a failure stands in the same column as a plain detail.
Field field_of_payload(EventType type, std::string_view text) {
  switch (type) {
    case EventType::task_failed:
    case EventType::sub_orchestration_instance_failed:
      return text.starts_with('{') ? Field::failure_details : Field::details;
    case EventType::execution_completed:
    case EventType::continue_as_new:
      return Field::result;
    default: {
      const Field field = rule_of(type).payload;
      return field == Field::none ? Field::data : field;
    }
  }
}

void put_cell(const TableRow& row, std::string_view column, Field field, EventFields& fields) {
  const Cell* cell = find_cell(row, column);
  if (cell != nullptr) fields.put(field, cell->kind, cell->text);
}

/// TaskID stands for the id of a call and for the id that an answer names.
void put_task_id(const TableRow& row, EventType type, EventFields& fields) {
  const Cell* task = find_cell(row, "taskid");
  const bool is_own = model::is_schedule(type) || type == EventType::execution_completed ||
                      type == EventType::continue_as_new;
  const auto answered = scheduling_type_of(type);
  fields.put(Field::event_id, '0', "-1");
  if (task == nullptr) return;
  if (is_own) fields.put(Field::event_id, task->kind, task->text);
  if (answered) {
    const bool is_timer = type == EventType::timer_fired;
    fields.put(is_timer ? Field::timer_id : Field::task_scheduled_id, task->kind, task->text);
  }
}

}  // namespace

const Cell* find_cell(const TableRow& row, std::string_view lower_case_column) {
  for (const Cell& cell : row.cells) {
    if (!base::equal_ignoring_case(cell.column, lower_case_column)) continue;
    return cell.text == "NULL" ? nullptr : &cell;
  }
  return nullptr;
}

std::string_view cell_text(const TableRow& row, std::string_view lower_case_column) {
  const Cell* cell = find_cell(row, lower_case_column);
  return cell == nullptr ? std::string_view() : cell->text;
}

void read_mssql_event(const TableRow& row, EventFields& fields) {
  fields.clear();
  put_cell(row, "eventtype", Field::event_type, fields);
  const EventType type =
      model::event_type_from_name(cell_text(row, "eventtype")).value_or(EventType::unknown);
  put_cell(row, "timestamp", Field::timestamp, fields);
  put_cell(row, "name", Field::name, fields);
  put_cell(row, "runtimestatus", Field::orchestration_status, fields);
  if (type == EventType::timer_created || type == EventType::timer_fired) {
    put_cell(row, "visibletime", Field::fire_at, fields);
  }
  put_cell(row, "reason", Field::reason, fields);
  put_task_id(row, type, fields);
  if (const Cell* played = find_cell(row, "isplayed")) {
    const bool is_set = played->text == "1" || base::equal_ignoring_case(played->text, "true");
    fields.put(Field::is_played, 't', is_set ? "true" : "false");
  }
  const Cell* payload = find_cell(row, "payload");
  if (payload == nullptr) payload = find_cell(row, "payloadtext");
  if (payload != nullptr) {
    fields.put(field_of_payload(type, payload->text), payload->kind, payload->text);
  }
  for (const Cell& cell : row.cells) {
    if (!is_of_the_table(cell.column) && !cell.text.empty() && cell.text != "NULL") {
      fields.put_unkept(cell.column);
    }
  }
}

}  // namespace core::importers
