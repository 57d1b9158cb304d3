#include "core/simulator/verify.h"

#include <algorithm>
#include <charconv>

#include "core/base/json.h"
#include "core/base/match.h"
#include "core/engine/replay.h"
#include "core/simulator/scenario_answers.h"

namespace core::simulator {
namespace {

using base::JsonValue;
using Kind = JsonValue::Kind;

constexpr model::PassIndex kOnlyPass{0};

double number_of(const JsonValue& json) {
  double value = 0;
  std::from_chars(json.text.data(), json.text.data() + json.text.size(), value);
  return value;
}

// As values: 1 equals 1.0, key order does not matter, of a doubled key the last one counts.
bool equal(const JsonValue& a, const JsonValue& b) {
  if (a.kind != b.kind) {
    return false;
  }
  switch (a.kind) {
    case Kind::null: return true;
    case Kind::boolean: return a.flag == b.flag;
    case Kind::string: return a.text == b.text;
    case Kind::number: return a.text == b.text || number_of(a) == number_of(b);
    case Kind::array:
      return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), equal);
    case Kind::object: break;
  }
  const auto holds_all = [](const JsonValue& whole, const JsonValue& part) {
    return std::all_of(part.members.begin(), part.members.end(), [&](const auto& member) {
      const JsonValue* const here = whole.find(member.name);
      return here != nullptr && equal(*here, *part.find(member.name));
    });
  };
  return holds_all(a, b) && holds_all(b, a);
}

bool equal_values(const model::Payload& a, const model::Payload& b) {
  const base::Result<JsonValue> left = base::parse_json(a.has_value() ? a.text : "null");
  const base::Result<JsonValue> right = base::parse_json(b.has_value() ? b.text : "null");
  return left && right ? equal(*left, *right) : a.text == b.text;
}

std::string status_of(const model::Outcome& outcome) {
  return base::match(
      outcome.what, [](const model::Waiting&) { return "waiting"; },
      [](const model::Returned&) { return "returned"; },
      [](const model::Raised&) { return "raised"; },
      [](const model::ContinuedAsNew&) { return "continued as new"; },
      [](const model::SdkBroke&) { return "sdk broke"; },
      [](const model::NotRun&) { return "not run"; });
}

/// What was asked of the platform, in the order in which it was made.
std::vector<std::string> calls_made(const model::Trace& trace) {
  std::vector<std::string> names;
  for (const model::Call& call : engine::ledger(trace, kOnlyPass).calls) {
    const model::Op* const op = trace.find_op(kOnlyPass, call.handle);
    if (op != nullptr && !model::is_compound(op->kind) && call.state != model::TaskState::created) {
      names.push_back(call_name(*op));
    }
  }
  return names;
}

std::string list_of(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) {
    out += (out.empty() ? "" : ", ") + name;
  }
  return out.empty() ? "none" : out;
}

}  // namespace

std::vector<Failure> verify(const Scenario& scenario, const model::Trace& trace) {
  std::vector<Failure> failures;
  const model::Outcome& outcome = trace.passes.at(kOnlyPass.value).outcome;
  const std::string status = status_of(outcome);
  if (!scenario.expected_status.empty() && status != scenario.expected_status) {
    failures.push_back({"The pass ended otherwise", scenario.expected_status,
                        model::outcome_text(outcome)});
  }
  if (scenario.expected_output.has_value()) {
    const auto* const returned = std::get_if<model::Returned>(&outcome.what);
    if (returned == nullptr) {
      failures.push_back({"The pass has no output", scenario.expected_output.text,
                          model::outcome_text(outcome)});
    } else if (!equal_values(returned->value, scenario.expected_output)) {
      failures.push_back({"The output differs", scenario.expected_output.text,
                          returned->value.has_value() ? returned->value.text : "null"});
    }
  }
  if (scenario.expected_calls) {
    const std::vector<std::string> calls = calls_made(trace);
    if (calls != *scenario.expected_calls) {
      failures.push_back({"The calls differ", list_of(*scenario.expected_calls), list_of(calls)});
    }
  }
  return failures;
}

}  // namespace core::simulator
