#include "tests/bench/chain_history.h"

#include <fmt/format.h>

#include "core/model/history_builder.h"

namespace bench {
namespace {

using core::model::EventId;
using core::model::EventType;
using core::model::PayloadKind;

class Writer {
 public:
  void begin_pass() { add(EventType::orchestrator_started); }
  void end_pass() { add(EventType::orchestrator_completed); }
  void started(std::int64_t calls) {
    core::model::EventExtra extra;
    extra.instance_id = "bench";
    extra.execution_id = "e1";
    const std::string input = std::to_string(calls);
    add(EventType::execution_started, -1, -1, "chain", input, &extra);
    builder_.envelope().input = core::model::Payload::of_text(input);
    builder_.envelope().upper_schema_version = 1;
  }
  void scheduled(std::int64_t call) {
    add(EventType::task_scheduled, static_cast<std::int32_t>(call), -1, "Step",
        fmt::format("[\"{}\"]", call));
  }
  void completed(std::int64_t call) {
    add(EventType::task_completed, -1, static_cast<std::int32_t>(call), "", std::to_string(call));
  }
  void finished(std::int64_t calls) {
    add(EventType::execution_completed, static_cast<std::int32_t>(calls), -1, "",
        std::to_string(calls));
  }
  std::shared_ptr<const core::model::History> finish() { return builder_.finish(); }

 private:
  void add(EventType type, std::int32_t id = -1, std::int32_t link = -1, std::string_view name = "",
           std::string_view payload = "", const core::model::EventExtra* extra = nullptr) {
    core::model::EventRecord record;
    record.type = type;
    record.id = EventId{id};
    record.link = EventId{link};
    record.timestamp = {17145576000000000 + 1'370'000 * std::int64_t(builder_.size())};
    record.name = name;
    if (!payload.empty()) record.payload = {PayloadKind::text, payload};
    if (type == EventType::execution_completed) {
      record.status = core::model::RuntimeStatus::completed;
    }
    record.extra = extra;
    builder_.append(record);
  }

  core::model::HistoryBuilder builder_;
};

}  // namespace

std::shared_ptr<const core::model::History> chain_history(std::int64_t calls) {
  Writer history;
  for (std::int64_t pass = 0; pass <= calls; ++pass) {
    history.begin_pass();
    if (pass == 0) {
      history.started(calls);
    } else {
      history.completed(pass - 1);
    }
    if (pass < calls) {
      history.scheduled(pass);
    } else {
      history.finished(calls);
    }
    history.end_pass();
  }
  return history.finish();
}

}  // namespace bench
