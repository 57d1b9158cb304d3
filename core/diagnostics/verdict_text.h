// Reads what a platform said about non-determinism out of its own sentence: D1 to D11 of DTFx, its
// older short form, and the Durable Task SDKs' two sentences. Needs no code and no replay.
// Source: SEMANTICS 4.1 and 4.2; DTFx TaskOrchestrationContext.cs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace core::diagnostics {

/// One platform sentence, taken apart. Empty strings where the sentence does not say.
struct VerdictText {
  std::string rule;  ///< "D1" … "D11", "short", "sdk", or "unknown"
  std::string kind;  ///< what the history has: "activity", "timer", "sub-orchestration", …
  std::optional<std::int64_t> sequence_id;
  std::string recorded_name;  ///< the name in the history
  std::string replayed_name;  ///< the name the code asked for instead
  std::string replayed_kind;  ///< the kind the code asked for instead: "timer"
  std::string sentence;       ///< the platform's own text, from its prefix on
};

/// Finds the platform's sentence in any text around it; empty when there is none.
std::optional<VerdictText> find_verdict_text(std::string_view text);

/// "activity 'Reserve' with sequence id 3".
std::string recorded_call(const VerdictText& verdict);
/// "activity 'Book'", "a timer", "no call with that sequence id".
std::string replayed_call(const VerdictText& verdict);

}  // namespace core::diagnostics
