#include "core/importers/common/table_columns.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"

namespace core::importers {

namespace {

// Source: DTFx Tracking/AzureTableTrackingStore.cs and its events' members (SEMANTICS 1.1, 2c).
constexpr std::array<std::string_view, 45> kColumns{
    "PartitionKey",    "RowKey",          "Timestamp",
    "_Timestamp",      "EventType",       "EventId",
    "IsPlayed",        "ExecutionId",     "Name",
    "Version",         "Input",           "Result",
    "Output",          "Reason",          "Details",
    "FailureDetails",  "TaskScheduledId", "TimerId",
    "FireAt",          "InstanceId",      "OrchestrationInstance",
    "ParentInstance",  "Status",          "OrchestrationStatus",
    "Data",            "State",           "Tags",
    "Correlation",     "RuntimeStatus",   "CustomStatus",
    "CreatedTime",     "LastUpdatedTime", "CompletedTime",
    "TaskHubName",     "Generation",      "InputBlobName",
    "ResultBlobName",  "OutputBlobName",  "ReasonBlobName",
    "DetailsBlobName", "NameBlobName",    "FailureDetailsBlobName",
    "TagsBlobName",    "CorrelationBlobName",    "etag"};

}  // namespace

std::string_view provider_column(std::string_view written) {
  const std::string_view name = base::trim(written);
  const auto found = std::find_if(kColumns.begin(), kColumns.end(), [&](std::string_view column) {
    return base::equal_ignoring_case(column, name);
  });
  return found == kColumns.end() ? name : *found;
}

}  // namespace core::importers
