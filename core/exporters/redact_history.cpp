#include "core/exporters/redact.h"
#include "core/exporters/redact_shape.h"
#include "core/exporters/redact_trace.h"
#include "core/model/history_builder.h"

namespace core::exporters {
namespace {

using model::EventView;

std::string pseudonym_or_empty(const std::string& id) {
  return id.empty() ? std::string() : pseudonym(id);
}

model::EventExtra redacted_extra(const model::EventExtra& extra) {
  model::EventExtra out = extra;
  out.instance_id = pseudonym_or_empty(extra.instance_id);
  out.execution_id = pseudonym_or_empty(extra.execution_id);
  out.parent_instance_id = pseudonym_or_empty(extra.parent_instance_id);
  out.details = shape_of(extra.details.view());
  out.failure_details = shape_of(extra.failure_details.view());
  out.raw = shape_of(extra.raw.view());
  return out;
}

void redact_envelope(model::Envelope& to, const model::Envelope& from) {
  to = from;
  to.instance_id = pseudonym_or_empty(from.instance_id);
  to.execution_id = pseudonym_or_empty(from.execution_id);
  if (from.parent_instance_id) to.parent_instance_id = pseudonym_or_empty(*from.parent_instance_id);
  to.input = shape_of(from.input.view());
}

}  // namespace

void learn_from(KnownSecrets& secrets, const model::History& history) {
  const model::Envelope& envelope = history.envelope();
  secrets.learn(envelope.input.view());
  secrets.keep(envelope.name);
  secrets.add_instance(envelope.instance_id);
  secrets.add_instance(envelope.execution_id);
  secrets.add_instance(envelope.parent_instance_id.value_or(""));
  for (std::size_t i = 0; i < history.size(); ++i) {
    const EventView event = history[i];
    secrets.learn(event.payload());
    secrets.keep(event.name());
    secrets.keep(event.type_name());
    const model::EventExtra* extra = event.extra();
    if (extra == nullptr) continue;
    secrets.add_instance(extra->instance_id);
    secrets.add_instance(extra->execution_id);
    secrets.add_instance(extra->parent_instance_id);
    secrets.learn(extra->details.view());
    secrets.learn(extra->failure_details.view());
    secrets.learn(extra->raw.view());
  }
}

std::shared_ptr<const model::History> redacted_history(const model::History& history) {
  model::HistoryBuilder builder;
  builder.set_quality(history.quality());
  redact_envelope(builder.envelope(), history.envelope());
  for (std::size_t i = 0; i < history.size(); ++i) {
    const EventView event = history[i];
    model::EventRecord record = model::record_of(event);
    const model::Payload payload = shape_of(event.payload());
    record.payload = payload.view();
    model::EventExtra extra;
    if (event.extra() != nullptr) {
      extra = redacted_extra(*event.extra());
      record.extra = &extra;
    }
    builder.append(record);
  }
  return builder.finish();
}

}  // namespace core::exporters
