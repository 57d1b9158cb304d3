#include "core/importers/temporal_json/run_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/base/format_error.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/importers/common/folded_name.h"
#include "core/importers/common/json_outline.h"
#include "core/importers/common/line_counter.h"
#include "core/importers/common/list_import.h"
#include "core/importers/common/pace.h"
#include "core/importers/common/single_import.h"
#include "core/importers/temporal_json/event.h"
#include "core/importers/temporal_json/lists.h"

namespace core::importers {

using model::EventType;
using model::Severity;

namespace {

struct TemporalFile {
  std::string text;
  std::string name;
  std::string platform;
  std::vector<TemporalRun> runs;
  std::vector<Instance> instances;
  model::Report report;
  std::string workflow_id;  // said around the events
};

/// Puts the events of a run into passes. The server writes what comes in before the task that
/// hands it to the workflow; here it stands behind the beginning of the pass that saw it.
class RunReader {
 public:
  RunReader(const TemporalFile& file, Timeline& timeline) : file_(file), timeline_(timeline) {}

  void read(const TemporalRun& run, const base::WorkContext& work) {
    JsonMembers members;
    Pace pace(work, run.rows.size());
    for (const TemporalRow& row : run.rows) {
      pace.at(static_cast<std::size_t>(&row - run.rows.data()));
      members.read(row.raw);
      put(read_temporal_event(members, row.raw, row.place));
    }
    for (const TimelineEvent& event : waiting_) timeline_.add(event);
    if (run.was_sorted) {
      timeline_.remarks().add_at(Severity::information, "table.rows_sorted",
                                 "The events were put into the order of their ids.",
                                 {file_.name, run.rows.front().place.byte, 0, 0, {}});
    }
    if (moved_ > 0) {
      timeline_.remarks().add_at(
          Severity::information, "history.order_by_pass",
          fmt::format("{} that came in before a workflow task began {} shown behind its "
                      "beginning, in the pass that saw {}.",
                      base::count_of(moved_, "event"), moved_ == 1 ? "is" : "are",
                      moved_ == 1 ? "it" : "them"),
          {file_.name, std::nullopt, 0, 0, {}});
    }
  }

 private:
  void put(TemporalEvent read) {
    switch (read.role) {
      case TemporalRole::pass_begin:
        timeline_.add(read.event);
        for (TimelineEvent& event : waiting_) {
          event.inferred |= static_cast<std::uint8_t>(model::Inferable::position);
          timeline_.add(event);
        }
        moved_ += waiting_.size();
        waiting_.clear();
        return;
      case TemporalRole::came_in:
        waiting_.push_back(std::move(read.event));
        return;
      default:
        timeline_.add(read.event);
    }
  }

  const TemporalFile& file_;
  Timeline& timeline_;
  std::vector<TimelineEvent> waiting_;
  std::size_t moved_ = 0;
};

Instance instance_of(const TemporalFile& file, const TemporalRun& run, std::size_t number) {
  Instance instance;
  instance.events = run.rows.size();
  instance.begin = run.rows.front().place.byte;
  for (const TemporalRow& row : run.rows) {
    instance.begin = std::min(instance.begin, row.place.byte);
    instance.end = std::max(instance.end, row.place.byte + row.raw.size());
  }
  JsonMembers members;
  members.read(run.rows.front().raw);
  const TemporalEvent first =
      read_temporal_event(members, run.rows.front().raw, run.rows.front().place);
  if (first.event.type == EventType::execution_started) {
    instance.name = first.event.name;
    instance.id = first.event.instance_id;
    instance.status = model::RuntimeStatus::running;
    instance.started = first.event.time;
    instance.parent_id = first.event.parent_instance_id;
  }
  instance.execution_id = first.event.execution_id;
  members.read(run.rows.back().raw);
  const TemporalEvent last =
      read_temporal_event(members, run.rows.back().raw, run.rows.back().place);
  if (last.event.status != model::RuntimeStatus::unknown) instance.status = last.event.status;
  if (instance.id.empty()) instance.id = file.workflow_id;
  if (instance.id.empty()) instance.id = first.event.execution_id;
  if (number > 0 && !instance.id.empty()) {
    instance.instance_id = instance.id;
    instance.id += "#" + std::to_string(number + 1);
  }
  return instance;
}

/// Ids around the events that are neither texts nor numbers.
void remark_other_ids(const JsonOutline& outline, const TemporalFile& file, RemarkLog& log) {
  for (const OutlinedValue& value : outline.values) {
    const bool is_read = value.kind == '"' || value.kind == '0' || value.kind == 'n';
    const bool is_inside = folded(value.path).find("/workflowid/") != std::string::npos;
    if (!is_inside && (value.name != "workflowid" || is_read)) continue;
    const std::string what = is_inside           ? "an object"
                             : value.kind == '[' ? "a list"
                                                 : base::printable(base::shorten(value.raw, 60));
    log.add_at(Severity::warning, "history.id_not_read",
               fmt::format("workflowId around the events is {}, which is no text; it is left out.",
                           what),
               {file.name, value.byte, base::line_and_column(file.text, value.byte).first, 0,
                value.path});
  }
}

Loaded load_run(const TemporalFile& file, std::size_t index, const base::WorkContext& work) {
  LineCounter lines(file.text);
  Timeline timeline("A history of " + file.platform + ", another platform.",
                    [&](const EventPlace& place) {
                      const auto byte = static_cast<std::size_t>(place.byte);
                      return base::Location{file.name, byte, lines.line_of(byte), 0, {}};
                    });
  timeline.envelope().instance_id = file.instances[index].id;
  RunReader(file, timeline).read(file.runs[index], work);
  return timeline.finish({file.name, std::nullopt, 0, 0, {}});
}

}  // namespace

base::Result<std::unique_ptr<Import>> open_temporal_runs(std::string bytes, const std::string& file,
                                                         const std::string& platform,
                                                         const base::WorkContext& work) {
  auto opened = std::make_shared<TemporalFile>();
  opened->text = std::move(bytes);
  opened->name = file;
  opened->platform = platform;
  opened->report.fidelity = model::Fidelity::timeline_only;
  RemarkLog log(opened->report);
  base::ProgressPart finding(work.progress, 0, 800);
  Pace pace({finding, work.stop}, opened->text.size());
  opened->runs = find_temporal_runs(opened->text, opened->name, log, pace);
  if (opened->runs.empty()) {
    log.finish();
    return no_event_error(opened->report, file);
  }
  if (JsonCursor(opened->text).peek_kind() == '{') {
    base::ProgressPart looking(work.progress, 800, 1000);
    Pace outline_pace({looking, work.stop}, opened->text.size());
    const JsonOutline outline = outline_of(opened->text, &outline_pace);
    opened->workflow_id = outline.text_of("workflowid");
    remark_other_ids(outline, *opened, log);
  }
  log.finish();
  for (std::size_t i = 0; i < opened->runs.size(); ++i) {
    opened->instances.push_back(instance_of(*opened, opened->runs[i], i));
  }
  return std::unique_ptr<Import>(
      std::make_unique<ListImport>(opened->instances, opened->report,
                                   [opened](std::size_t index, const base::WorkContext& load_work) {
                                     return load_run(*opened, index, load_work);
                                   }));
}

}  // namespace core::importers
