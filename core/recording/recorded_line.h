// The lines of a recording as values: the head, and one pass with the rows that are new in it.
// Made by recorded_line.cpp, read by recording_strand. Throws base::FormatError.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/trace.h"
#include "core/recording/read_history.h"

namespace core::recording {

/// The first line of a file.
struct RecordedHead {
  model::Envelope envelope;
  /// Everything but history, places, spines and passes.
  model::Trace trace;
  /// Digits after the second that the recorder could see.
  std::uint32_t time_digits = 7;
};

/// How much a line relies on, and the digest of it.
struct RecordedPrefix {
  std::uint32_t count = 0;
  std::uint32_t digest = 0;
};

/// A row with its text's digest, counted on from the prefix.
template <class Row>
struct Digested {
  Row row;
  std::uint32_t digest = 0;
};

/// One pass. Places are indices into `places`.
struct RecordedPass {
  RecordedPrefix events_before, yields_before;
  std::vector<model::Place> places;
  std::vector<Digested<EventRow>> events;
  std::vector<Digested<model::Yield>> yields;
  model::Pass pass;
};

/// `file` is named in errors; lines and bytes there count within the line.
RecordedHead read_head(std::string_view line, const std::string& file);
/// Checks that the line's own numbers point at something.
RecordedPass read_recorded_pass(std::string_view line, const std::string& file);

}  // namespace core::recording
