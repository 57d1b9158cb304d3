#include "core/importers/app_insights/importer.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/importers/app_insights/row_source.h"
#include "core/importers/common/history_reading.h"
#include "core/importers/common/list_import.h"
#include "core/importers/common/pace.h"
#include "core/importers/common/single_import.h"

namespace core::importers {

using model::Severity;

namespace {

struct Tracked {
  TrackingRow row;
  TrackedState state;
};

/// What was odd about the times of all rows.
struct TimeOddities {
  std::size_t local = 0;
  std::size_t ambiguous = 0;

  void count(const TrackingRow& row, const TrackedState& state) {
    local += row.is_local ? 1 : 0;
    ambiguous += state.is_ambiguous ? 1 : 0;
  }
  void remark(const std::string& file, model::Report& report) const {
    if (local > 0) {
      report.add(Severity::warning, "insights.local_times",
                 fmt::format("The times of {} are in the zone of the person who exported them, "
                             "which the file does not name; they are shown as if it were UTC.",
                             base::count_of(local, "row")),
                 {file, std::nullopt, 0, 0, {}});
    }
    if (ambiguous > 0) {
      report.add(Severity::warning, "history.time_ambiguous",
                 fmt::format("{} a time written like 3/1/2026, where day and month cannot be told "
                             "apart; it was read month first.",
                             base::count_of(ambiguous, "row") +
                                 (ambiguous == 1 ? " has" : " have")),
                 {file, std::nullopt, 0, 0, {}});
    }
  }
};

/// All rows by instance, in the order of time.
struct InsightsFile {
  std::string name;
  std::vector<std::vector<Tracked>> rows;
  std::vector<Instance> instances;
  model::Report report;
};

/// Members that decide what a row is, and say nothing that can be read.
void remark_unread(const TrackingRow& row, const TrackedState& state, RemarkLog& log) {
  if (state.function_type.empty() || state.state.empty()) {
    log.add_at(Severity::warning, "insights.no_state",
               fmt::format("Row {} has no {}; it is shown as an event of unknown type.",
                           row.place.number, state.function_type.empty() ? "functionType" : "state"),
               row.where);
  }
  for (const auto& [member, text] : state.unread) {
    log.add_at(Severity::warning, "insights.value_not_read",
               fmt::format("{} of row {} is {}, which is no {}; the row is read without it.", member,
                           row.place.number, text, member == "isReplay" ? "boolean" : "number"),
               row.where);
  }
}

void put_rows(std::vector<TrackingRow> rows, InsightsFile& file, const base::WorkContext& work) {
  Pace pace(work, rows.size());
  std::map<std::string, std::size_t, std::less<>> by_id;
  std::size_t foreign = 0;
  base::Location first_foreign;
  RemarkLog log(file.report);
  TimeOddities times;
  for (TrackingRow& row : rows) {
    pace.at(static_cast<std::size_t>(&row - rows.data()));
    TrackedState state = read_tracked_state(row);
    if (state.instance_id.empty()) {
      const bool is_object = base::trim(row.dimensions).starts_with('{') &&
                             base::parse_json(row.dimensions).ok();
      if (row.dimensions.empty() || is_object) {
        if (foreign++ == 0) first_foreign = row.where;
      } else {
        log.add_at(Severity::error, "insights.bad_dimensions",
                   fmt::format("The dimensions of row {} are no JSON object; it is left out.",
                               row.place.number),
                   row.where);
      }
      continue;
    }
    times.count(row, state);
    remark_unread(row, state, log);
    const auto [found, is_new] = by_id.emplace(state.instance_id, file.rows.size());
    if (is_new) {
      file.rows.emplace_back();
      file.instances.push_back({state.instance_id, "", model::RuntimeStatus::unknown, 0, 0, 0});
    }
    file.rows[found->second].push_back({std::move(row), std::move(state)});
  }
  log.finish();
  times.remark(file.name, file.report);
  if (foreign > 0) {
    file.report.add(Severity::information, "insights.other_rows",
                    fmt::format("{} no instance id and {} left out: not written by Durable "
                                "Functions.",
                                base::count_of(foreign, "row") + (foreign == 1 ? " has" : " have"),
                                foreign == 1 ? "is" : "are"),
                    first_foreign);
  }
}

void finish_instances(InsightsFile& file) {
  for (std::size_t i = 0; i < file.rows.size(); ++i) {
    std::vector<Tracked>& rows = file.rows[i];
    std::stable_sort(rows.begin(), rows.end(), [](const Tracked& a, const Tracked& b) {
      return std::pair(a.state.time, a.state.sequence) < std::pair(b.state.time, b.state.sequence);
    });
    Instance& instance = file.instances[i];
    instance.events = rows.size();
    instance.begin = rows.front().row.place.byte;
    for (const Tracked& tracked : rows) {
      instance.begin = std::min(instance.begin, tracked.row.place.byte);
      instance.end = std::max(instance.end, tracked.row.place.byte + 1);
      if (tracked.state.function_type != "Orchestrator") continue;
      instance.name = tracked.state.function;
      const auto status = model::status_from_name(tracked.state.state);
      instance.status = status.value_or(model::RuntimeStatus::running);
    }
  }
}

Loaded load_instance(const InsightsFile& file, std::size_t index, const base::WorkContext& work) {
  const base::Location* where = nullptr;
  Timeline timeline(
      "Tracking rows of Application Insights: sampling drops rows, values are left out.",
      [&](const EventPlace&) { return where == nullptr ? base::Location{} : *where; });
  timeline.envelope().instance_id = file.instances[index].id;
  TrackingReader reader;
  Pace pace(work, file.rows[index].size());
  for (const Tracked& tracked : file.rows[index]) {
    pace.at(timeline.size());
    where = &tracked.row.where;
    for (const TimelineEvent& event : reader.read(tracked.row, tracked.state)) {
      timeline.add(event);
    }
  }
  return timeline.finish({file.name, std::nullopt, 0, 0, {}});
}

/// Rows there are, but of something else.
base::Error no_row_error(const model::Report& report, const std::string& file) {
  if (report.has_errors()) return no_event_error(report, file);
  return {"import.no_events",
          "No row was written by Durable Functions: none has an instance id, neither in "
          "customDimensions nor in a column of its own.",
          {file, std::nullopt, 0, 0, {}},
          "Query the table traces where customDimensions.Category is Host.Triggers.DurableTask, "
          "and keep the columns timestamp and customDimensions."};
}

}  // namespace

Sniff AppInsightsImporter::sniff(const Shape& shape) const {
  if (has_dimensions(shape)) return {true, "rows with customDimensions, or with its members"};
  return {false, "no rows with customDimensions"};
}

base::Result<std::unique_ptr<Import>> AppInsightsImporter::open(
    std::string bytes, const std::string& file, const base::WorkContext& work) const {
  try {
    auto opened = std::make_shared<InsightsFile>();
    opened->name = file;
    opened->report.fidelity = model::Fidelity::timeline_only;
    RemarkLog log(opened->report);
    base::ProgressPart reading(work.progress, 0, 500);
    auto rows = read_tracking_rows(bytes, file, log, {reading, work.stop});
    base::ProgressPart putting(work.progress, 500, 1000);
    put_rows(std::move(rows), *opened, {putting, work.stop});
    log.finish();
    std::erase_if(opened->report.remarks, [](const model::Remark& remark) {
      return remark.code == "table.no_type_columns";  // no such table has them
    });
    if (opened->rows.empty()) return no_row_error(opened->report, file);
    finish_instances(*opened);
    return std::unique_ptr<Import>(std::make_unique<ListImport>(
        opened->instances, opened->report,
        [opened](std::size_t index, const base::WorkContext& load_work) {
          return load_instance(*opened, index, load_work);
        }));
  } catch (const std::exception& error) {
    return unreadable_error(error, file);
  }
}

}  // namespace core::importers
