#include "core/importers/app_insights/importer.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "core/base/text.h"
#include "core/importers/app_insights/row_source.h"
#include "core/importers/common/history_reading.h"
#include "core/importers/common/list_import.h"
#include "core/importers/common/single_import.h"

namespace core::importers {

using model::Severity;

namespace {

struct Tracked {
  TrackingRow row;
  TrackedState state;
};

/// All rows by instance, in the order of time.
struct InsightsFile {
  std::string name;
  std::vector<std::vector<Tracked>> rows;
  std::vector<Instance> instances;
  model::Report report;
};

void put_rows(std::vector<TrackingRow> rows, InsightsFile& file) {
  std::map<std::string, std::size_t, std::less<>> by_id;
  std::size_t foreign = 0;
  for (TrackingRow& row : rows) {
    TrackedState state = read_tracked_state(row);
    if (state.instance_id.empty()) {
      ++foreign;
      continue;
    }
    const auto [found, is_new] = by_id.emplace(state.instance_id, file.rows.size());
    if (is_new) {
      file.rows.emplace_back();
      file.instances.push_back({state.instance_id, "", model::RuntimeStatus::unknown, 0, 0, 0});
    }
    file.rows[found->second].push_back({std::move(row), std::move(state)});
  }
  if (foreign > 0) {
    file.report.add(Severity::information, "insights.other_rows",
                    fmt::format("{} no instance id and {} left out: not written by Durable "
                                "Functions.",
                                base::count_of(foreign, "row") + (foreign == 1 ? " has" : " have"),
                                foreign == 1 ? "is" : "are"),
                    {file.name, std::nullopt, 0, 0, {}});
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

Loaded load_instance(const InsightsFile& file, std::size_t index) {
  const base::Location* where = nullptr;
  Timeline timeline(
      "Tracking rows of Application Insights: sampling drops rows, values are left out.",
      [&](const EventPlace&) { return where == nullptr ? base::Location{} : *where; });
  timeline.envelope().instance_id = file.instances[index].id;
  TrackingReader reader;
  for (const Tracked& tracked : file.rows[index]) {
    where = &tracked.row.where;
    for (const TimelineEvent& event : reader.read(tracked.row, tracked.state)) {
      timeline.add(event);
    }
  }
  return timeline.finish({file.name, std::nullopt, 0, 0, {}});
}

}  // namespace

Sniff AppInsightsImporter::sniff(const Shape& shape) const {
  if (has_dimensions(shape)) return {true, "rows with customDimensions"};
  return {false, "no rows with customDimensions"};
}

base::Result<std::unique_ptr<Import>> AppInsightsImporter::open(
    std::string bytes, const std::string& file, const base::WorkContext& work) const {
  try {
    auto opened = std::make_shared<InsightsFile>();
    opened->name = file;
    opened->report.fidelity = model::Fidelity::timeline_only;
    RemarkLog log(opened->report);
    put_rows(read_tracking_rows(bytes, file, log, work), *opened);
    log.finish();
    std::erase_if(opened->report.remarks, [](const model::Remark& remark) {
      return remark.code == "table.no_type_columns";  // no such table has them
    });
    if (opened->rows.empty()) return no_event_error(opened->report, file);
    finish_instances(*opened);
    return std::unique_ptr<Import>(std::make_unique<ListImport>(
        opened->instances, opened->report, [opened](std::size_t index, const base::WorkContext&) {
          return load_instance(*opened, index);
        }));
  } catch (const std::exception& error) {
    return unreadable_error(error, file);
  }
}

}  // namespace core::importers
