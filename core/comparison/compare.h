// Two runs beside one another: what the one asked for, got and came to that the other did not. By
// yields where code was run on both sides, else by the recorded calls. Times and ids are not
// compared: they differ between any two instances. Made by session (diff); the words of a difference
// are made when it is shown. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/comparison/recorded_calls.h"
#include "core/model/trace.h"

namespace core::comparison {

/// What is compared: a history and, where code was run, its trace. Both must outlive the answer.
struct Side {
  const model::History& history;
  const model::Trace* trace = nullptr;
};

/// What two sides differ in.
enum class Aspect : std::uint8_t {
  orchestrator,  ///< its name
  start,         ///< the input of the orchestration
  only_a,        ///< a call or yield that B has not
  only_b,
  renamed,       ///< another name at the same place
  order,         ///< the same call or yield elsewhere
  input,
  answer,        ///< what the call or yield got
  event_only_a,  ///< an external event that B was not sent
  event_only_b,
  event_value,
  status,        ///< how the execution ended, or that it did not
  output,
};
inline constexpr std::size_t kAspects = 13;
/// "only in A", "input": what stands in the table.
std::string_view name_of(Aspect aspect);
/// What the code asks for and how it ends are errors: there a history of one side would not fit the
/// code of the other. Values are warnings.
model::Severity severity_of(Aspect aspect);

/// One difference: positions in the lists of both sides; kNoCall where one has nothing, and for
/// those that are about the whole run.
struct Difference {
  Aspect aspect = Aspect::status;
  std::uint32_t a = kNoCall, b = kNoCall;

  friend bool operator==(const Difference&, const Difference&) = default;
};

/// A side taken apart.
struct ComparedSide {
  RecordedCalls recorded;          ///< of its history
  std::uint32_t compared = 0;      ///< calls, or yields
  model::PassIndex pass;           ///< by yields: the pass that is compared, the last recorded one
};

struct Comparison {
  bool is_by_yields = false;
  ComparedSide a, b;
  /// In the order of the run: the first one is where the two part.
  std::vector<Difference> differences;
  std::array<std::size_t, kAspects> counts{};
  /// Calls or yields that are alike in all that is compared.
  std::size_t same = 0;

  std::size_t count(Aspect aspect) const { return counts[static_cast<std::size_t>(aspect)]; }
};

Comparison compare(const Side& a, const Side& b);

/// One side of a difference in words.
struct DifferenceSide {
  std::string text;                         ///< empty where the side has nothing
  std::uint32_t number = 0;                 ///< of the call, yield or event, from 1; 0: none
  model::EventIndex event = model::kNoEvent;
  model::Place place;
};
DifferenceSide words_of(const Comparison& comparison, const Side& side, const Difference& difference,
                        bool is_a);

}  // namespace core::comparison
