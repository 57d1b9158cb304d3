// The fast path: reads one window of whole events with simdjson. It refuses what simdjson refuses
// (NaN, invalid UTF-8, lone surrogates, damage) and what it cannot keep cheaply (unknown types);
// event_array then reads on with the tolerant cursor. Hot: a million events go through here.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "core/importers/common/event_intake.h"

namespace core::importers {

/// Reuses its buffers from window to window.
class WindowParser {
 public:
  WindowParser();
  ~WindowParser();

  enum class End {
    window,  ///< all events of the window were read
    array,   ///< the array's own `]` came first; `at` is behind it
    refused  ///< go on tolerantly from the event at `at`
  };
  struct Outcome {
    End end = End::refused;
    /// Offset in the window.
    std::size_t at = 0;
    /// End::refused: the event at `at` was already taken in, the trouble is behind it.
    bool is_taken = false;
    /// How many elements of the array were gone past.
    std::size_t elements = 0;
  };
  /// Reads `bytes` from `begin` to `end`: whole elements separated by commas, or the rest of the
  /// file. REQUIRES: a byte stands before `begin` (the array's bracket or a comma). While it reads,
  /// brackets stand around the window in `bytes`; they are as they were when it returns.
  /// `number` is of the first element.
  Outcome parse(std::span<char> bytes, std::size_t begin, std::size_t end, std::size_t number,
                EventIntake& intake);

 private:
  Outcome parse_document(const char* text, std::size_t length, std::size_t capacity,
                         const EventPlace& place, EventIntake& intake);

  struct Buffers;
  std::unique_ptr<Buffers> buffers_;
};

}  // namespace core::importers
