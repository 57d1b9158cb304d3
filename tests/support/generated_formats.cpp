#include "tests/support/generated_formats.h"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

#include "core/base/file.h"
#include "core/base/timestamp.h"

namespace tests {
namespace {

std::string time_of(const GeneratedInstance& instance, std::size_t count) {
  const auto start = static_cast<std::int64_t>(instance.number) * 10'000'000;
  return core::base::format_round_trip(
      {17145576000000000 + start + 1'370'000 * static_cast<std::int64_t>(count)});
}

std::string answer(std::int64_t call) {
  return fmt::format(
      "{{\"orderId\": \"order-{:08}\", \"status\": \"shipped\", \"lines\": [{{\"sku\": \"A-{}\", "
      "\"quantity\": {}, \"price\": {}.5}}], \"customer\": {{\"name\": \"Zo\u00eb M\u00fcller\", "
      "\"city\": \"Z\u00fcrich\", \"note\": \"leave at the door\\nring twice\"}}, \"carrier\": "
      "\"post\", \"weightGrams\": {}}}",
      call, call % 1000, call % 9 + 1, call % 500, call * 13 % 20000);
}

constexpr std::array<FormatFile, 13> kFiles{{
    {"storage-csv", 1000, 1000, write_storage_csv},
    {"storage-odata", 300, 1000, write_storage_odata},
    {"mssql-csv", 300, 1500, write_mssql_csv},
    {"mssql-json", 300, 1000, write_mssql_json},
    {"protobuf-json", 1, 400'000, write_protobuf},
    {"sdk-export-lines", 1, 400'000, write_sdk_lines},
    {"http-status", 300, 1500, write_http_status},
    {"http-status-single", 1, 450'000, write_http_status},
    {"functions-monitor", 1, 450'000, write_monitor},
    {"temporal-json", 1, 300'000, write_temporal},
    {"dtfx-array", 1, 450'000, write_dtfx_array},
    {"dtfx-objects", 1, 300'000, write_dtfx_objects},
    {"app-insights-csv", 300, 1000, write_app_insights},
}};

}  // namespace

GeneratedInstance instance_of(const FormatFile& file, std::size_t number) {
  return {fmt::format("order-{:06}", number), fmt::format("{:032x}", 0x5eed0000 + number * 977),
          number, file.events};
}

void generate_events(const GeneratedInstance& instance,
                     const std::function<void(const GeneratedEvent&)>& take) {
  std::size_t count = 0;
  std::string scheduled;
  const auto give = [&](GeneratedEvent event) {
    event.time = time_of(instance, count++);
    if (event.type == 4) scheduled = event.time;
    take(event);
  };
  for (std::int64_t call = 0; count < instance.events; ++call) {
    const bool is_last = count + 8 > instance.events;
    give({12, "OrchestratorStarted", -1, -1, {}, {}, {}, {}, false});
    if (call == 0) {
      give({0, "ExecutionStarted", -1, -1, {}, {}, "Order", "{\"id\": 7}", true});
    } else {
      give({5,
            "TaskCompleted",
            -1,
            call - 1,
            {},
            scheduled,
            fmt::format("Step{}", (call - 1) % 7),
            answer(call - 1),
            true});
    }
    if (is_last) {
      give({1, "ExecutionCompleted", call, -1, {}, {}, {}, "\"done\"", false});
    } else {
      give({4,
            "TaskScheduled",
            call,
            -1,
            {},
            {},
            fmt::format("Step{}", call % 7),
            fmt::format("[\"{}\"]", call),
            false});
    }
    give({13, "OrchestratorCompleted", -1, -1, {}, {}, {}, {}, false});
    if (is_last) return;
  }
}

std::span<const FormatFile> format_files() { return kFiles; }

std::filesystem::path format_file(const FormatFile& file) {
  const std::filesystem::path path = std::filesystem::temp_directory_path() /
                                     fmt::format("yieldscope-bench-format-{}-v1", file.name);
  if (!std::filesystem::exists(path)) {
    std::string text;
    file.write(file, text);
    const auto written = core::base::write_file(path, text);
    if (!written.ok()) throw std::runtime_error(core::base::to_text(written.error()));
  }
  return path;
}

}  // namespace tests
