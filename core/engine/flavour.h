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
/// What a generator may yield. SEMANTICS 3.1, Odd user code; DESIGN 5, Flavours.
enum class YieldRule : std::uint8_t { durable_tasks, any_value };
/// Who re-issues the actions and compares them with the history. SEMANTICS 0 and 3.3.
enum class Checker : std::uint8_t { platform, nobody };

/// One row.
struct Flavour {
  std::string_view name;
  SchemaSource schema_source;
  LongTimers long_timers;
  YieldRule yields;
  std::string_view summary;  ///< one line for --help
  Checker checker = Checker::platform;
};

std::span<const Flavour> flavours();
const Flavour& default_flavour();
/// Null when there is none of that name.
const Flavour* find_flavour(std::string_view name);

}  // namespace core::engine
