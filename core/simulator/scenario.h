// A scenario: an orchestrator, its input and the answers that stand in for the platform
// (*.scenario.json). Format: core/simulator/FORMAT.md. Read by simulate and by the samples.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/payload.h"

namespace core::simulator {

/// One answer. `by_name` answers go to calls of that name; the others are taken in order.
struct Answer {
  enum class How : std::uint8_t { result, error, echo };
  How how = How::result;
  std::string name;         ///< activity, orchestrator or event name; empty: any call
  model::Payload value;     ///< JSON text of the result
  std::string message;      ///< of an error
};

/// What a call gets that no answer fits.
enum class DefaultAnswer : std::uint8_t { lax_echo, pending, error };

struct Scenario {
  std::string name;
  std::filesystem::path folder;   ///< of the scenario file; TARGET is relative to it
  std::string orchestrator;       ///< TARGET, e.g. "orchestrator.py:doubles"
  std::string flavour;            ///< empty: default
  std::string instance_id = "simulated";
  model::Payload input;           ///< JSON text
  std::string arguments;          ///< plain generator: JSON array text of call arguments
  std::vector<Answer> in_order;
  std::vector<Answer> by_name;
  DefaultAnswer fallback = DefaultAnswer::lax_echo;
  /// What to verify; absent members are not verified.
  model::Payload expected_output;
  std::string expected_status;    ///< "returned", "raised", "waiting"
  std::vector<std::string> expected_calls;  ///< names, in order
};

/// Errors: scenario.malformed with the JSON path of the member that is wrong, scenario.unknown_member
/// with what was probably meant.
base::Result<Scenario> parse_scenario(std::string_view text, const std::filesystem::path& file);

}  // namespace core::simulator
