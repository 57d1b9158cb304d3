#include "core/importers/common/single_import.h"

#include "core/base/check.h"

namespace core::importers {

using model::EventType;

SingleImport::SingleImport(std::shared_ptr<const model::History> history, model::Report report,
                           std::uint64_t file_size) {
  const model::Envelope& envelope = history->envelope();
  Instance instance{envelope.instance_id, envelope.name, status_of(*history), history->size(), 0,
                    file_size};
  instance.execution_id = envelope.execution_id;
  instance.parent_id = envelope.parent_instance_id.value_or("");
  instance.started = started_of(*history);
  instances_.push_back(std::move(instance));
  file_report_.fidelity = report.fidelity;
  loaded_ = {std::move(history), std::move(report)};
}

base::Result<Loaded> SingleImport::load(std::size_t index, const base::WorkContext&) {
  base::check(index < instances_.size(), "an instance index is one of instances()");
  return loaded_;
}

std::optional<base::Timestamp> started_of(const model::History& history) {
  for (std::size_t i = 0; i < history.size(); ++i) {
    const model::EventView event = history[i];
    if (event.type() != EventType::execution_started) continue;
    if (event.is_inferred(model::Inferable::timestamp)) return std::nullopt;
    return event.timestamp();
  }
  return std::nullopt;
}

model::RuntimeStatus status_of(const model::History& history) {
  for (std::size_t i = history.size(); i-- > 0;) {
    switch (history[i].type()) {
      case EventType::execution_completed:
        return history[i].status();
      case EventType::execution_failed:
        return model::RuntimeStatus::failed;
      case EventType::execution_terminated:
        return model::RuntimeStatus::terminated;
      case EventType::continue_as_new:
        return model::RuntimeStatus::continued_as_new;
      case EventType::execution_suspended:
        return model::RuntimeStatus::suspended;
      case EventType::execution_resumed:
      case EventType::execution_started:
        return model::RuntimeStatus::running;
      default:
        break;
    }
  }
  return model::RuntimeStatus::unknown;
}

base::Error cancelled_error() { return {"cancelled", "The import was stopped.", {}, ""}; }

base::Error no_event_error(const model::Report& report, const std::string& file) {
  for (const model::Remark& remark : report.remarks) {
    if (remark.severity != model::Severity::error) continue;
    return {"import.damaged", "No event could be read. " + remark.message, remark.where,
            "Export the history again, or repair the file at the named place."};
  }
  return {"import.no_events",
          "The file has the shape of a history, but there is no event in it.",
          {file, std::nullopt, 0, 0, {}},
          "Export it after the instance has started."};
}

}  // namespace core::importers
