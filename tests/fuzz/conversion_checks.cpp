#include "tests/fuzz/conversion_checks.h"

#include <string>

#include "core/base/check.h"
#include "core/exporters/convert.h"
#include "core/importers/registry.h"
#include "core/recording/trace_file.h"
#include "tests/fuzz/told.h"

namespace tests::fuzz {

using core::base::check;
using core::importers::Loaded;
using core::model::EventView;
using core::model::History;

namespace {

/// What a replay sees of an event. An absent text and an empty one are the same to it: formats that
/// have no null write the latter.
bool is_same(const EventView& a, const EventView& b) {
  return a.type() == b.type() && a.id() == b.id() && a.link() == b.link() &&
         a.timestamp().ticks == b.timestamp().ticks && a.name() == b.name() &&
         a.payload().text == b.payload().text;
}

void check_same(const History& before, const History& after) {
  check(before.size() == after.size(), "a converted history has the same events");
  for (std::size_t i = 0; i < before.size(); ++i) {
    check(is_same(before[i], after[i]), "a converted event is the same");
  }
}

void check_format(const core::exporters::HistoryFormat& format, const History& history,
                  const core::base::WorkContext& work) {
  const auto converted = format.write(history, work);
  if (!converted) return check_error(converted.error());
  for (const std::string& loss : converted->losses) {
    check(is_showable(loss) && !loss.empty(), "a loss can be shown");
  }
  auto opened = core::importers::open(converted->text, "converted", work);
  if (!opened) {
    check_error(opened.error());
    check(!converted->losses.empty() || history.size() == 0, "a converted history can be opened");
    return;
  }
  auto loaded = opened->import->load(0, work);
  check(loaded.ok() || !converted->losses.empty(), "a converted history can be loaded");
  const bool is_whole =
      converted->losses.empty() && history.quality() == core::model::Quality::exact;
  if (loaded && is_whole) check_same(history, *loaded->history);
}

void check_trace(const Loaded& loaded) {
  core::model::Trace trace;
  trace.history = loaded.history;
  trace.fidelity = loaded.report.fidelity;
  const std::string text = core::recording::write_trace(trace);
  const auto again = core::recording::read_trace(text, "written");
  if (!again) check_error(again.error());
  check(again.ok(), "a written trace can be read");
  check_same(*loaded.history, *again->history);
  check(core::recording::write_trace(*again) == text, "a trace that is read again is the same");
}

}  // namespace

void check_conversion(std::string_view bytes) {
  core::base::Progress progress;
  const core::base::WorkContext work{progress, {}};
  auto opened = core::importers::open(std::string(bytes), "input", work);
  if (!opened) return;
  for (std::size_t i = 0; i < opened->import->instances().size(); ++i) {
    const auto loaded = opened->import->load(i, work);
    if (!loaded) continue;
    for (const auto& format : core::exporters::history_formats()) {
      check_format(format, *loaded->history, work);
    }
    check_trace(*loaded);
  }
}

}  // namespace tests::fuzz
