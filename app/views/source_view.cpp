#include "app/views/source_view.h"

#include <algorithm>

#include "app/views/evidence_text.h"
#include "core/base/text.h"

namespace app::views {

namespace {

using model::CellState;
using state::AppState;

/// Bytes of what was noted on one line; a loop may note without end.
constexpr std::size_t kMaxNote = 200;

/// The more telling state of two yields on one line, e.g. in a loop.
int weight(CellState state) {
  switch (state) {
    case CellState::diverged: return 5;
    case CellState::failed: return 4;
    case CellState::waiting: return 3;
    case CellState::fresh: return 2;
    case CellState::replayed: return 1;
    case CellState::not_reached: return 0;
  }
  return 0;
}

/// The file of the focus, else the orchestrator's, else the first there is.
std::string wanted_file(const AppState& state) {
  if (!state.reading) return "";
  if (state.derived.line && !state.derived.line->file.empty()) return state.derived.line->file;
  if (const model::Trace* trace = trace_of(state); trace && !trace->orchestrator.file.empty()) {
    return trace->orchestrator.file;
  }
  const auto& sources = state.reading->snapshot->sources;
  return sources.empty() ? std::string() : sources.front().file;
}

std::string why_empty(const AppState& state, const std::string& file) {
  if (!state.reading) return "Open a history to begin";
  if (trace_of(state) == nullptr) {
    const std::string& no_run = state.reading->no_run;
    return no_run.empty() ? "No code was run: attach an orchestrator to see its lines" : no_run;
  }
  if (file.empty()) return "This trace names no source file";
  if (const auto& report = state.reading->snapshot->report) {
    for (const model::Remark& remark : report->remarks) {
      if (remark.code.starts_with("session.source_")) return remark.message;
    }
  }
  return file + " was not found when the code was run";
}

}  // namespace

SourceView::SourceView(const AppState& state)
    : reading_(state.reading), pass_(state.focus.pass), file_(wanted_file(state)) {
  if (reading_) {
    const auto& sources = reading_->snapshot->sources;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      if (sources[i].file == file_) source_ = i;
    }
  }
  if (lines().empty()) {
    empty_text_ = why_empty(state, file_);
    return;
  }
  if (reading_->trace() == nullptr || !reading_->stops.has(pass_)) return;
  mark_yields(*reading_, pass_);
  note_evidence(*reading_, pass_);
  note_flaws(*reading_);
}

bool SourceView::is_stale(const AppState& state) const {
  return reading_ != state.reading || pass_ != state.focus.pass || file_ != wanted_file(state);
}

std::span<const std::string> SourceView::lines() const {
  if (source_ == SIZE_MAX) return {};
  return reading_->snapshot->sources[source_].lines;
}

const LineMark* SourceView::mark(std::uint32_t line) const {
  const auto found = marks_.find(line);
  return found == marks_.end() ? nullptr : &found->second;
}

std::string_view SourceView::evidence(std::uint32_t line) const {
  const auto found = evidence_.find(line);
  return found == evidence_.end() ? std::string_view() : found->second;
}

std::span<const SourceFlaw> SourceView::flaws(std::uint32_t line) const {
  const auto found = flaws_.find(line);
  return found == flaws_.end() ? std::span<const SourceFlaw>() : found->second;
}

void SourceView::note_flaws(const state::Reading& reading) {
  std::map<std::uint32_t, model::Severity> worst;
  for (const model::Finding& finding : reading.findings) {
    if (finding.place.file != file_) continue;
    model::Severity& line = worst[finding.place.line];
    line = std::max(line, finding.severity);
  }
  for (const model::SourceRemark& remark : reading.trace()->source_remarks) {
    if (remark.place.file != file_) continue;
    std::string text = core::base::printable(remark.kind + ": " + remark.detail);
    if (!remark.replacement.empty()) {
      text += "; write " + core::base::printable(remark.replacement);
    }
    const std::uint32_t line = remark.place.line;
    flaws_[line].push_back({remark.column, remark.end_column, std::move(text), worst[line]});
  }
}

void SourceView::note_evidence(const state::Reading& reading, model::PassIndex pass) {
  const model::Trace& trace = *reading.trace();
  for (const std::uint32_t i : reading.evidence.in_pass(trace, pass)) {
    const model::Place* place = trace.place(trace.evidence[i].place);
    if (place == nullptr || place->file != file_) continue;
    const std::string text = evidence_text(trace.evidence[i]);
    std::string& line = evidence_[place->line];
    if (line.find(text) != std::string::npos || line.size() > kMaxNote) continue;
    line += (line.empty() ? "" : ", ") + text;
  }
}

std::uint32_t SourceView::current_line(const AppState& state) const {
  const auto& line = state.derived.line;
  return line && line->file == file_ ? line->line : 0;
}

void SourceView::mark_yields(const state::Reading& reading, model::PassIndex pass) {
  const model::Trace& trace = *reading.trace();
  for (std::uint32_t y = 0; y < trace.passes[pass.value].length; ++y) {
    const model::YieldIndex yield{y};
    const model::Place* place = trace.place(trace.yield_at(pass, yield).place);
    if (place == nullptr || place->file != file_) continue;
    const CellState state = cell_state(trace, pass, yield);
    LineMark& mark = marks_[place->line];
    if (mark.count++ == 0 || weight(state) > weight(mark.state)) {
      mark.state = state;
      mark.first_yield = y;
    }
    if (state != CellState::diverged) continue;
    mark.note = "history: " + core::base::printable(trace.divergence->expected);
    if (diverged_line_ == 0) diverged_line_ = place->line;
  }
}

}  // namespace app::views
