#include "core/simulator/scenario_answers.h"

namespace core::simulator {
namespace {

using engine::DirectAnswer;

DirectAnswer to_direct(const Answer& answer, const engine::OpenCall& call) {
  switch (answer.how) {
    case Answer::How::error: return DirectAnswer::with_error(answer.message);
    case Answer::How::echo: return DirectAnswer::with_result(call.op.input);
    case Answer::How::result: break;
  }
  return DirectAnswer::with_result(answer.value);
}

}  // namespace

std::string call_name(const model::Op& op) {
  switch (op.kind) {
    case model::ActionKind::timer: return "timer";
    case model::ActionKind::value: return op.input.text;
    default: return op.name;
  }
}

std::optional<DirectAnswer> ScenarioAnswers::answer(const engine::OpenCall& call) {
  if (const Answer* const named = find_by_name(call_name(call.op))) {
    return to_direct(*named, call);
  }
  const bool is_timer = call.op.kind == model::ActionKind::timer;
  if (!is_timer && next_in_order_ < scenario_.in_order.size()) {
    return to_direct(scenario_.in_order[next_in_order_++], call);
  }
  return fallback(call);
}

const Answer* ScenarioAnswers::find_by_name(const std::string& name) {
  const std::size_t before = calls_of_[name]++;
  std::size_t nth = 0;
  for (const Answer& answer : scenario_.by_name) {
    if (answer.name == name && (answer.is_for_every_call || nth++ == before)) {
      return &answer;
    }
  }
  return nullptr;
}

std::optional<DirectAnswer> ScenarioAnswers::fallback(const engine::OpenCall& call) const {
  if (scenario_.fallback == DefaultAnswer::pending) {
    return std::nullopt;
  }
  if (scenario_.fallback == DefaultAnswer::lax_echo ||
      call.op.kind == model::ActionKind::timer) {
    return DirectAnswer::with_result(call.op.input);
  }
  return DirectAnswer::with_error("the scenario has no answer to " + model::to_text(call.op));
}

}  // namespace core::simulator
