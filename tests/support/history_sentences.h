// Histories as sentences: Sentences().started("Code").scheduled("A").done().again().completed(0,
// "1"). Ids of schedules count from 0, times go on by a tenth of a second, episodes by a second.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/model/history_builder.h"

namespace tests::support {

/// Every verb appends its event and returns the builder.
class Sentences {
 public:
  /// OrchestratorStarted and ExecutionStarted.
  Sentences& started(std::string_view name = "Code", std::string_view input = "");
  /// OrchestratorStarted of the next episode.
  Sentences& again();
  /// OrchestratorCompleted.
  Sentences& done();

  Sentences& scheduled(std::string_view name);
  Sentences& scheduled_as(std::int32_t id, std::string_view name, std::string_view version = "");
  Sentences& timer_created();
  Sentences& timer_created_as(std::int32_t id);
  Sentences& child_created(std::string_view name, std::string_view instance = "child");
  Sentences& child_created_as(std::int32_t id, std::string_view name, std::string_view instance);
  /// A request to an entity; `request` is its id.
  Sentences& sent(std::string_view request, bool is_signal = false,
                  std::string_view target = "@counter@one");
  Sentences& sent_as(std::int32_t id, std::string_view name, std::string_view target);

  Sentences& completed(std::int32_t id, std::string_view json);
  Sentences& failed(std::int32_t id, std::string_view reason, std::string_view details = "why");
  Sentences& failed_for_good(std::int32_t id, std::string_view reason);
  Sentences& fired(std::int32_t id);
  Sentences& child_completed(std::int32_t id, std::string_view json);
  Sentences& child_failed(std::int32_t id, std::string_view reason);
  Sentences& raised(std::string_view name, std::string_view json);
  Sentences& answered_by_entity(std::string_view request, std::string_view json);
  Sentences& refused_by_entity(std::string_view request, std::string_view message);
  Sentences& value_sent(std::string_view json);
  Sentences& error_thrown(std::string_view message);

  Sentences& suspended();
  Sentences& resumed();
  Sentences& terminated();
  Sentences& rewound_row();
  Sentences& ended(core::model::RuntimeStatus status, std::string_view json = "null");
  Sentences& continued_as_new(std::string_view json);

  /// Member `upperSchemaVersion` or `upperSchemaVersionNew` of the worker payload.
  Sentences& schema(std::int64_t upper);
  /// With the durations that the host sends beside it: AzureStorage's.
  Sentences& newer_schema(std::int64_t upper_new);

  std::shared_ptr<const core::model::History> history() { return builder_.finish(); }

 private:
  Sentences& add(core::model::EventRecord record);
  Sentences& simple(core::model::EventType type);
  Sentences& schedule(core::model::EventType type, std::int32_t id, std::string_view name,
                      std::string_view instance, std::string_view version = "");
  Sentences& answer(core::model::EventType type, std::int32_t link, std::string_view text);

  core::model::HistoryBuilder builder_;
  std::int64_t ticks_ = 0;
  std::int32_t next_id_ = 0;
};

}  // namespace tests::support
