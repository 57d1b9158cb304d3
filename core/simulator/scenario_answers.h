// A scenario's table of answers as the engine asks for them: by name first, then in order, then the
// default. Rules: FORMAT.md, Answers. One serves one execution.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/engine/direct.h"
#include "core/simulator/scenario.h"

namespace core::simulator {

class ScenarioAnswers final : public engine::AnswerSource {
 public:
  /// `scenario` must outlive this.
  explicit ScenarioAnswers(const Scenario& scenario) : scenario_(scenario) {}

  std::optional<engine::DirectAnswer> answer(const engine::OpenCall& call) override;

 private:
  const Answer* find_by_name(const std::string& name);
  std::optional<engine::DirectAnswer> fallback(const engine::OpenCall& call) const;

  const Scenario& scenario_;
  std::map<std::string, std::size_t> calls_of_;  // how often a name was asked for
  std::size_t next_in_order_ = 0;
};

/// What FORMAT.md calls a call: its name, "timer", or the JSON text of a plain value.
std::string call_name(const model::Op& op);

}  // namespace core::simulator
