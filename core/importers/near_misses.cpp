#include "core/importers/near_misses.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace core::importers {

namespace {

constexpr std::string_view kTableOrPayload =
    "This version does not read it yet. Export the rows of the instance from the history table "
    "(<TaskHub>History) as CSV or JSON instead, or log the worker payload.";
constexpr std::string_view kExports =
    "Bring the worker payload, the array of history events, or the history table of the instance; "
    "README.md says how to export each.";
constexpr std::string_view kNotYet = "This version does not read it yet.";
constexpr std::string_view kNotOurs =
    "This version reads histories of Azure Durable Functions only.";

const ObjectShape* first_element(const Shape& shape, std::string_view key) {
  const Shape::ArrayShape* array = shape.array(key);
  return array == nullptr || array->elements.empty() ? nullptr : &array->elements.front();
}

bool element_has(const Shape& shape, std::string_view key, std::string_view member) {
  const ObjectShape* element = first_element(shape, key);
  return element != nullptr && element->find(member) != nullptr;
}

/// Any array of the file, the top one or a member.
bool any_element_has(const Shape& shape, std::string_view member) {
  return std::any_of(shape.arrays.begin(), shape.arrays.end(),
                     [&](const auto& array) { return element_has(shape, array.key, member); });
}

bool has_column(const Shape& shape, std::string_view name) {
  return std::find(shape.columns.begin(), shape.columns.end(), name) != shape.columns.end();
}

bool top_has(const Shape& shape, std::string_view key) { return shape.top.find(key) != nullptr; }

bool any_member_ends_with(const ObjectShape* object, std::string_view end) {
  return object != nullptr &&
         std::any_of(object->members.begin(), object->members.end(),
                     [&](const auto& member) { return member.key.ends_with(end); });
}

bool is_gzip(const Shape& shape) { return shape.kind == ShapeKind::gzip; }
bool is_empty(const Shape& shape) { return shape.kind == ShapeKind::empty; }
bool is_monitor(const Shape& shape) { return element_has(shape, "history", "DurationInMs"); }
bool is_http_status(const Shape& shape) {
  return top_has(shape, "runtimeStatus") || top_has(shape, "historyEvents");
}
bool is_sdk_result(const Shape& shape) {
  return top_has(shape, "isDone") && top_has(shape, "actions");
}
bool is_sdk_error(const Shape& shape) {
  return top_has(shape, "outOfProcData") ||
         (shape.top.members.size() == 1 && shape.top.has("message", '"'));
}
bool is_instances_table(const Shape& shape) {
  return (has_column(shape, "PartitionKey") && has_column(shape, "RuntimeStatus")) ||
         (any_element_has(shape, "PartitionKey") && any_element_has(shape, "RuntimeStatus"));
}
bool is_mssql(const Shape& shape) {
  return has_column(shape, "SequenceNumber") || any_element_has(shape, "SequenceNumber");
}
bool is_temporal(const Shape& shape) {
  // Some exports wrap the events once more; their first bytes still tell.
  if (shape.beginning.find("\"eventTime\"") != std::string::npos) return true;
  return std::any_of(shape.arrays.begin(), shape.arrays.end(), [](const auto& array) {
    return !array.elements.empty() &&
           any_member_ends_with(&array.elements.front(), "EventAttributes");
  });
}
bool is_aws(const Shape& shape) { return any_element_has(shape, "EventTimestamp"); }
bool is_newer_sdk(const Shape& shape) {
  static constexpr std::array<std::string_view, 5> kFirst{
      "orchestratorStarted", "workflowStarted", "executionStarted", "taskScheduled", "eventType"};
  return std::any_of(kFirst.begin(), kFirst.end(),
                     [&](std::string_view key) { return any_element_has(shape, key); }) ||
         any_element_has(shape, "event_type") || top_has(shape, "event_type") ||
         top_has(shape, "eventType") ||
         (any_element_has(shape, "eventId") && any_element_has(shape, "timestamp"));
}
bool is_dapr_table(const Shape& shape) {
  return has_column(shape, "ELAPSED") || any_element_has(shape, "elapsed");
}
bool is_insights(const Shape& shape) {
  return has_column(shape, "customDimensions") || any_element_has(shape, "customDimensions");
}
bool is_dotnet_dump(const Shape& shape) {
  return top_has(shape, "$type") || any_element_has(shape, "$type");
}
bool is_lone_event(const Shape& shape) {
  return top_has(shape, "EventType") && top_has(shape, "Timestamp");
}
/// Long text of nothing but base64 letters: a protobuf OrchestratorRequest as a worker logs it.
bool is_base64(const Shape& shape) {
  const std::string& text = shape.inner ? shape.inner->beginning : shape.beginning;
  const ShapeKind kind = shape.inner ? shape.inner->kind : shape.kind;
  return kind == ShapeKind::text && text.size() >= 16 &&
         text.find_first_not_of(
             "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
             "\r\n") == std::string::npos;
}

bool is_utf16(const Shape& shape) {
  return shape.beginning.starts_with("\xFF\xFE") || shape.beginning.starts_with("\xFE\xFF");
}
bool is_binary(const Shape& shape) { return shape.kind == ShapeKind::binary; }
bool is_other_csv(const Shape& shape) { return shape.kind == ShapeKind::csv; }
bool is_text(const Shape& shape) { return shape.kind == ShapeKind::text; }

struct Row {
  bool (*matches)(const Shape&);
  std::string_view what;
  std::string_view advice;
};

// The first row that matches wins: special shapes stand before those that they contain.
constexpr std::array<Row, 20> kRows{{
    {is_empty, "an empty file", "Export the history again."},
    {is_gzip, "a gzip file", "Unpack it first (gunzip)."},
    {is_monitor, "a history list of the Durable Functions Monitor", kTableOrPayload},
    {is_http_status,
     "the status of the HTTP management API, which leaves out ids and pass boundaries",
     kTableOrPayload},
    {is_sdk_result, "the answer of an SDK (actions and output) and no history",
     "Open the payload that was sent to the worker, not what it answered."},
    {is_sdk_error, "the error of an SDK and no history",
     "Open the payload that was sent to the worker, not what it answered."},
    {is_instances_table, "an Instances table, which has one row an instance and no events",
     "Export the table <TaskHub>History instead of <TaskHub>Instances."},
    {is_mssql, "rows of the MSSQL provider's history view", kNotYet},
    {is_temporal, "a history of Temporal or Cadence", kNotOurs},
    {is_aws, "a history of AWS durable execution", kNotOurs},
    {is_dapr_table, "the list that the Dapr CLI prints", kNotOurs},
    {is_newer_sdk, "a history in the form of the newer Durable Task SDKs", kNotYet},
    {is_insights, "tracking events of Application Insights", kTableOrPayload},
    {is_dotnet_dump, "objects that the Durable Task Framework serialised with $type", kNotYet},
    {is_lone_event, "a single event and no history", "Put it into an array: [ … ]."},
    {is_base64, "base64 text, perhaps a protobuf request of a newer SDK", kTableOrPayload},
    {is_utf16, "text in UTF-16", "Save it as UTF-8."},
    {is_binary, "a binary file", kExports},
    {is_other_csv, "text with commas, without the column names of a history", kExports},
    {is_text, "text that is neither JSON nor a table", kExports},
}};

}  // namespace

NearMiss near_miss(const Shape& shape) {
  const auto found =
      std::find_if(kRows.begin(), kRows.end(), [&](const Row& row) { return row.matches(shape); });
  if (found == kRows.end()) return {"", std::string(kExports)};
  return {std::string(found->what), std::string(found->advice)};
}

}  // namespace core::importers
