// How the enums that have no name of their own are spelled in a trace file (FORMAT.md). Read by the
// writer and the reader.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/model/trace.h"

namespace core::recording {

/// Names by the enum's number.
template <class Enum, std::size_t kCount>
struct Spelling {
  std::array<std::string_view, kCount> names;

  constexpr std::string_view of(Enum value) const { return names[static_cast<std::size_t>(value)]; }
  constexpr std::optional<Enum> find(std::string_view name) const {
    for (std::size_t i = 0; i < kCount; ++i) {
      if (names[i] == name) return static_cast<Enum>(i);
    }
    return std::nullopt;
  }
};

inline constexpr std::string_view kFormatName = "yieldscope-trace";
inline constexpr std::int64_t kVersion = 1;

inline constexpr Spelling<model::ResumeKind, 3> kResumeKinds{{"start", "send", "raise"}};
inline constexpr Spelling<model::LogStream, 3> kLogStreams{{"print", "error", "logging"}};
inline constexpr Spelling<model::Severity, 3> kSeverities{{"information", "warning", "error"}};
inline constexpr Spelling<model::Fidelity, 3> kFidelities{
    {"exact", "reconstructed", "timeline_only"}};
inline constexpr Spelling<model::Quality, 3> kQualities{{"exact", "reconstructed", "missing"}};
inline constexpr Spelling<model::DivergenceKind, 6> kDivergences{
    {"name_differs", "kind_differs", "call_missing", "call_added", "ended_early", "ended_late"}};
/// By the position of the bit of model::Inferable.
inline constexpr std::array<std::string_view, 6> kInferables{"event",     "id",     "link",
                                                             "timestamp", "fireAt", "position"};
inline constexpr Spelling<model::AlignmentKind, 6> kAlignments{
    {"same", "input_changed", "renamed", "moved", "inserted", "removed"}};
inline constexpr Spelling<model::Condition, 5> kConditions{
    {"none", "clock", "random", "hash_seed", "environment"}};
inline constexpr Spelling<model::Confidence, 3> kConfidences{{"possible", "likely", "proven"}};

}  // namespace core::recording
