// A scenario: an orchestrator, its input and the answers that stand in for the platform
// (*.scenario.json). Format: core/simulator/FORMAT.md. Read by simulate and by the samples.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/model/payload.h"

namespace core::simulator {

/// One answer. `by_name` answers go to calls of that name, the first to the first call, and so on,
/// or to every call (is_for_every_call); `in_order` answers go to the calls that have no name here.
struct Answer {
  enum class How : std::uint8_t { result, error, echo };
  How how = How::result;
  std::string name;         ///< activity, orchestrator or event name; empty: any call
  model::Payload value;     ///< JSON text of the result
  std::string message;      ///< of an error
  bool is_for_every_call = false;
};

/// What a call gets that no answer fits.
enum class DefaultAnswer : std::uint8_t { lax_echo, pending, error };

struct Scenario {
  std::string name;
  std::filesystem::path folder;   ///< of the scenario file; TARGET is relative to it
  std::string orchestrator;       ///< TARGET, e.g. "orchestrator.py:doubles"
  std::string flavour;            ///< empty: default
  std::string instance_id = "simulated";
  std::optional<std::string> parent_instance_id;
  model::Payload input;           ///< JSON text
  std::string arguments;          ///< plain generator: JSON array text of call arguments
  std::vector<Answer> in_order;
  std::vector<Answer> by_name;
  DefaultAnswer fallback = DefaultAnswer::lax_echo;
  /// What to verify; absent members are not verified.
  model::Payload expected_output;
  /// "returned", "raised", "waiting", "continued as new", "sdk broke" or "not run".
  std::string expected_status;
  /// In the order in which they were made; a timer is "timer", a plain value its JSON text.
  std::optional<std::vector<std::string>> expected_calls;
};

/// Errors: json.malformed; scenario.malformed with the JSON path of the member that is wrong;
/// scenario.unknown_member with what was probably meant.
base::Result<Scenario> parse_scenario(std::string_view text, const std::filesystem::path& file);

}  // namespace core::simulator
