// Python source as far as finding orchestrators needs it: functions with their decorators, and what
// Orchestrator.create was given. Reads text, runs nothing; strings and comments are stepped over.
// Private to this folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core::session {

/// A `def`; those inside other functions are kept only with an orchestration_trigger.
struct PythonFunction {
  std::string name;
  std::uint32_t line = 0;  ///< of its first decorator, else of the def: as Python counts
  bool is_top_level = true;
  bool takes_context = false;  ///< its first parameter is named or annotated as a context
  bool has_yield = false;
  /// Declared by @….orchestration_trigger; the orchestrator's name then (SEMANTICS 5.2).
  std::optional<std::string> orchestration;
};

/// `entry = df.Orchestrator.create(function)`.
struct CreatedEntry {
  std::string entry, function;
};

struct PythonSource {
  std::vector<PythonFunction> functions;
  std::vector<CreatedEntry> created;
};

PythonSource read_python_source(std::string_view text);

}  // namespace core::session
