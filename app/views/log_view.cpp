#include "app/views/log_view.h"

#include "core/base/text.h"

namespace app::views {

namespace {

using state::AppState;
using state::Stop;

/// Collects the lines of one stretch of code.
class Collector {
 public:
  Collector(LogView& view, const model::Trace& trace) : view_(view), trace_(trace) {}

  void add(const std::vector<model::LogLine>& lines, Stop stop, bool is_replayed,
           bool is_after_end) {
    for (const model::LogLine& line : lines) {
      if (is_replayed && view_.hides_replayed) {
        ++view_.hidden;
        continue;
      }
      LogRow row;
      row.text = core::base::printable(line.text);
      row.level = line.stream == model::LogStream::error ? "stderr" : line.level;
      if (const model::Place* place = trace_.place(line.place)) {
        row.place = place->file + ":" + std::to_string(place->line);
      }
      row.stop = stop;
      row.is_replayed = is_replayed;
      row.is_after_end = is_after_end;
      view_.rows.push_back(std::move(row));
    }
  }

 private:
  LogView& view_;
  const model::Trace& trace_;
};

}  // namespace

bool LogView::is_stale(const AppState& state) const {
  return version != (state.reading ? state.reading->version() : 0) || pass != state.focus.pass ||
         hides_replayed != state.filters.hides_replayed_log;
}

LogView build_log_view(const AppState& state) {
  LogView view;
  view.version = state.reading ? state.reading->version() : 0;
  view.pass = state.focus.pass;
  view.hides_replayed = state.filters.hides_replayed_log;
  const model::Trace* trace = trace_of(state);
  if (trace == nullptr || !state.reading->stops.has(view.pass)) {
    view.empty_text = "No code was run, so nothing was written";
    return view;
  }
  const model::Pass& pass = trace->passes[view.pass.value];
  const std::uint32_t known = state.reading->stops[view.pass].known;
  Collector collector(view, *trace);
  for (std::uint32_t y = 0; y < pass.length; ++y) {
    const model::YieldIndex yield{y};
    collector.add(trace->logs_at(view.pass, yield), Stop::at(yield), y < known, false);
  }
  collector.add(pass.outcome.segment.logs, Stop::end(), pass.is_confirming, false);
  collector.add(pass.closing.logs, Stop::end(), false, true);
  if (view.rows.empty()) {
    view.empty_text = view.hidden == 0
                          ? "The code wrote nothing in this pass"
                          : "0 of " + core::base::count_of(view.hidden, "line") +
                                " shown: all were written before";
  }
  return view;
}

}  // namespace app::views
