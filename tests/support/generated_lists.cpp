// Lists of events as SDKs, the HTTP API and servers write them.
#include <fmt/format.h>

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

template <typename... Args>
void put(std::string& out, fmt::format_string<Args...> format, Args&&... args) {
  fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
}

void put_protobuf_body(const GeneratedInstance& instance, const GeneratedEvent& event,
                       std::string& out) {
  switch (event.type) {
    case 12:
      out += "\"orchestratorStarted\":{}";
      return;
    case 13:
      out += "\"orchestratorCompleted\":{}";
      return;
    case 0:
      put(out,
          "\"executionStarted\":{{\"name\":\"{}\",\"input\":{},\"orchestrationInstance\":"
          "{{\"instanceId\":\"{}\",\"executionId\":\"{}\"}}}}",
          event.name, literal(event.payload), instance.id, instance.execution);
      return;
    case 4:
      put(out, "\"taskScheduled\":{{\"name\":\"{}\",\"input\":{}}}", event.name,
          literal(event.payload));
      return;
    case 5:
      put(out, "\"taskCompleted\":{{\"taskScheduledId\":{},\"result\":{}}}", event.link,
          literal(event.payload));
      return;
    default:
      put(out,
          "\"executionCompleted\":{{\"orchestrationStatus\":\"ORCHESTRATION_STATUS_COMPLETED\","
          "\"result\":{}}}",
          literal(event.payload));
  }
}

void put_flat_event(const GeneratedEvent& event, std::string& out) {
  put(out, "{{\"event_id\":{},\"event_type\":\"{}Event\"", event.id, event.type_name);
  if (event.type == 5) {
    put(out, ",\"result\":{},\"task_scheduled_id\":{}", literal(event.payload), event.link);
  } else if (event.type == 1) {
    put(out, ",\"orchestration_status\":1,\"result\":{}", literal(event.payload));
  } else if (!event.name.empty()) {
    put(out,
        ",\"input\":{},\"name\":\"{}\",\"parent_trace_context\":null,\"tags\":null,"
        "\"version\":null",
        literal(event.payload), event.name);
  }
  put(out, ",\"timestamp\":\"{}+00:00\"}}\n", std::string_view(event.time).substr(0, 26));
}

/// One element of the merged list; false for what such a list leaves out.
bool put_merged_event(const GeneratedEvent& event, std::string& out) {
  if (event.type == 12 || event.type == 13 || event.type == 4) return false;
  put(out, "{{\"EventType\":\"{}\"", event.type_name);
  if (event.type == 0) put(out, ",\"FunctionName\":\"{}\"", event.name);
  if (event.type == 1) out += ",\"OrchestrationStatus\":\"Completed\"";
  if (event.type != 0) put(out, ",\"Result\":{}", event.payload);
  put(out, ",\"Timestamp\":\"{}\"", event.time);
  if (event.type == 5) {
    put(out, ",\"ScheduledTime\":\"{}\",\"FunctionName\":\"{}\"", event.scheduled, event.name);
  }
  out += '}';
  return true;
}

bool put_monitor_event(const GeneratedEvent& event, std::string& out) {
  if (event.type == 12 || event.type == 13 || event.type == 4) return false;
  put(out,
      "{{\"Timestamp\":\"{}\",\"EventType\":\"{}\",\"EventId\":{},\"Name\":{},\"ScheduledTime\":{},"
      "\"Input\":null,\"Result\":{},\"Details\":null,\"DurationInMs\":137.0,"
      "\"SubOrchestrationId\":null}}",
      event.time, event.type_name, event.type == 5 ? std::to_string(event.link) : "null",
      event.name.empty() ? "null" : literal(event.name),
      event.type == 5 ? literal(event.scheduled) : "null", literal(event.payload));
  return true;
}

void put_dtfx_event(const GeneratedInstance& instance, const GeneratedEvent& event,
                    std::string_view before, std::string& out) {
  put(out, "{{{}\"EventType\":{}", before, event.type);
  if (event.type == 0) {
    put(out,
        ",\"OrchestrationInstance\":{{\"InstanceId\":\"{}\",\"ExecutionId\":\"{}\"}},"
        "\"ParentInstance\":null,\"Name\":\"{}\",\"Version\":\"\",\"Input\":{},\"Tags\":null",
        instance.id, instance.execution, event.name, literal(event.payload));
  } else if (event.type == 4) {
    put(out, ",\"Name\":\"{}\",\"Version\":\"\",\"Input\":{}", event.name, literal(event.payload));
  } else if (event.type == 5) {
    put(out, ",\"TaskScheduledId\":{},\"Result\":{}", event.link, literal(event.payload));
  } else if (event.type == 1) {
    put(out, ",\"OrchestrationStatus\":1,\"Result\":{}", literal(event.payload));
  }
  put(out, ",\"EventId\":{},\"IsPlayed\":{},\"Timestamp\":\"{}\"}}", event.id, event.is_played,
      event.time);
}

/// Elements of one list with commas between them; `put_one` says whether it wrote one.
template <typename Put>
void put_list(const GeneratedInstance& instance, std::string& out, Put put_one) {
  bool is_first = true;
  std::string one;
  generate_events(instance, [&](const GeneratedEvent& event) {
    one.clear();
    if (!put_one(event, one)) return;
    if (!is_first) out += ',';
    is_first = false;
    out += one;
  });
}

}  // namespace

