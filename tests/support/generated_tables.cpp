// Tables: rows with columns, of many instances.
#include <fmt/format.h>

#include <array>
#include <iterator>

#include "core/base/json_writer.h"
#include "tests/support/generated_formats.h"

namespace tests {
namespace {

std::string literal(std::string_view text) {
  std::string out;
  core::base::append_json_string(out, text);
  return out;
}

/// RFC 4180: quoted where it holds a quote, a comma or a line end.
void put_cell(std::string& out, std::string_view text) {
  if (text.find_first_of("\",\n\r") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

/// Storage Explorer writes every column that any row has, in this order, each with its type.
struct StorageColumn {
  std::string_view name;
  std::string_view type;
};
constexpr std::array<StorageColumn, 24> kStorageColumns{{
    {"_Timestamp", "Edm.DateTime"},
    {"CheckpointCompletedTimestamp", "Edm.DateTime"},
    {"Correlation", "Edm.String"},
    {"Details", "Edm.String"},
    {"EventId", "Edm.Int32"},
    {"EventType", "Edm.String"},
    {"ExecutionId", "Edm.String"},
    {"FailureDetails", "Edm.String"},
    {"FireAt", "Edm.DateTime"},
    {"Input", "Edm.String"},
    {"InstanceId", "Edm.String"},
    {"IsCheckpointComplete", "Edm.Boolean"},
    {"IsPlayed", "Edm.Boolean"},
    {"Name", "Edm.String"},
    {"OrchestrationInstance", "Edm.String"},
    {"OrchestrationStatus", "Edm.String"},
    {"ParentInstance", "Edm.String"},
    {"Reason", "Edm.String"},
    {"Result", "Edm.String"},
    {"ResultBlobName", "Edm.String"},
    {"Tags", "Edm.String"},
    {"TaskScheduledId", "Edm.Int32"},
    {"TimerId", "Edm.Int32"},
    {"Version", "Edm.String"},
}};

/// The value of a column as the table holds it; false where the row has none.
bool storage_value(const GeneratedInstance& instance, const GeneratedEvent& event,
                   std::string_view column, std::string& out) {
  const bool is_result = event.type == 5 || event.type == 1;
  out.clear();
  if (column == "_Timestamp") return out = event.time, true;
  if (column == "EventId") return out = std::to_string(event.id), true;
  if (column == "EventType") return out = event.type_name, true;
  if (column == "ExecutionId") return out = instance.execution, true;
  if (column == "IsPlayed") return out = event.is_played ? "true" : "false", true;
  if (column == "Name" && !event.name.empty() && event.type != 5) return out = event.name, true;
  if (column == "Input" && !is_result && !event.payload.empty()) return out = event.payload, true;
  if (column == "Result" && is_result) return out = event.payload, true;
  if (column == "TaskScheduledId" && event.type == 5) return out = std::to_string(event.link), true;
  if (column == "OrchestrationStatus" && event.type == 1) return out = "Completed", true;
  if (column == "Version" && (event.type == 4 || event.type == 0)) return true;
  if (column == "OrchestrationInstance" && event.type == 0) {
    out = "{\"InstanceId\":\"" + instance.id + "\",\"ExecutionId\":\"" + instance.execution + "\"}";
    return true;
  }
  return false;
}

template <typename Take>
void each_event(const FormatFile& file, Take take) {
  for (std::size_t i = 0; i < file.instances; ++i) {
    const GeneratedInstance instance = instance_of(file, i);
    std::size_t row = 0;
    generate_events(instance, [&](const GeneratedEvent& event) { take(instance, event, row++); });
  }
}

}  // namespace

void write_storage_csv(const FormatFile& file, std::string& out) {
  out += "PartitionKey,RowKey,Timestamp";
  for (const StorageColumn& column : kStorageColumns) {
    fmt::format_to(std::back_inserter(out), ",{0},{0}@type", column.name);
  }
  out += "\r\n";
  std::string value;
  each_event(file, [&](const auto& instance, const auto& event, std::size_t row) {
    fmt::format_to(std::back_inserter(out), "{},{:016X},{}", instance.id, row, event.time);
    for (const StorageColumn& column : kStorageColumns) {
      out += ',';
      if (storage_value(instance, event, column.name, value)) {
        put_cell(out, value);
        out += ',';
        out += column.type;
      } else {
        out += ',';
      }
    }
    out += "\r\n";
  });
}

void write_storage_odata(const FormatFile& file, std::string& out) {
  out += "{\"odata.metadata\":\"table\",\"value\":[";
  std::string value;
  bool is_first = true;
  each_event(file, [&](const auto& instance, const auto& event, std::size_t row) {
    fmt::format_to(std::back_inserter(out),
                   "{}{{\"PartitionKey\":\"{}\",\"RowKey\":\"{:016X}\",\"Timestamp\":\"{}\"",
                   is_first ? "" : ",", instance.id, row, event.time);
    is_first = false;
    for (const StorageColumn& column : kStorageColumns) {
      if (!storage_value(instance, event, column.name, value)) continue;
      const bool is_bare = column.type == "Edm.Int32" || column.type == "Edm.Boolean";
      if (column.type == "Edm.DateTime") {
        fmt::format_to(std::back_inserter(out), ",\"{}@odata.type\":\"Edm.DateTime\"", column.name);
      }
      fmt::format_to(std::back_inserter(out), ",\"{}\":{}", column.name,
                     is_bare ? value : literal(value));
    }
    out += '}';
  });
  out += "]}";
}

void write_mssql_csv(const FormatFile& file, std::string& out) {
  out +=
      "TaskHub,InstanceID,ExecutionID,SequenceNumber,EventType,TaskID,Timestamp,IsPlayed,Name,"
      "RuntimeStatus,VisibleTime,TraceContext,Payload\n";
  each_event(file, [&](const auto& instance, const auto& event, std::size_t row) {
    const std::int64_t task = event.type == 5 ? event.link : event.id;
    fmt::format_to(std::back_inserter(out), "dbo,{},{},{},{},{},{} {},{},{},{},NULL,NULL,",
                   instance.id, instance.execution, row, event.type_name, task,
                   event.time.substr(0, 10), event.time.substr(11, 16), event.is_played ? 1 : 0,
                   event.name.empty() || event.type == 5 ? "NULL" : event.name,
                   event.type == 1 ? "Completed" : "NULL");
    put_cell(out, event.payload.empty() ? "NULL" : event.payload);
    out += '\n';
  });
}

void write_mssql_json(const FormatFile& file, std::string& out) {
  out += '[';
  each_event(file, [&](const auto& instance, const auto& event, std::size_t row) {
    const std::int64_t task = event.type == 5 ? event.link : event.id;
    fmt::format_to(
        std::back_inserter(out),
        "{}{{\"TaskHub\":\"dbo\",\"InstanceID\":\"{}\",\"ExecutionID\":\"{}\",\"SequenceNumber\":{}"
        ",\"EventType\":\"{}\",\"TaskID\":{},\"Timestamp\":\"{}\",\"IsPlayed\":{},\"Name\":{},"
        "\"RuntimeStatus\":{},\"VisibleTime\":null,\"TraceContext\":null,\"Payload\":{}}}",
        out.size() == 1 ? "" : ",", instance.id, instance.execution, row, event.type_name,
        task < 0 ? "null" : std::to_string(task), event.time.substr(0, 27), event.is_played,
        event.name.empty() || event.type == 5 ? "null" : literal(event.name),
        event.type == 1 ? "\"Completed\"" : "null",
        event.payload.empty() ? "null" : literal(event.payload));
  });
  out += ']';
}

void write_app_insights(const FormatFile& file, std::string& out) {
  out += "timestamp [UTC],message,severityLevel,customDimensions\n";
  std::size_t sequence = 0;
  each_event(file, [&](const auto& instance, const auto& event, std::size_t) {
    const bool is_activity = event.type == 4 || event.type == 5;
    const std::string_view state = event.type == 12   ? "Started"
                                   : event.type == 13 ? "Awaited"
                                   : event.type == 0  ? "Scheduled"
                                   : event.type == 4  ? "Scheduled"
                                                      : "Completed";
    const std::string_view function = is_activity ? std::string_view(event.name) : "Order";
    const std::string_view kind = is_activity ? "Activity" : "Orchestrator";
    fmt::format_to(std::back_inserter(out), "{},", event.time);
    put_cell(out, fmt::format("{}: Function '{} ({})' {}. IsReplay: False. State: {}. HubName: "
                              "shop. AppName: orders. SlotName: Production. SequenceNumber: {}.",
                              instance.id, function, kind, state, state, sequence));
    out += ",1,";
    put_cell(out,
             fmt::format("{{\"prop__hubName\":\"shop\",\"prop__appName\":\"orders\","
                         "\"prop__slotName\":\"Production\",\"prop__extensionVersion\":\"2.13.4\","
                         "\"prop__instanceId\":\"{}\",\"prop__functionName\":\"{}\","
                         "\"prop__functionType\":\"{}\",\"prop__state\":\"{}\",\"prop__isReplay\":"
                         "\"False\",\"prop__sequenceNumber\":\"{}\",\"prop__taskEventId\":\"{}\","
                         "\"Category\":\"Host.Triggers.DurableTask\"}}",
                         instance.id, function, kind, state, sequence,
                         event.type == 5 ? event.link : event.id));
    out += '\n';
    ++sequence;
  });
}

}  // namespace tests
