// Compares two payloads as JSON values: key order ignored, 1 equals 1.0 (DESIGN 5, strict mode).
#pragma once

#include <string>
#include <string_view>

namespace core::diagnostics {

/// Whether two JSON texts mean the same value. A text that is not JSON equals only itself.
bool equal_as_json(std::string_view a, std::string_view b);

/// What a TaskScheduled.Input holds for the SDK's own input: one array level, then one level of
/// JSON text taken off. The text itself where it has not that form. Source: SEMANTICS 1.2.
std::string unwrapped_activity_input(std::string_view recorded);
/// The same for SubOrchestrationInstanceCreated.Input: one level of JSON text taken off.
std::string unwrapped_text(std::string_view recorded);

}  // namespace core::diagnostics
