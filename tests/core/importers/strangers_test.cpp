// Files of other tools that look a little like histories: every one is refused, and the refusal
// says what the file is or what to bring instead.
#include <gtest/gtest.h>

#include <ostream>
#include <string_view>

#include "core/importers/registry.h"

namespace core::importers {
namespace {

struct Stranger {
  std::string_view name;
  std::string_view text;
  /// Begins the refusal.
  std::string_view refusal;

  friend void PrintTo(const Stranger& stranger, std::ostream* out) { *out << stranger.name; }
};

constexpr std::string_view kJson =
    "No importer reads this file: it looks like JSON without the events of an orchestration.";
constexpr std::string_view kNoHistory =
    "The status carries no history events, only how the instance stands.";
constexpr std::string_view kOtherRows = "No row was written by Durable Functions: none has an "
                                        "instance id, neither in customDimensions nor in a column "
                                        "of its own.";

constexpr Stranger kStrangers[] = {
    {"package_json", R"({"name":"x","version":"1.0.0","type":"module","scripts":{"test":"jest"}})",
     kJson},
    {"har_without_history",
     R"({"log":{"entries":[{"request":{"method":"GET"},"response":{"content":{
        "text":"{\"hello\":\"world\",\"items\":[1,2,3],\"x\":\"yyyyyyyyyyyyyy\"}"}}}]}})",
     "No importer reads this file: it looks like recorded HTTP traffic without a history in any "
     "answer."},
    {"list_of_logs", R"([{"timestamp":"2026-03-01T10:00:00Z","type":"log","message":"started"}])",
     kJson},
    {"lines_of_logs",
     "{\"timestamp\":\"2026-03-01T10:00:00Z\",\"eventId\":1,\"type\":\"generic\"}\n"
     "{\"timestamp\":\"2026-03-01T10:00:01Z\",\"eventId\":2,\"type\":\"generic\"}\n",
     kJson},
    {"serilog",
     "{\"Timestamp\":\"2026-03-01T10:00:00Z\",\"Properties\":{\"EventId\":{\"Id\":1}}}\n"
     "{\"Timestamp\":\"2026-03-01T10:00:00Z\",\"Properties\":{\"EventId\":{\"Id\":1}}}\n",
     kOtherRows},
    {"dotnet_console", R"({"EventId":1,"LogLevel":"Information","State":{"Message":"x"}})", kJson},
    {"github_events",
     R"([{"id":"1","type":"PushEvent","actor":{"id":1},"created_at":"2026-03-01T10:00:00Z"}])",
     kJson},
    {"github_runs",
     R"({"total_count":1,"workflow_runs":[{"id":1,"name":"CI","status":"completed"}]})", kJson},
    {"opentelemetry_traces",
     R"({"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"orchestration","events":[]}]}]}]})",
     "No importer reads this file: it looks like an OpenTelemetry export, which holds traces and "
     "no history."},
    {"kubernetes_events",
     R"({"kind":"List","items":[{"kind":"Event","type":"Normal",
        "eventTime":"2026-03-01T10:00:00.000000Z","reason":"Scheduled","action":"Binding"}]})",
     kJson},
    {"cloudtrail",
     R"({"Records":[{"eventTime":"2026-03-01T10:00:00Z","eventSource":"lambda.amazonaws.com",
        "eventName":"Invoke","eventType":"AwsApiCall","eventID":"x"}]})",
     "No importer reads this file: it looks like an audit log of a cloud and no history."},
    {"temporal_workflow_list",
     R"([{"execution":{"workflowId":"w","runId":"r"},"type":{"name":"P"},"historyLength":"5"}])",
     "No importer reads this file: it looks like a list or description of Temporal workflows and "
     "no history."},
    {"temporal_workflow_list_wrapped",
     R"({"executions":[{"execution":{"workflowId":"w"},"type":{"name":"P"},"status":"Running"}]})",
     "No importer reads this file: it looks like a list or description of Temporal workflows and "
     "no history."},
    {"azure_instances",
     R"([{"name":"P","instanceId":"i","runtimeStatus":"Running","historyEvents":null}])",
     kNoHistory},
    {"azure_instances_wrapped",
     R"({"durableOrchestrationState":[{"name":"P","instanceId":"i","runtimeStatus":"Running"}],
        "continuationToken":"x"})",
     kNoHistory},
    {"start_answer",
     R"({"id":"abc","statusQueryGetUri":"http://localhost/x","terminatePostUri":"x"})",
     "No importer reads this file: it looks like the answer to starting an instance and no "
     "history."},
    {"purge_answer", R"({"instancesDeleted":1})",
     "No importer reads this file: it looks like the answer to purging instances and no history."},
    {"step_functions",
     R"({"events":[{"timestamp":"2026-03-01T10:00:00Z","type":"ExecutionStarted","id":1,
        "previousEventId":0,"executionStartedEventDetails":{"input":"{}"}},
        {"timestamp":1772359200.1,"type":"TaskScheduled","id":2,"previousEventId":1}]})",
     "No importer reads this file: it looks like the history of an AWS Step Functions execution, "
     "which no code replays."},
    {"aws_other_events",
     R"({"Events":[{"EventType":"instanceStart","EventTimestamp":"2026-03-01T10:00:00Z"}]})",
     kJson},
    {"aws_operations",
     R"({"Operations":[{"Id":"c4","Type":"STEP","Status":"SUCCEEDED",
        "StartTimestamp":"2026-03-01T10:00:01Z"}]})",
     "No importer reads this file: it looks like the state of an AWS durable execution "
     "(operations, not events)."},
    {"cloudwatch",
     R"({"events":[{"timestamp":1772359200902,"message":"START","eventId":"3"}]})", kJson},
    {"event_grid",
     R"([{"id":"1","eventType":"Microsoft.Storage.BlobCreated",
        "eventTime":"2026-03-01T10:00:00Z","data":{"api":"PutBlob"}}])",
     kJson},
    {"insights_requests",
     R"([{"timestamp":"2026-03-01T10:00:00Z","name":"GET /","customDimensions":{"a":"b"}}])",
     kOtherRows},
    {"query_of_other_columns", R"({"tables":[{"columns":[{"name":"a"}],"rows":[[1]]}]})",
     kOtherRows},
    {"chrome_trace", R"({"traceEvents":[{"name":"a","ph":"X","ts":1,"dur":2}]})", kJson},
    {"elastic_search", R"({"hits":{"hits":[{"_source":{"event":{"type":"start"}}}]}})", kJson},
    {"table_of_something", "PartitionKey,RowKey,Timestamp,Name\na,b,2026-03-01T10:00:00Z,x\n",
     "No importer reads this file: it looks like text with commas, without the column names of a "
     "history."},
    {"generic_events",
     R"({"events":[{"type":"click","timestamp":"2026-03-01T10:00:00Z","eventId":1},
        {"type":"timer","timestamp":"2026-03-01T10:00:01Z","eventId":2}]})",
     kJson},
    {"typed_objects",
     R"([{"$type":"MyApp.Order, MyApp","EventId":1},{"$type":"MyApp.Order, MyApp"}])", kJson},
    {"browser_history", R"({"history":[{"url":"x","title":"t","lastVisitTime":1772359200}]})",
     kJson},
    {"other_history",
     R"({"history":[{"EventType":"push","Timestamp":"2026-03-01T10:00:00Z","Name":"x"}]})", kJson},
    {"camunda", R"([{"id":"1","startTime":"2026-03-01T10:00:00Z","eventType":"TimerFired"}])",
     kJson},
    {"windows_events",
     R"([{"EventId":7036,"EventType":"Information","TimeCreated":"2026-03-01T10:00:00Z"}])", kJson},
    {"windows_events_by_number",
     R"([{"EventId":7036,"EventType":4,"Timestamp":"2026-03-01T10:00:00Z","Message":"x"}])", kJson},
    {"numbered_table", "SequenceNumber,EventType,Timestamp\n1,click,2026-03-01T10:00:00Z\n",
     "No importer reads this file: it looks like text with commas, without the column names of a "
     "history."},
    {"dapr_list", R"([{"appID":"a","name":"p","instanceID":"i","status":"RUNNING"}])",
     "No importer reads this file: it looks like a list of Dapr workflows and no history."},
    {"test_report", R"([{"type":"test","elapsed":0.1},{"type":"suite","elapsed":"1s"}])", kJson},
    {"login_page", "<!DOCTYPE html><html><head><title>Sign in, please</title></head></html>\n",
     "No importer reads this file: it looks like a web page, perhaps that of a login, and no "
     "history."},
    {"error_answer",
     R"({"error":{"code":"AuthenticationFailed","message":"The access token has expired."}})",
     "No importer reads this file: it looks like the error that a server answered and no history."},
    {"storage_error",
     "<?xml version=\"1.0\"?><Error><Code>AuthenticationFailed</Code><Message>No</Message></Error>",
     "No importer reads this file: it looks like the error that a server answered and no history."},
    {"words", "hello world\n",
     "No importer reads this file: it looks like text that is neither JSON nor a table."},
    {"divergence",
     "Non-Deterministic workflow detected: A previous execution of this orchestration scheduled "
     "an activity task with sequence ID 0 and name 'A'",
     "No importer reads this file: it looks like the platform's message about a divergence and no "
     "history."},
};

class Strangers : public testing::TestWithParam<Stranger> {};

TEST_P(Strangers, AreRefusedWithAReason) {
  base::Progress progress;
  const base::WorkContext work{progress, {}};
  const auto opened = open(std::string(GetParam().text), "input", work);
  ASSERT_FALSE(opened) << opened->importer->name() << ": " << opened->reason;
  const std::string& message = opened.error().message;
  EXPECT_EQ(message.substr(0, message.find('\n')), GetParam().refusal);
  EXPECT_FALSE(opened.error().hint.empty());
}

INSTANTIATE_TEST_SUITE_P(All, Strangers, testing::ValuesIn(kStrangers),
                         [](const auto& given) { return std::string(given.param.name); });

}  // namespace
}  // namespace core::importers
