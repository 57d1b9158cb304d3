#include "core/diagnostics/execution_end.h"

#include "core/diagnostics/verdict_text.h"

namespace core::diagnostics {
namespace {

using model::EventType;

bool ends_execution(EventType type) {
  return type == EventType::execution_completed || type == EventType::execution_failed ||
         type == EventType::continue_as_new;
}

model::RuntimeStatus status_of(const model::EventView& event) {
  if (event.type() == EventType::continue_as_new) return model::RuntimeStatus::continued_as_new;
  if (event.type() == EventType::execution_failed) return model::RuntimeStatus::failed;
  return event.status();
}

std::optional<model::PassIndex> pass_of(const model::Trace& trace, std::size_t episode) {
  for (std::size_t i = 0; i < trace.passes.size(); ++i) {
    if (!trace.passes[i].is_confirming && trace.passes[i].number == episode + 1) {
      return model::PassIndex{static_cast<std::uint32_t>(i)};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<ExecutionEnd> execution_end(const Subject& subject) {
  for (std::size_t i = subject.history.size(); i > 0; --i) {
    const model::EventView event = subject.history[i - 1];
    if (!ends_execution(event.type())) continue;
    ExecutionEnd end;
    end.event = event.index();
    end.status = status_of(event);
    end.is_platform_verdict = find_verdict_text(event.payload().text).has_value() ||
                              find_verdict_text(event.details().text).has_value();
    if (event.extra() != nullptr) {
      end.is_platform_verdict = end.is_platform_verdict ||
                                find_verdict_text(event.extra()->failure_details.text).has_value();
    }
    if (subject.trace != nullptr && !subject.history.episodes().empty()) {
      end.pass = pass_of(*subject.trace, subject.history.episode_of(event.index()));
    }
    return end;
  }
  return std::nullopt;
}

}  // namespace core::diagnostics
