// Formats that nobody measures, because what people have of them is small.
#include <fmt/format.h>

#include <iterator>

#include "tests/support/generated_formats.h"

namespace tests {
namespace {

template <typename... Args>
void put(std::string& out, fmt::format_string<Args...> format, Args&&... args) {
  fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
}

}  // namespace

void write_worker_payload(const FormatFile& file, std::string& out) {
  out += "{\"history\":";
  write_dtfx_array(file, out);
  out +=
      ",\"input\":\"1\",\"instanceId\":\"order-000000\",\"isReplaying\":true,"
      "\"parentInstanceId\":null,\"upperSchemaVersion\":1}";
}

void write_aws_durable(const FormatFile& file, std::string& out) {
  std::size_t number = 0;
  out += "{\"Events\":[";
  generate_events(instance_of(file, 0), [&](const GeneratedEvent& event) {
    const std::string_view kind = event.type == 0   ? "ExecutionStarted"
                                  : event.type == 1 ? "ExecutionSucceeded"
                                  : event.type == 4 ? "StepStarted"
                                  : event.type == 5 ? "StepSucceeded"
                                                    : "";
    if (kind.empty()) return;
    put(out,
        "{}{{\"EventId\":{},\"EventType\":\"{}\",\"EventTimestamp\":\"{}\",\"Id\":\"op-{}\","
        "\"Name\":\"{}\"}}",
        number == 0 ? "" : ",", number + 1, kind, event.time,
        event.type == 5 ? event.link : event.id, event.name);
    ++number;
  });
  out += "]}";
}

void write_dapr_cli(const FormatFile& file, std::string& out) {
  out += "TYPE,NAME,EVENTID,ELAPSED,STATUS,DETAILS\n";
  generate_events(instance_of(file, 0), [&](const GeneratedEvent& event) {
    put(out, "{},{},{},137ms,RUNNING,\n", event.type_name, event.name.empty() ? "-" : event.name,
        event.type == 4 ? std::to_string(event.id) : "-");
  });
}

void write_cadence(const FormatFile& file, std::string& out) {
  std::size_t id = 0;
  out += '[';
  generate_events(instance_of(file, 0), [&](const GeneratedEvent& event) {
    if (event.type != 0 && event.type != 4) return;
    const bool is_start = event.type == 0;
    put(out,
        "{}{{\"eventId\":{},\"timestamp\":{},\"eventType\":\"{}\",\"{}EventAttributes\":"
        "{{\"{}Type\":{{\"name\":\"{}\"}}}}}}",
        id == 0 ? "" : ",", id + 1, 1'714'557'600'000'000'000 + id * 1'000'000,
        is_start ? "WorkflowExecutionStarted" : "ActivityTaskScheduled",
        is_start ? "workflowExecutionStarted" : "activityTaskScheduled",
        is_start ? "workflow" : "activity", event.name);
    ++id;
  });
  out += ']';
}

void write_instances_table(const FormatFile& file, std::string& out) {
  out += "PartitionKey,RowKey,Timestamp,Name,RuntimeStatus,CreatedTime,TaskHubName\n";
  for (std::size_t i = 0; i < file.instances * file.events; ++i) {
    put(out, "{},,2024-05-01T10:00:00Z,Order,Completed,2024-05-01T10:00:00Z,shop\n",
        instance_of(file, i).id);
  }
}

}  // namespace tests
