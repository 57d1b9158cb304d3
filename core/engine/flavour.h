// The rules of one SDK generation as a row of enums. Each enum is read in exactly one place; code
// never asks which flavour it has (DESIGN 5).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace core::engine {

/// Which member of the payload names the replay schema. SEMANTICS 3.1, Construction.
enum class SchemaSource : std::uint8_t { upper_schema_version, upper_schema_version_new, none };
/// Whether timers beyond the provider's maximum become legs. SEMANTICS 3.1, Long timers.
enum class LongTimers : std::uint8_t { as_is, legs };
/// Whether the SDK asks a yielded task first for its state, and then says nothing of a call that an
/// early event has answered already, or first whether it was scheduled. SEMANTICS 3.1
/// (resume_user_code) and 6.26; later 1.x: models/TaskOrchestrationExecutor.py.
enum class ScheduleOrder : std::uint8_t { state_first, schedule_first };
/// Whether the output is tried with a json.dumps that knows no custom objects before the document
/// is written: later 1.x, models/TaskOrchestrationExecutor.py (get_orchestrator_state_str).
enum class OutputCheck : std::uint8_t { none, plain_json };
/// What a generator may yield. SEMANTICS 3.1, Odd user code; DESIGN 5, Flavours.
enum class YieldRule : std::uint8_t { durable_tasks, any_value };
/// Who re-issues the actions and compares them with the history. SEMANTICS 0 and 3.3.
enum class Checker : std::uint8_t { platform, nobody };

/// One row.
struct Flavour {
  std::string_view name;
  SchemaSource schema_source;
  LongTimers long_timers;
  ScheduleOrder schedule_order;
  OutputCheck output_check;
  YieldRule yields;
  std::string_view summary;  ///< one line for --help
  Checker checker = Checker::platform;
  /// Releases of azure-functions-durable: the major number, and the first minor; 0 for none.
  int release_major = 0, release_minor = 0;
};

std::span<const Flavour> flavours();
const Flavour& default_flavour();
/// Null when there is none of that name.
const Flavour* find_flavour(std::string_view name);
/// The rules of azure-functions-durable MAJOR.MINOR; null for a release that no row is of.
const Flavour* flavour_of_release(int major, int minor);
/// The row whose history has event types of our own, Sent and Thrown.
const Flavour* flavour_of_plain_generators();

}  // namespace core::engine
