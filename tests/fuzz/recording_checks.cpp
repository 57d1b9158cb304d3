#include "tests/fuzz/recording_checks.h"

#include <array>
#include <string>

#include "core/base/check.h"
#include "core/recording/recording_file.h"
#include "core/recording/trace_file.h"
#include "tests/fuzz/finding_checks.h"
#include "tests/fuzz/told.h"

namespace tests::fuzz {

namespace recording = core::recording;
using core::base::check;

namespace {

/// What was read can be written, and what is written is read as the same.
void check_round_trip(const core::model::Trace& trace) {
  const std::string text = recording::write_trace(trace);
  const auto again = recording::read_trace(text, "written");
  if (!again) check_error(again.error());
  check(again.ok(), "a written trace can be read");
  check(recording::write_trace(*again) == text, "a trace that is read again is the same");
}

void check_recordings(std::span<const recording::RecordedFile> files, std::size_t size) {
  const auto recordings = recording::read_recordings(files);
  if (!recordings) return check_error(recordings.error());
  for (const recording::Recording& one : *recordings) {
    check_report(one.report, size);
    check_findings(one.trace, one.report);
    check_round_trip(one.trace);
  }
}

}  // namespace

void check_recording(std::string_view bytes) {
  if (recording::is_trace(bytes)) {
    const auto trace = recording::read_trace(bytes, "input");
    if (!trace) return check_error(trace.error());
    return check_round_trip(*trace);
  }
  if (!recording::is_recording(bytes)) return;
  const recording::RecordedFile whole{"a.trace.jsonl", bytes};
  check_recordings(std::array{whole}, bytes.size());
  // Two processes that ran the same instance, one of which was stopped.
  const std::size_t line = bytes.find('\n', bytes.size() / 2);
  if (line == std::string_view::npos) return;
  check_recordings(
      std::array{whole, recording::RecordedFile{"b.trace.jsonl", bytes.substr(0, line)}},
      bytes.size());
}

}  // namespace tests::fuzz
