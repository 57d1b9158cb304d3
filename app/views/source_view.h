// The source file of the focus with its current line and, at each line that holds a yield, the
// state of that yield in the focused pass. Rebuilt when pass, file or reading changes.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/state/app_state.h"

namespace app::views {

namespace model = core::model;

/// The yields of one line in the focused pass.
struct LineMark {
  model::CellState state = model::CellState::not_reached;  ///< the most telling one
  std::uint32_t count = 0;               ///< yields of this pass on the line
  std::uint32_t first_yield = 0;         ///< from 0: where a click goes
  std::string note;                      ///< diverged: what the history holds instead
};

/// An expression that must not stand in an orchestrator, found by reading the source.
struct SourceFlaw {
  std::uint32_t column = 0;      ///< from 1, in characters
  std::uint32_t end_column = 0;  ///< one behind the last; 0: it goes on to the end of the line
  std::string text;              ///< "clock: datetime.now(); write context.current_utc_datetime"
  /// Of the worst finding on its line.
  model::Severity severity = model::Severity::information;
};

class SourceView {
 public:
  SourceView() = default;
  explicit SourceView(const state::AppState& state);

  bool is_stale(const state::AppState& state) const;
  /// File on screen; empty when no source is known.
  const std::string& file() const { return file_; }
  std::span<const std::string> lines() const;
  /// Mark of a line (from 1), or null.
  const LineMark* mark(std::uint32_t line) const;
  /// What was noted on a line (from 1) in the focused pass: "clock: time.time()"; empty for
  /// nothing, several joined.
  std::string_view evidence(std::uint32_t line) const;
  /// The line (from 1) where the pass leaves the history, over which its mark's note is to be read;
  /// 0: none in this file.
  std::uint32_t diverged_line() const { return diverged_line_; }
  /// What reading the source found on a line (from 1).
  std::span<const SourceFlaw> flaws(std::uint32_t line) const;
  /// Where this pass's code is, for a focus without a line: its first yield, else 0.
  std::uint32_t first_marked_line() const { return marks_.empty() ? 0 : marks_.begin()->first; }
  /// Line of the focus in this file, 0 when there is none.
  std::uint32_t current_line(const state::AppState& state) const;
  /// What to show instead of source: "Attach an orchestrator …"; empty when there are lines.
  const std::string& empty_text() const { return empty_text_; }

 private:
  void mark_yields(const state::Reading& reading, model::PassIndex pass);
  void note_evidence(const state::Reading& reading, model::PassIndex pass);
  void note_flaws(const state::Reading& reading);

  state::ReadingPtr reading_;
  model::PassIndex pass_;
  std::string file_;
  std::size_t source_ = SIZE_MAX;  // index into Snapshot::sources
  std::map<std::uint32_t, LineMark> marks_;
  std::map<std::uint32_t, std::string> evidence_;
  std::map<std::uint32_t, std::vector<SourceFlaw>> flaws_;
  std::uint32_t diverged_line_ = 0;
  std::string empty_text_;
};

}  // namespace app::views
