#include "core/session/history_values.h"

#include "core/importers/common/event_rules.h"
#include "core/importers/common/host_input.h"
#include "core/model/history_builder.h"

namespace core::session {
namespace {

/// Whether the envelope only repeats what ExecutionStarted says.
bool is_input_of_start(const model::History& history) {
  for (std::size_t i = 0; i < history.size(); ++i) {
    if (history[i].type() != model::EventType::execution_started) continue;
    return history[i].payload() == history.envelope().input.view();
  }
  return false;
}

}  // namespace

std::string_view member_name(model::EventType type, ValuePlace place) {
  if (place == ValuePlace::details) return "Details";
  if (place == ValuePlace::failure_details) return "FailureDetails";
  const importers::Field field = importers::rule_of(type).payload;
  return field == importers::Field::none ? "Value" : importers::name_of(field);
}

std::shared_ptr<const model::History> with_values(const model::History& history,
                                                  const ReplaceValue& replace,
                                                  const model::Envelope& envelope) {
  model::HistoryBuilder builder;
  builder.set_quality(history.quality());
  builder.envelope() = envelope;
  const bool is_repeated = is_input_of_start(history);
  if (is_repeated) builder.envelope().input = {};
  for (std::size_t i = 0; i < history.size(); ++i) {
    const model::EventView event = history[i];
    model::EventRecord record = model::record_of(event);
    const auto payload = replace(event, ValuePlace::payload, event.payload());
    if (payload) record.payload = payload->view();
    std::optional<model::EventExtra> extra;
    if (const model::EventExtra* old = event.extra()) {
      auto details = replace(event, ValuePlace::details, old->details.view());
      auto failure = replace(event, ValuePlace::failure_details, old->failure_details.view());
      if (details || failure) extra = *old;
      if (details) extra->details = *std::move(details);
      if (failure) extra->failure_details = *std::move(failure);
    }
    if (extra) record.extra = &*extra;
    builder.append(record);
  }
  if (is_repeated && !history.envelope().input.has_value()) importers::take_host_input(builder);
  return builder.finish();
}

}  // namespace core::session
