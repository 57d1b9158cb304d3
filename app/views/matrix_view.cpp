#include "app/views/matrix_view.h"

#include <algorithm>

#include "app/state/links.h"
#include "app/views/event_text.h"
#include "app/views/evidence_text.h"
#include "core/base/match.h"
#include "core/base/text.h"

namespace app::views {

namespace {

using model::CellState;

/// Share of replayed cells from which advice is due, and the number of cells that makes it matter.
constexpr std::uint64_t kWastefulCells = 10'000;
constexpr std::uint64_t kWastefulRatio = 20;
/// Lines of a tooltip that evidence may take.
constexpr std::size_t kShownEvidence = 3;

void append_run(std::vector<CellRun>& runs, std::uint32_t begin, std::uint32_t end,
                CellState state) {
  if (begin >= end) return;
  if (!runs.empty() && runs.back().state == state && runs.back().end == begin) {
    runs.back().end = end;
  } else {
    runs.push_back({begin, end, state});
  }
}

/// The runs of a pass. Before its first fresh yield all cells are alike but for a divergence, so
/// that a row costs its fresh yields and not its length.
std::vector<CellRun> runs_of(const model::Trace& trace, model::PassIndex pass) {
  const model::Pass& of = trace.passes[pass.value];
  const std::uint32_t last = of.length == 0 ? 0 : of.length - 1;
  const std::uint32_t alike = std::min(of.first_fresh, last);
  const std::uint32_t odd = trace.divergence && trace.divergence->yield.value < alike
                                ? trace.divergence->yield.value : alike;
  std::vector<CellRun> runs;
  append_run(runs, 0, odd, CellState::replayed);
  if (odd < alike) {
    append_run(runs, odd, odd + 1, cell_state(trace, pass, model::YieldIndex{odd}));
    append_run(runs, odd + 1, alike, CellState::replayed);
  }
  for (std::uint32_t y = alike; y < of.length; ++y) {
    append_run(runs, y, y + 1, cell_state(trace, pass, model::YieldIndex{y}));
  }
  return runs;
}

EndMark end_mark(const model::Trace& trace, model::PassIndex pass) {
  const model::Pass& of = trace.passes[pass.value];
  if (trace.divergence && trace.divergence->pass == pass &&
      trace.divergence->yield.value >= of.length) {
    return EndMark::diverged;
  }
  return core::base::match(
      of.outcome.what, [](const model::Waiting&) { return EndMark::waiting; },
      [](const model::Returned&) { return EndMark::completed; },
      [](const model::Raised&) { return EndMark::failed; },
      [](const model::ContinuedAsNew&) { return EndMark::continued; },
      [](const model::SdkBroke&) { return EndMark::broke; },
      [](const model::NotRun&) { return EndMark::not_run; });
}

}  // namespace

MatrixView::MatrixView(state::ReadingPtr reading) : reading_(std::move(reading)) {
  if (!reading_) return;
  const state::Stops& stops = reading_->stops;
  is_inferred_ = stops.is_inferred;
  rows_.reserve(stops.passes.size());
  std::uint32_t columns = 0;
  for (const auto& pass : stops.passes) columns = std::max(columns, pass.length);
  reached_.assign(columns, 0);
  longest_.assign(columns, model::PassIndex{});
  columns_.resize(columns);
  made_.assign(columns, 0);
  std::vector<std::uint32_t> ends(std::size_t{columns} + 1, 0);  // passes by length
  for (std::uint32_t p = 0; p < stops.passes.size(); ++p) {
    if (is_inferred_) {
      add_inferred_row(p);
      continue;
    }
    add_row(model::PassIndex{p});
    ++ends[stops.passes[p].length];
  }
  std::uint32_t reaching = 0;
  for (std::uint32_t column = columns; column-- > 0;) {
    reaching += ends[column + 1];
    reached_[column] = reaching;
  }
  // Each column is described by the last pass that reaches it: what the code asks for now.
  std::uint32_t described = 0;
  for (std::size_t p = is_inferred_ ? 0 : stops.passes.size(); p-- > 0;) {
    for (; described < stops.passes[p].length; ++described) {
      longest_[described] = model::PassIndex{static_cast<std::uint32_t>(p)};
    }
  }
  count_cost();
}

void MatrixView::add_row(model::PassIndex pass) {
  const model::Trace& trace = *reading_->trace();
  const model::Pass& of = trace.passes[pass.value];
  MatrixRow row;
  row.label = "p" + std::to_string(of.number);
  row.is_confirming = of.is_confirming;
  row.trigger = of.is_confirming ? "confirming: nothing new"
                                 : trigger_text(reading_->history(), reading_->pairs, of.trigger);
  row.outcome = model::outcome_text(of.outcome);
  row.end = end_mark(trace, pass);
  const std::uint32_t above = pass.value == 0 ? 0 : trace.passes[pass.value - 1].number;
  row.left_out = of.number > above ? of.number - above - 1 : 0;
  row.length = of.length;
  row.runs = runs_of(trace, pass);
  const auto episodes = reading_->history().episodes();
  if (!of.is_confirming && of.number >= 1 && of.number <= episodes.size()) {
    set_begin(row, episodes[of.number - 1].begin);
  }
  rows_.push_back(std::move(row));
}

void MatrixView::set_begin(MatrixRow& row, model::EventIndex begin) const {
  const model::EventView event = reading_->history().at(begin);
  row.clock = marked(event, model::Inferable::timestamp, clock_text(event.timestamp()));
  row.is_worked_out = event.is_inferred(model::Inferable::event) ||
                      event.is_inferred(model::Inferable::position);
}

void MatrixView::add_inferred_row(std::size_t episode) {
  const model::Episode& of = reading_->history().episodes()[episode];
  std::vector<model::EventIndex> inbound;
  for (model::EventIndex event = of.begin; event < of.inbound_end; ++event.value) {
    inbound.push_back(event);
  }
  MatrixRow row;
  row.label = "p" + std::to_string(episode + 1);
  row.trigger = trigger_text(reading_->history(), reading_->pairs, inbound);
  row.outcome = of.is_complete ? "not run" : "the history ends inside this pass";
  set_begin(row, of.begin);
  row.end = EndMark::inferred;
  rows_.push_back(std::move(row));
}

const MatrixColumn& MatrixView::column(std::uint32_t column) {
  MatrixColumn& of = columns_[column];
  if (made_[column] != 0) return of;
  made_[column] = 1;
  const model::Trace& trace = *reading_->trace();
  const model::YieldIndex yield{column};
  of.heading = "y" + std::to_string(column + 1);
  of.label = yield_label(trace, longest_[column], yield);
  of.reached = reached_[column];
  if (const model::Place* place = trace.place(trace.yield_at(longest_[column], yield).place)) {
    of.line = place->line;
    of.file = place->file;
  }
  return of;
}

model::CellState MatrixView::state_of(std::uint32_t row, std::uint32_t column) const {
  const auto& runs = rows_[row].runs;
  const auto after = std::upper_bound(
      runs.begin(), runs.end(), column,
      [](std::uint32_t wanted, const CellRun& run) { return wanted < run.end; });
  return after == runs.end() ? CellState::not_reached : after->state;
}

bool MatrixView::has_evidence(std::uint32_t row, std::uint32_t column) const {
  if (is_inferred_ || reading_->evidence.empty()) return false;
  return reading_->evidence.has(*reading_->trace(), model::PassIndex{row},
                                model::YieldIndex{column});
}

const CellText& MatrixView::cell_text(std::uint32_t row, std::uint32_t column) {
  const std::uint64_t key = (std::uint64_t{row} << 32) | column;
  if (key == text_key_) return text_;
  text_key_ = key;
  const CellState state = state_of(row, column);
  text_.title = rows_[row].label + ".y" + std::to_string(column + 1) + "  " +
                std::string(name_of(state));
  text_.lines.clear();
  if (state == CellState::not_reached) return text_;
  const model::Trace& trace = *reading_->trace();
  const model::PassIndex pass{row};
  const model::YieldIndex yield{column};
  text_.lines.push_back(yield_label(trace, pass, yield));
  if (const model::Place* place = trace.place(trace.yield_at(pass, yield).place)) {
    text_.lines.push_back(place->file + ":" + std::to_string(place->line) + " in " +
                          place->function);
  }
  if (trace.divergence && state == CellState::diverged) {
    text_.lines.push_back("history: " + trace.divergence->expected);
    text_.lines.push_back("code: " + trace.divergence->actual);
  }
  const model::EventIndex answer = state::answering_event(*reading_, pass, yield);
  if (answer != model::kNoEvent) {
    text_.lines.push_back("answered by " + event_title(reading_->history(), answer));
  } else if (state == CellState::waiting) {
    text_.lines.push_back("not answered in this pass");
  }
  const auto noted = reading_->evidence.at(trace, pass, yield);
  for (std::size_t i = 0; i < std::min(noted.size(), kShownEvidence); ++i) {
    text_.lines.push_back("noted " + evidence_text(trace.evidence[noted[i]]));
  }
  if (noted.size() > kShownEvidence) {
    text_.lines.push_back("and " + std::to_string(noted.size() - kShownEvidence) + " more");
  }
  text_.lines.push_back("reached by " + core::base::count_of(reached_[column], "pass"));
  return text_;
}

void MatrixView::count_cost() {
  for (const MatrixRow& row : rows_) {
    for (const CellRun& run : row.runs) {
      if (run.state == CellState::waiting || run.state == CellState::not_reached) continue;
      const bool is_fresh = run.state == CellState::fresh || run.state == CellState::failed;
      (is_fresh ? fresh_cells_ : replayed_cells_) += run.end - run.begin;
    }
  }
  if (rows_.empty() || is_inferred_) return;
  const std::uint64_t all = replayed_cells_ + fresh_cells_;
  cost_ = core::base::count_of(rows_.size(), "pass") + " · " + std::to_string(fresh_cells_) +
          " fresh · " + std::to_string(replayed_cells_) + " replayed";
  if (all > 0) cost_ += " (" + std::to_string(replayed_cells_ * 100 / all) + " %)";
  if (replayed_cells_ > kWastefulCells && replayed_cells_ > kWastefulRatio * fresh_cells_) {
    advice_ = "Each new yield re-ran " + std::to_string(replayed_cells_ / std::max<std::uint64_t>(
                                             fresh_cells_, 1)) +
              " others: batch the calls, or continue as new now and then";
  }
}

}  // namespace app::views
