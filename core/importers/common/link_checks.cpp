#include "core/importers/common/link_checks.h"

namespace core::importers {

using model::EventType;

namespace {
/// DTFx FrameworkConstants.FakeTimerIdToSplitDecision: internal, ignored by everyone.
constexpr std::int32_t kSplitTimerId = -100;
}  // namespace

std::optional<EventType> scheduling_type_of(EventType answer) {
  switch (answer) {
    case EventType::task_completed:
    case EventType::task_failed:
      return EventType::task_scheduled;
    case EventType::sub_orchestration_instance_completed:
    case EventType::sub_orchestration_instance_failed:
      return EventType::sub_orchestration_instance_created;
    case EventType::timer_fired:
      return EventType::timer_created;
    default:
      return std::nullopt;
  }
}

std::optional<LinkProblem> LinkChecks::watch(const model::EventRecord& record, std::size_t number) {
  if (record.type == EventType::execution_started) {
    dense_.clear();  // a new generation counts from 0 again
    started_ = number;
    sparse_.clear();
  } else if (model::is_schedule(record.type)) {
    entry(record.id.value, number) = {static_cast<std::uint32_t>(number), kNone, record.type};
  } else if (const auto expected = scheduling_type_of(record.type)) {
    return answer(record, number, *expected);
  }
  return std::nullopt;
}

std::optional<LinkProblem> LinkChecks::answer(const model::EventRecord& record, std::size_t number,
                                              EventType expected) {
  if (record.link.value == kSplitTimerId) return std::nullopt;
  Scheduled& scheduled = entry(record.link.value, number);
  if (scheduled.at == kNone) return LinkProblem{};
  if (scheduled.type != expected) {
    return LinkProblem{LinkProblem::Kind::answers_other_kind, scheduled.at, scheduled.type};
  }
  if (scheduled.answered != kNone) {
    return LinkProblem{LinkProblem::Kind::answered_before, scheduled.answered, record.type};
  }
  scheduled.answered = static_cast<std::uint32_t>(number);
  return std::nullopt;
}

LinkChecks::Scheduled& LinkChecks::entry(std::int32_t id, std::size_t number) {
  if (!sparse_.empty()) {
    if (const auto found = sparse_.find(id); found != sparse_.end()) return found->second;
  }
  const auto index = static_cast<std::size_t>(id);
  if (id < 0 || index > 2 * (number - started_) + 1024) return sparse_[id];
  if (index >= dense_.size()) dense_.resize(index + 1);
  return dense_[index];
}

}  // namespace core::importers
