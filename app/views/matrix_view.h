// The pass matrix as rows of runs: equal neighbouring cells are one run, so that drawing costs what
// is visible, also for 10,000 passes by 10,000 yields. Built once a reading; pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/state/reading.h"
#include "core/model/trace.h"

namespace app::views {

namespace model = core::model;

/// Cells begin … end-1 (yields from 0) of one state.
struct CellRun {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  model::CellState state = model::CellState::not_reached;
  friend bool operator==(const CellRun&, const CellRun&) = default;
};

/// How a pass ended, for the mark at its right end.
enum class EndMark : std::uint8_t {
  waiting, completed, failed, continued, broke, not_run,
  diverged,  ///< the code ends where the history goes on, or the other way round
  inferred,  ///< no code was run
};

struct MatrixRow {
  std::string label;    ///< "p5"
  std::string trigger;  ///< what woke it: "start", "Hello done", "Approval raised, timer fired"
  std::string outcome;  ///< "waiting", "returned [..]", … one line
  std::string clock;    ///< time of day when it ran; empty for the confirming pass
  bool is_worked_out = false;  ///< where it begins is not in the file
  EndMark end = EndMark::waiting;
  bool is_confirming = false;
  std::uint32_t left_out = 0;  ///< recorded passes between the row above and this one, not run
  std::uint32_t length = 0;
  std::vector<CellRun> runs;  ///< ascending, without gaps, 0 … length
};

struct MatrixColumn {
  std::string label;           ///< "Hello("Tokyo")"
  std::string heading;         ///< "y1"
  std::uint32_t line = 0;      ///< of the yield, 0 when not known
  std::string file;
  std::uint32_t reached = 0;   ///< passes that reached it
};

/// What a click or the tooltip shows of one cell, in words.
struct CellText {
  std::string title;           ///< "p5.y4 fresh"
  std::vector<std::string> lines;
};

class MatrixView {
 public:
  MatrixView() = default;
  explicit MatrixView(state::ReadingPtr reading);

  /// Whether it shows another reading: then build a new one.
  bool is_stale(const state::ReadingPtr& reading) const { return reading_ != reading; }

  std::span<const MatrixRow> rows() const { return rows_; }
  std::uint32_t column_count() const { return static_cast<std::uint32_t>(made_.size()); }
  /// Made when first asked for, then kept. REQUIRES: column < column_count().
  const MatrixColumn& column(std::uint32_t column);
  model::CellState state_of(std::uint32_t row, std::uint32_t column) const;
  /// Whether reads or refused acts were noted on the way there; column = length of the row: its
  /// end.
  bool has_evidence(std::uint32_t row, std::uint32_t column) const;
  /// Made anew for each other cell; kept while the same is asked for.
  const CellText& cell_text(std::uint32_t row, std::uint32_t column);

  bool is_inferred() const { return is_inferred_; }
  /// Whether the history can be run over at all.
  bool can_run() const { return !reading_ || reading_->no_run.empty(); }
  std::uint64_t replayed_cells() const { return replayed_cells_; }
  std::uint64_t fresh_cells() const { return fresh_cells_; }
  /// "4 passes re-ran 6 yields to make 3 new ones (67 % replay)"; advice follows where it is much.
  const std::string& cost() const { return cost_; }
  const std::string& advice() const { return advice_; }

 private:
  void add_row(model::PassIndex pass);
  void add_inferred_row(std::size_t episode);
  void set_begin(MatrixRow& row, model::EventIndex begin) const;
  void count_cost();

  state::ReadingPtr reading_;
  std::vector<MatrixRow> rows_;
  std::vector<MatrixColumn> columns_;
  std::vector<char> made_;                      // 1 where columns_ is filled
  std::vector<std::uint32_t> reached_;          // passes by column
  std::vector<model::PassIndex> longest_;       // by column: the last pass that reaches it
  CellText text_;
  std::uint64_t text_key_ = UINT64_MAX;
  std::uint64_t replayed_cells_ = 0;
  std::uint64_t fresh_cells_ = 0;
  std::string cost_;
  std::string advice_;
  bool is_inferred_ = false;
};

}  // namespace app::views
