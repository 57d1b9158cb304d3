#include "tests/bench/payload_file.h"

#include <fmt/format.h>

#include <stdexcept>
#include <string>

#include "core/base/file.h"
#include "core/base/json_writer.h"
#include "core/base/timestamp.h"

namespace bench {
namespace {

/// Writes one event after another, 137 ms apart, as the Functions host spells them.
class PayloadText {
 public:
  void add(int type, const std::string& members) {
    const core::base::Timestamp time{17145576000000000 + 1'370'000 * count_};
    text_ +=
        fmt::format("{}{{\"EventType\":{},{}\"EventId\":{},\"IsPlayed\":{},\"Timestamp\":\"{}\"}}",
                    count_ == 0 ? "" : ",", type, members, type == 4 ? scheduled_ : -1,
                    type == 5 ? "true" : "false", core::base::format_round_trip(time));
    ++count_;
  }
  void add_pass() {
    add(12, "\"Correlation\":null,\"ExtensionData\":null,");
    if (scheduled_ < 0) {
      add(0,
          "\"OrchestrationInstance\":{\"InstanceId\":\"bench\",\"ExecutionId\":\"e1\"},"
          "\"ParentInstance\":null,\"Name\":\"chain\",\"Version\":\"\",\"Input\":\"1\",\"Tags\":"
          "null,");
    } else {
      add(5, fmt::format("\"TaskScheduledId\":{},\"Result\":{},\"ExtensionData\":null,", scheduled_,
                         literal(answer())));
    }
    ++scheduled_;
    add(4,
        fmt::format("\"Name\":\"Step{}\",\"Version\":\"\",\"Input\":{},\"ParentTraceContext\":null,"
                    "\"Tags\":null,",
                    scheduled_ % 7, literal(fmt::format("[\"{}\"]", scheduled_))));
    add(13, "\"Correlation\":null,\"ExtensionData\":null,");
  }
  std::int64_t count() const { return count_; }
  const std::string& text() const { return text_; }

 private:
  static std::string literal(const std::string& value) {
    std::string out;
    core::base::append_json_string(out, value);
    return out;
  }
  std::string answer() const {
    return fmt::format(
        "{{\"orderId\": \"order-{:08}\", \"status\": \"shipped\", \"lines\": [{{\"sku\": "
        "\"A-{}\", \"quantity\": {}, \"price\": {}.5}}], \"customer\": {{\"name\": "
        "\"Zo\u00eb M\u00fcller\", \"city\": \"Z\u00fcrich\", \"note\": \"leave at the "
        "door\\nring twice\"}}, \"carrier\": \"post\", \"weightGrams\": {}}}",
        scheduled_, scheduled_ % 1000, scheduled_ % 9 + 1, scheduled_ % 500,
        scheduled_ * 13 % 20000);
  }

  std::string text_;
  std::int64_t count_ = 0;
  std::int64_t scheduled_ = -1;
};

std::string payload_text(std::size_t events) {
  PayloadText history;
  while (history.count() < static_cast<std::int64_t>(events)) history.add_pass();
  return "{\"history\":[" + history.text() +
         "],\"input\":\"1\",\"instanceId\":\"bench\",\"isReplaying\":true,\"parentInstanceId\":"
         "null,"
         "\"upperSchemaVersion\":1,\"upperSchemaVersionNew\":2}";
}

}  // namespace

std::filesystem::path payload_file(std::size_t events) {
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / fmt::format("yieldscope-bench-{}-v2.json", events);
  if (!std::filesystem::exists(path)) {
    const auto written = core::base::write_file(path, payload_text(events));
    if (!written.ok()) throw std::runtime_error(core::base::to_text(written.error()));
  }
  return path;
}

}  // namespace bench
