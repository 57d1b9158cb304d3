#include "core/importers/near_misses.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

#include "core/base/base64.h"
#include "core/base/text.h"

namespace core::importers {

namespace {

constexpr std::string_view kExports =
    "Bring the worker payload, the array of history events, or the history table of the instance; "
    "README.md says how to export each.";

bool top_has(const Shape& shape, std::string_view key) { return shape.top.find(key) != nullptr; }

/// Whether an element of any list has all of those members.
bool any_element_has(const Shape& shape, std::initializer_list<std::string_view> members) {
  return shape.array_with([&](const ObjectShape& element) {
    return std::all_of(members.begin(), members.end(), [&](std::string_view member) {
      return element.find(member) != nullptr;
    });
  }) != nullptr;
}

bool begins_with_word(const Shape& shape, std::string_view word) {
  return shape.beginning.find(word) != std::string::npos;
}

// What SDKs and the platform answer.
bool is_empty(const Shape& shape) { return shape.kind == ShapeKind::empty; }
bool is_sdk_result(const Shape& shape) {
  return (top_has(shape, "isDone") && top_has(shape, "actions")) ||
         (top_has(shape, "actions") && top_has(shape, "instanceId")) ||
         any_element_has(shape, {"actionType"}) || any_element_has(shape, {"scheduleTask"}) ||
         any_element_has(shape, {"completeOrchestration"});
}
bool is_sdk_error(const Shape& shape) {
  return top_has(shape, "outOfProcData") || begins_with_word(shape, "$OutOfProcData$") ||
         (shape.top.members.size() == 1 && shape.top.has("message", '"'));
}
bool is_platform_error(const Shape& shape) {
  return shape.kind == ShapeKind::text && begins_with_word(shape, "Non-Deterministic workflow");
}
bool is_start_answer(const Shape& shape) {
  return top_has(shape, "statusQueryGetUri") || top_has(shape, "StatusQueryGetUri");
}
bool is_purge_answer(const Shape& shape) { return top_has(shape, "instancesDeleted"); }

bool is_lone_event(const Shape& shape) {
  static constexpr std::array<std::string_view, 6> kTimes{
      "Timestamp", "timestamp", "eventTime", "event_time", "EventTimestamp", "_Timestamp"};
  static constexpr std::array<std::string_view, 5> kKinds{"EventType", "eventType", "event_type",
                                                          "eventId", "event_id"};
  const auto has = [&](std::string_view key) { return top_has(shape, key); };
  return shape.kind == ShapeKind::json_object && std::any_of(kTimes.begin(), kTimes.end(), has) &&
         std::any_of(kKinds.begin(), kKinds.end(), has);
}

// What other tools and platforms write.
bool is_temporal_list(const Shape& shape) {
  return any_element_has(shape, {"execution", "type"}) || top_has(shape, "workflowExecutionInfo");
}
bool is_dapr_list(const Shape& shape) {
  return any_element_has(shape, {"instanceID", "status"}) ||
         any_element_has(shape, {"instanceID", "created"});
}
bool is_aws_state(const Shape& shape) {
  return top_has(shape, "InitialExecutionState") || top_has(shape, "DurableExecutionArn") ||
         any_element_has(shape, {"Id", "Type", "Status", "StartTimestamp"});
}
bool is_step_functions(const Shape& shape) {
  return any_element_has(shape, {"previousEventId", "type"});
}
bool is_har(const Shape& shape) {
  return top_has(shape, "log") && shape.array_with([](const ObjectShape& entry) {
    return entry.find("request") != nullptr && entry.find("response") != nullptr;
  }) != nullptr;
}
bool is_telemetry(const Shape& shape) {
  return top_has(shape, "resourceSpans") || top_has(shape, "resourceLogs") ||
         top_has(shape, "resourceMetrics");
}
bool is_audit_log(const Shape& shape) {
  return any_element_has(shape, {"eventSource", "eventName"});
}

bool is_web_page(const Shape& shape) {
  const std::string head = base::to_lower_ascii(shape.beginning.substr(0, 15));
  return head.starts_with("<!doctype html") || head.starts_with("<html");
}
bool is_error_answer(const Shape& shape) {
  const bool is_xml = shape.beginning.starts_with('<') && begins_with_word(shape, "<Error>");
  return is_xml || shape.top.has("error", '{') || shape.top.has("odata.error", '{');
}

/// A CSV whose first line is already a row.
bool is_headless_table(const Shape& shape) {
  return std::any_of(shape.columns.begin(), shape.columns.end(), [](const std::string& column) {
    return column == "ExecutionStarted" || column == "OrchestratorStarted" ||
           column == "TaskScheduled";
  });
}

/// What long text of nothing but base64 letters holds; empty when it is none.
std::string decoded(const Shape& shape) {
  const Shape& inner = shape.inner ? *shape.inner : shape;
  std::string_view text = inner.kind == ShapeKind::text ? inner.beginning : std::string_view();
  for (const std::string_view key : {"body", "data", "request", "payload"}) {
    const ObjectShape::Member* member = shape.top.find(key);
    if (member != nullptr && member->kind == '"') text = member->text;
  }
  const bool is_one_word = text.find(' ') == std::string_view::npos;
  if (text.size() < 16 || !is_one_word) return {};
  // Whole groups of four: the beginning of a long text may be cut inside one.
  return base::decode_base64(text.substr(0, text.size() / 4 * 4)).value_or("");
}

/// A request as a worker gets it: protobuf whose first field is the instance id.
bool begins_with_id(std::string_view bytes) {
  if (bytes.size() < 3 || bytes[0] != '\x0A') return false;
  const auto length = static_cast<unsigned char>(bytes[1]);
  return length > 0 && length < 0x80 && bytes.size() >= length + 2u &&
         base::is_utf8(bytes.substr(2, length));
}
bool is_protobuf_request(const Shape& shape) { return begins_with_id(decoded(shape)); }
bool is_protobuf_bytes(const Shape& shape) {
  const bool is_one = shape.kind == ShapeKind::text || shape.kind == ShapeKind::binary;
  // The first byte is a line end to whoever looks for text.
  const bool is_length = !shape.beginning.empty() && shape.beginning[0] < 0x20;
  return is_one && is_length && begins_with_id("\n" + shape.beginning);
}
bool is_base64(const Shape& shape) { return !decoded(shape).empty(); }

bool is_binary(const Shape& shape) { return shape.kind == ShapeKind::binary; }
bool is_other_csv(const Shape& shape) { return shape.kind == ShapeKind::csv; }
bool is_text(const Shape& shape) { return shape.kind == ShapeKind::text; }
bool is_json(const Shape& shape) { return shape.damage.empty() && shape.kind != ShapeKind::gzip; }

struct Row {
  bool (*matches)(const Shape&);
  std::string_view what;
  std::string_view advice;
};

constexpr std::string_view kPayload =
    "Open the payload that was sent to the worker, not what it answered.";
constexpr std::string_view kLogRequest =
    "Log the request as JSON instead (MessageToJson of the protobuf package), or export the "
    "history with the SDK.";

// The first row that matches wins: special shapes stand before those that they contain.
constexpr std::array<Row, 24> kRows{{
    {is_empty, "an empty file", "Export the history again."},
    {is_sdk_result, "the answer of an SDK (actions and output) and no history", kPayload},
    {is_sdk_error, "the error of an SDK and no history", kPayload},
    {is_platform_error, "the platform's message about a divergence and no history",
     "Export the history of the instance that the log names, and replay it against the code."},
    {is_start_answer, "the answer to starting an instance and no history",
     "Open its statusQueryGetUri with &showHistory=true&showHistoryOutput=true&showInput=true, and "
     "save that."},
    {is_purge_answer, "the answer to purging instances and no history",
     "What was purged cannot be exported any more."},
    {is_lone_event, "a single event and no history", "Put it into an array: [ … ]."},
    {is_temporal_list, "a list or description of Temporal workflows and no history",
     "Save the events of one: temporal workflow show --workflow-id ID --output json."},
    {is_dapr_list, "a list of Dapr workflows and no history",
     "Save the events of one: dapr workflow history ID -o json."},
    {is_aws_state, "the state of an AWS durable execution (operations, not events)",
     "Save its events: aws lambda get-durable-execution-history --include-execution-data."},
    {is_step_functions, "the history of an AWS Step Functions execution, which no code replays",
     kExports},
    {is_har, "recorded HTTP traffic without a history in any answer",
     "Save it with its content (in the browser: Save all as HAR with content)."},
    {is_telemetry, "an OpenTelemetry export, which holds traces and no history", kExports},
    {is_web_page, "a web page, perhaps that of a login, and no history",
     "Sign in, or add the key that the address needs, and save the answer again."},
    {is_error_answer, "the error that a server answered and no history",
     "Read its message, and save the answer again."},
    {is_audit_log, "an audit log of a cloud and no history", kExports},
    {is_protobuf_request, "the protobuf request of a newer SDK, in base64", kLogRequest},
    {is_protobuf_bytes, "the protobuf request of a newer SDK, as bytes", kLogRequest},
    {is_base64, "base64 text of something that is no request of an SDK", kExports},
    {is_headless_table, "rows of a history without the line that names their columns",
     "Export it with column headers (in SSMS: Query Options, Results, Grid, Include column "
     "headers)."},
    {is_binary, "a binary file", kExports},
    {is_other_csv, "text with commas, without the column names of a history", kExports},
    {is_text, "text that is neither JSON nor a table", kExports},
    {is_json, "JSON without the events of an orchestration", kExports},
}};

}  // namespace

NearMiss near_miss(const Shape& shape) {
  const auto found =
      std::find_if(kRows.begin(), kRows.end(), [&](const Row& row) { return row.matches(shape); });
  if (found == kRows.end()) return {"", std::string(kExports)};
  return {std::string(found->what), std::string(found->advice)};
}

}  // namespace core::importers