void write_protobuf(const FormatFile& file, std::string& out) {
  const GeneratedInstance instance = instance_of(file, 0);
  out += '[';
  put_list(instance, out, [&](const GeneratedEvent& event, std::string& one) {
    put(one, "{{\"eventId\":{},\"timestamp\":\"{}\",", event.id, event.time);
    put_protobuf_body(instance, event, one);
    one += '}';
    return true;
  });
  out += ']';
}

void write_sdk_lines(const FormatFile& file, std::string& out) {
  const GeneratedInstance instance = instance_of(file, 0);
  put(out, "{{\"kind\":\"metadata\",\"schema_version\":\"1.0\",\"instance_id\":\"{}\"}}\n",
      instance.id);
  generate_events(instance, [&](const GeneratedEvent& event) { put_flat_event(event, out); });
}

void write_http_status(const FormatFile& file, std::string& out) {
  if (file.instances > 1) out += '[';
  for (std::size_t i = 0; i < file.instances; ++i) {
    const GeneratedInstance instance = instance_of(file, i);
    put(out,
        "{}{{\"name\":\"Order\",\"instanceId\":\"{}\",\"runtimeStatus\":\"Completed\",\"input\":"
        "{{\"id\":7}},\"customStatus\":null,\"output\":\"done\",\"createdTime\":\"2024-05-01T10:00:"
        "00Z\",\"lastUpdatedTime\":\"2024-05-01T12:00:00Z\",\"historyEvents\":[",
        i == 0 ? "" : ",", instance.id);
    put_list(instance, out, put_merged_event);
    out += "]}";
  }
  if (file.instances > 1) out += ']';
}

void write_monitor(const FormatFile& file, std::string& out) {
  out += "{\"totalCount\":null,\"history\":[";
  put_list(instance_of(file, 0), out, put_monitor_event);
  out += "]}";
}

void write_dtfx_array(const FormatFile& file, std::string& out) {
  const GeneratedInstance instance = instance_of(file, 0);
  out += '[';
  put_list(instance, out, [&](const GeneratedEvent& event, std::string& one) {
    put_dtfx_event(instance, event, "", one);
    return true;
  });
  out += ']';
}

void write_dtfx_objects(const FormatFile& file, std::string& out) {
  const GeneratedInstance instance = instance_of(file, 0);
  out += "{\"$type\":\"DurableTask.Core.OrchestrationRuntimeState, DurableTask.Core\",\"Events\":[";
  put_list(instance, out, [&](const GeneratedEvent& event, std::string& one) {
    const std::string type = fmt::format(
        "\"$type\":\"DurableTask.Core.History.{}Event, DurableTask.Core\",", event.type_name);
    put_dtfx_event(instance, event, type, one);
    return true;
  });
  out += "]}";
}

void write_temporal(const FormatFile& file, std::string& out) {
  constexpr std::string_view kPayload =
      "{\"payloads\":[{\"metadata\":{\"encoding\":\"anNvbi9wbGFpbg==\"},\"data\":"
      "\"eyJvcmRlcklkIjogIm9yZGVyLTAwMDAwMDAxIiwgInN0YXR1cyI6ICJzaGlwcGVkIiwgInF1YW50aXR5IjogOX0="
      "\"}]}";
  std::size_t id = 0, scheduled = 0;
  const auto event = [&](std::string_view time, std::string_view word, std::string_view member,
                         std::string_view attributes) {
    put(out,
        "{}{{\"eventId\":\"{}\",\"eventTime\":\"{}\",\"eventType\":\"EVENT_TYPE_{}\",\"version\":"
        "\"0\",\"taskId\":\"{}\",\"{}EventAttributes\":{{{}}}}}",
        id == 0 ? "" : ",", id + 1, time, word, 1'048'576 + id, member, attributes);
    ++id;
  };
  out += "{\"events\":[";
  generate_events(instance_of(file, 0), [&](const GeneratedEvent& one) {
    if (one.type == 0) {
      event(one.time, "WORKFLOW_EXECUTION_STARTED", "workflowExecutionStarted",
            fmt::format("\"workflowType\":{{\"name\":\"Order\"}},\"workflowId\":\"order-1\","
                        "\"input\":{},\"originalExecutionRunId\":\"run-1\"",
                        kPayload));
    } else if (one.type == 12 && id > 0) {
      event(one.time, "WORKFLOW_TASK_STARTED", "workflowTaskStarted", "\"identity\":\"worker-1\"");
    } else if (one.type == 13) {
      event(one.time, "WORKFLOW_TASK_SCHEDULED", "workflowTaskScheduled",
            "\"taskQueue\":{\"name\":\"shop\",\"kind\":\"TASK_QUEUE_KIND_STICKY\"}");
    } else if (one.type == 4) {
      event(one.time, "WORKFLOW_TASK_COMPLETED", "workflowTaskCompleted",
            "\"identity\":\"worker-1\"");
      scheduled = id + 1;
      event(one.time, "ACTIVITY_TASK_SCHEDULED", "activityTaskScheduled",
            fmt::format("\"activityId\":\"{}\",\"activityType\":{{\"name\":\"{}\"}},\"taskQueue\":"
                        "{{\"name\":\"shop\"}},\"input\":{}",
                        one.id, one.name, kPayload));
    } else if (one.type == 5) {
      event(one.time, "ACTIVITY_TASK_COMPLETED", "activityTaskCompleted",
            fmt::format("\"result\":{},\"scheduledEventId\":\"{}\",\"identity\":\"worker-1\"",
                        kPayload, scheduled));
    } else if (one.type == 1) {
      event(one.time, "WORKFLOW_EXECUTION_COMPLETED", "workflowExecutionCompleted",
            fmt::format("\"result\":{}", kPayload));
    }
  });
  out += "]}";
}

}  // namespace tests
