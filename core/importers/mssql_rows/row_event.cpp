#include "core/importers/mssql_rows/row_event.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/importers/common/event_rules.h"
#include "core/importers/common/link_checks.h"
#include "core/importers/common/loose_time.h"
#include "core/model/event_type.h"

namespace core::importers {

using model::EventType;

namespace {

/// Columns that are read elsewhere or say nothing of the event.
bool is_of_the_table(std::string_view column) {
  static constexpr std::array<std::string_view, 18> kColumns{
      "taskhub",     "instanceid", "executionid", "sequencenumber", "eventtype",     "taskid",
      "timestamp",   "isplayed",   "name",        "runtimestatus",  "visibletime",   "payload",
      "payloadtext", "text",       "reason",      "payloadid",      "datapayloadid",
      "parentinstanceid",
  };
  return std::any_of(kColumns.begin(), kColumns.end(),
                     [&](std::string_view known) { return is_column(column, known); });
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

/// The view calls it Payload, GetInstanceHistory PayloadText, the table of payloads Text.
const Cell* payload_of(const TableRow& row) {
  for (const std::string_view column : {"payload", "payloadtext", "text"}) {
    if (const Cell* cell = find_cell(row, column)) return cell;
  }
  return nullptr;
}

void put_cell(const TableRow& row, std::string_view column, Field field, EventFields& fields) {
  const Cell* cell = find_cell(row, column);
  if (cell != nullptr) fields.put(field, cell->kind, cell->text);
}

/// As it stands, or as ISO 8601 where a tool wrote it in its own way.
void put_time(const TableRow& row, std::string_view column, Field field, std::string& text,
              MssqlTimes& times, EventFields& fields) {
  const Cell* cell = find_cell(row, column);
  if (cell == nullptr) return;
  fields.put(field, cell->kind, cell->text);
  if (base::parse_timestamp(cell->text)) return;
  const auto time = parse_loose_time(cell->text);
  if (!time) return;
  text = base::format_round_trip(time->time);
  times.is_ambiguous = times.is_ambiguous || time->is_ambiguous;
  const bool is_rounded = time->time.ticks % base::kTicksPerSecond == 0;
  times.is_rounded = times.is_rounded || is_rounded;
  const auto inferred = field == Field::fire_at ? model::Inferable::fire_at
                                                : model::Inferable::timestamp;
  if (is_rounded || time->is_ambiguous) fields.inferred |= static_cast<std::uint8_t>(inferred);
  fields.put(field, '"', text);
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

bool is_rest_of_column(std::string_view column, std::string_view folded_name) {
  std::size_t at = 0;
  for (const char c : column) {
    if (c == '_' || c == ' ' || c == '-') continue;
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (at == folded_name.size() || folded_name[at++] != lower) return false;
  }
  return at == folded_name.size();
}

const Cell* find_cell(const TableRow& row, std::string_view folded_column) {
  for (const Cell& cell : row.cells) {
    // A join may give the same column twice; the one with a value counts.
    if (is_column(cell.column, folded_column) && cell.text != "NULL") return &cell;
  }
  return nullptr;
}

std::string_view cell_text(const TableRow& row, std::string_view folded_column) {
  const Cell* cell = find_cell(row, folded_column);
  return cell == nullptr ? std::string_view() : cell->text;
}

bool has_payload(const TableRow& row) { return payload_of(row) != nullptr; }

void read_mssql_event(const TableRow& row, EventFields& fields, MssqlTimes& times) {
  fields.clear();
  put_cell(row, "eventtype", Field::event_type, fields);
  const EventType type =
      model::event_type_from_name(cell_text(row, "eventtype")).value_or(EventType::unknown);
  times.is_ambiguous = times.is_rounded = false;
  put_time(row, "timestamp", Field::timestamp, times.timestamp, times, fields);
  put_cell(row, "name", Field::name, fields);
  put_cell(row, "runtimestatus", Field::orchestration_status, fields);
  if (type == EventType::timer_created || type == EventType::timer_fired) {
    put_time(row, "visibletime", Field::fire_at, times.fire_at, times, fields);
  }
  put_cell(row, "reason", Field::reason, fields);
  put_task_id(row, type, fields);
  if (const Cell* played = find_cell(row, "isplayed")) {
    if (played->text == "1" || played->text == "0") {
      fields.put(Field::is_played, 't', played->text == "1" ? "true" : "false");
    } else {
      fields.put(Field::is_played, played->kind, played->text);
    }
  }
  const Cell* payload = payload_of(row);
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
