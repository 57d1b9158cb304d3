#include "tests/core/engine/run_script.h"

#include <gtest/gtest.h>

#include "core/base/json.h"

namespace tests::engine {
namespace {

using core::base::JsonValue;

PassIndex at(std::size_t pass) { return PassIndex{static_cast<std::uint32_t>(pass - 1)}; }

std::string words_of(const JsonValue& action) {
  switch (action.integer_at("actionType").value_or(-1)) {
    case 0:
      return std::string(action.string_at("functionName"));
    case 1:
    case 3:
      return "retry " + std::string(action.string_at("functionName"));
    case 2:
      return "child " + std::string(action.string_at("functionName"));
    case 4:
      return "again " + std::string(action.string_at("input"));
    case 5:
      return action.boolean_at("isCanceled").value_or(false) ? "timer(cancelled)" : "timer";
    case 6:
      return "wait " + std::string(action.string_at("externalEventName"));
    case 7:
      return "entity " + std::string(action.string_at("operation"));
    case 8:
      return "http";
    case 9:
      return "signal " + std::string(action.string_at("operation"));
    default:
      break;
  }
  std::string text = action.integer_at("actionType") == 11 ? "any[" : "all[";
  for (const JsonValue& child : action.find("compoundActions")->items) {
    text += (text.back() == '[' ? "" : ",") + words_of(child);
  }
  return text + "]";
}

}  // namespace

Trace run(const Script& script, Sentences& history, const ReplayOptions& options) {
  ScriptedOrchestrator orchestrator(script);
  core::base::Progress progress;
  core::base::Result<Trace> trace =
      core::engine::replay(orchestrator, history.history(), options, {progress, {}});
  if (!trace.ok()) {
    ADD_FAILURE() << core::base::to_text(trace.error());
    return {};
  }
  return *std::move(trace);
}

Trace run(const Script& script, Sentences&& history, const ReplayOptions& options) {
  return run(script, history, options);
}

ReplayOptions with_flavour(std::string_view name) {
  ReplayOptions options;
  options.flavour = core::engine::find_flavour(name);
  return options;
}

std::string outcome(const Trace& trace, std::size_t pass) {
  return core::model::outcome_text(trace.passes.at(pass - 1).outcome);
}

std::string returned(const Trace& trace, std::size_t pass) {
  const auto& what = trace.passes.at(pass - 1).outcome.what;
  const auto* value = std::get_if<core::model::Returned>(&what);
  return value != nullptr ? value->value.text : outcome(trace, pass);
}

std::vector<std::string> outcomes(const Trace& trace) {
  std::vector<std::string> all;
  for (std::size_t pass = 1; pass <= trace.passes.size(); ++pass) {
    all.push_back(outcome(trace, pass));
  }
  return all;
}

core::engine::StateDocument document(const Trace& trace, std::size_t pass) {
  return core::engine::state_document(trace, at(pass));
}

std::string actions_json(const Trace& trace, std::size_t pass) {
  return document(trace, pass).actions;
}

std::string actions(const Trace& trace, std::size_t pass) {
  const core::base::Result<JsonValue> parsed = core::base::parse_json(actions_json(trace, pass));
  if (!parsed.ok()) {
    return "not JSON: " + parsed.error().message;
  }
  std::string text;
  for (const JsonValue& inner : parsed->items) {
    text += text.empty() ? "" : " | ";
    std::string list;
    for (const JsonValue& action : inner.items) {
      list += (list.empty() ? "" : " ") + words_of(action);
    }
    text += list;
  }
  return text;
}

std::string verdict(const Trace& trace, std::size_t pass) {
  const auto& found = trace.passes.at(pass - 1).verdict;
  if (!found) {
    return "none";
  }
  return found->rule + " at " + std::to_string(found->event.value) + ": " + found->message;
}

std::string divergence(const Trace& trace) {
  if (!trace.divergence) {
    return "none";
  }
  const core::model::Divergence& found = *trace.divergence;
  const std::string event = found.event == core::model::kNoEvent
                                ? std::string("no event")
                                : "event " + std::to_string(found.event.value);
  return std::string(core::model::name_of(found.kind)) + " p" +
         std::to_string(trace.passes.at(found.pass.value).number) + ".y" +
         std::to_string(found.yield.value + 1) + " " + event + ": " + found.expected + " / " +
         found.actual;
}

std::string ids(const Trace& trace, std::size_t pass) {
  std::string text;
  for (const core::model::Call& call : core::engine::ledger(trace, at(pass)).calls) {
    text += (text.empty() ? "" : " ") +
            (call.sdk_id ? std::to_string(*call.sdk_id) : std::string("-")) + ":" +
            (call.platform_id ? std::to_string(*call.platform_id) : std::string("-"));
  }
  return text;
}

}  // namespace tests::engine
