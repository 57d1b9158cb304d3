#include "core/importers/instances_table/importer.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/check.h"
#include "core/base/format_error.h"
#include "core/base/text.h"
#include "core/importers/common/history_reading.h"
#include "core/importers/common/instance_row.h"
#include "core/importers/common/single_import.h"
#include "core/importers/common/table_rows.h"

namespace core::importers {

namespace {

bool has_column(const Shape& shape, std::string_view name) {
  return std::any_of(shape.columns.begin(), shape.columns.end(), [&](const std::string& column) {
    return base::equal_ignoring_case(base::trim(column), name);
  });
}

/// The id is told from an HTTP status by its spelling: that one writes instanceId.
bool is_row(const ObjectShape& object) {
  const bool has_id = object.find("PartitionKey") != nullptr ||
                      object.find("partitionKey") != nullptr ||
                      object.find("InstanceID") != nullptr;
  return has_id && object.find("RuntimeStatus") != nullptr && object.find("EventType") == nullptr;
}

const Shape::ArrayShape* rows_array(const Shape& shape) {
  const auto found =
      std::find_if(shape.arrays.begin(), shape.arrays.end(), [](const Shape::ArrayShape& array) {
        return std::any_of(array.elements.begin(), array.elements.end(), is_row);
      });
  return found == shape.arrays.end() ? nullptr : &*found;
}

/// The rows of one file, all of them read.
class InstancesTable : public Import {
 public:
  explicit InstancesTable(std::string file) : file_(std::move(file)) {}

  void read(std::string_view bytes, bool is_csv, const std::string& key,
            const base::WorkContext& work) {
    RemarkLog log(report_);
    const auto rows =
        is_csv ? read_csv_rows(bytes, file_, log) : read_json_rows(bytes, file_, key, log);
    work.progress.set_total(bytes.size());
    TableRow row;
    for (std::size_t count = 0; rows->next(row); ++count) {
      if (count % 256 == 0) {
        work.progress.set_done(row.place.byte);
        if (work.stop.stop_requested()) throw base::FormatError(cancelled_error());
      }
      auto entry = read_instance_entry(row, rows->locate(row.place), log);
      if (!entry) continue;
      Instance instance;
      instance.id = entry->instance_id;
      instance.name = entry->name;
      instance.status = entry->status;
      instance.begin = row.place.byte;
      instance.end = row.place.end;
      instance.execution_id = entry->execution_id;
      instance.parent_id = entry->parent_id;
      instance.started = entry->created;
      instances_.push_back(std::move(instance));
      entries_.push_back(*std::move(entry));
    }
    log.finish();
    report_.fidelity = model::Fidelity::timeline_only;
  }

  const std::vector<Instance>& instances() const override { return instances_; }
  const model::Report& report() const override { return report_; }
  std::span<const InstanceEntry> instance_entries() const override { return entries_; }

  base::Result<Loaded> load(std::size_t index, const base::WorkContext&) override {
    base::check(index < entries_.size(), "an instance index is one of instances()");
    const InstanceEntry& entry = entries_[index];
    return base::Error{
        "import.no_events",
        fmt::format("this is the row of '{}' in an Instances table{}, which has no events",
                    base::printable(entry.instance_id),
                    entry.status == model::RuntimeStatus::unknown
                        ? std::string()
                        : fmt::format(" ({})", model::name_of(entry.status))),
        entry.where,
        "Export the instance's rows of the table <TaskHub>History (dt.vHistory of the MSSQL "
        "provider), and open them with this file beside them."};
  }

 private:
  std::string file_;
  model::Report report_;
  std::vector<Instance> instances_;
  std::vector<InstanceEntry> entries_;
};

}  // namespace

Sniff InstancesTableImporter::sniff(const Shape& shape) const {
  if (shape.kind == ShapeKind::csv && has_column(shape, "RuntimeStatus") &&
      !has_column(shape, "EventType") &&
      (has_column(shape, "PartitionKey") || has_column(shape, "InstanceID"))) {
    return {true, "a CSV header with an instance id and RuntimeStatus, and no EventType"};
  }
  if (rows_array(shape) != nullptr) {
    return {true, "rows with an instance id and RuntimeStatus, and no EventType"};
  }
  return {false, "no rows of a table with RuntimeStatus"};
}

base::Result<std::unique_ptr<Import>> InstancesTableImporter::open(
    std::string bytes, const std::string& file, const base::WorkContext& work) const {
  try {
    const Shape shape = look_at(bytes);
    const Shape::ArrayShape* rows = rows_array(shape);
    auto table = std::make_unique<InstancesTable>(file);
    table->read(bytes, shape.kind == ShapeKind::csv, rows == nullptr ? "" : rows->key, work);
    if (table->instances().empty()) return no_event_error(table->report(), file);
    return std::unique_ptr<Import>(std::move(table));
  } catch (const std::exception& error) {
    return unreadable_error(error, file);
  }
}

}  // namespace core::importers
