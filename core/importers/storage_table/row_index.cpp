#include "core/importers/storage_table/row_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "core/base/format_error.h"
#include "core/base/text.h"
#include "core/importers/common/single_import.h"
#include "core/importers/storage_table/partition_key.h"

namespace core::importers {

using model::EventType;
using model::Severity;

namespace {

constexpr std::string_view kSentinel = "sentinel";

/// What the index keeps of a row beside IndexedRow, to name and rate a generation.
struct Mark {
  EventType type = EventType::unknown;
  model::RuntimeStatus status = model::RuntimeStatus::unknown;
  std::string name;
};

struct MarkedRow {
  IndexedRow row;
  Mark mark;
};

/// All rows of one PartitionKey.
struct Partition {
  std::string key;
  std::vector<MarkedRow> rows;
  std::optional<std::string> sentinel;  // its ExecutionId
};

class Indexer {
 public:
  Indexer(TableRows& rows, RemarkLog& log) : rows_(rows), log_(log) {}

  void read(std::uint64_t file_size, const base::WorkContext& work);
  std::vector<Generation> generations();

 private:
  void put(const TableRow& row);
  void sort(Partition& partition, std::vector<model::Remark>& remarks);
  Generation take(const Partition& partition, std::size_t& at);
  std::string wanted_execution(const Partition& partition, std::vector<model::Remark>& remarks);
  model::Remark remark(Severity severity, std::string code, std::string message,
                       const RowPlace& place) {
    return {severity, std::move(code), std::move(message), rows_.locate(place)};
  }

  TableRows& rows_;
  RemarkLog& log_;
  std::vector<Partition> partitions_;
  std::map<std::string, std::size_t, std::less<>> by_key_;
};

void Indexer::read(std::uint64_t file_size, const base::WorkContext& work) {
  work.progress.set_total(file_size);
  TableRow row;
  for (std::size_t count = 0; rows_.next(row); ++count) {
    if (count % 256 == 0) {
      work.progress.set_done(row.place.byte);
      if (work.stop.stop_requested()) throw base::FormatError(cancelled_error());
    }
    put(row);
  }
}

void Indexer::put(const TableRow& row) {
  const Cell* key = row.find("PartitionKey");
  const bool is_sentinel = row.text("RowKey") == kSentinel;
  const Cell* type = row.find("EventType");
  if (key == nullptr || (type == nullptr && !is_sentinel)) {
    log_.add_at(Severity::error, "table.not_an_event",
                fmt::format("Row {} has no {}; it is left out.", row.place.number,
                            key == nullptr ? "PartitionKey" : "EventType"),
                rows_.locate(row.place));
    return;
  }
  auto found = by_key_.find(key->text);
  if (found == by_key_.end()) {
    found = by_key_.emplace(std::string(key->text), partitions_.size()).first;
    partitions_.push_back({std::string(key->text), {}, std::nullopt});
  }
  Partition& partition = partitions_[found->second];
  if (is_sentinel) {
    partition.sentinel = std::string(row.text("ExecutionId"));
    return;
  }
  Mark mark;
  mark.type = model::event_type_from_name(type->text).value_or(EventType::unknown);
  if (mark.type == EventType::execution_started) mark.name = row.text("Name");
  const Cell* status = row.find("OrchestrationStatus");
  mark.status = model::status_from_name(status != nullptr ? status->text : row.text("Status"))
                    .value_or(model::RuntimeStatus::unknown);
  partition.rows.push_back(
      {{row.place, std::string(row.text("RowKey")), std::string(row.text("ExecutionId"))},
       std::move(mark)});
}

void Indexer::sort(Partition& partition, std::vector<model::Remark>& remarks) {
  std::vector<MarkedRow>& rows = partition.rows;
  const auto by_row_key = [](const MarkedRow& a, const MarkedRow& b) {
    return a.row.row_key < b.row.row_key;
  };
  const auto out_of_order = std::is_sorted_until(rows.begin(), rows.end(), by_row_key);
  if (out_of_order != rows.end()) {
    const IndexedRow& row = out_of_order->row;
    remarks.push_back(remark(
        Severity::information, "table.rows_sorted",
        fmt::format("Row {} with RowKey {} does not follow the row before it; the rows were put "
                    "into RowKey order.",
                    row.place.number, base::printable(row.row_key)),
        row.place));
    std::stable_sort(rows.begin(), rows.end(), by_row_key);
  }
  const auto same_key = [](const MarkedRow& a, const MarkedRow& b) {
    return a.row.row_key == b.row.row_key && !a.row.row_key.empty();
  };
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (!same_key(rows[i - 1], rows[i])) continue;
    remarks.push_back(
        remark(Severity::error, "table.duplicate_row",
               fmt::format("Row {} repeats RowKey {}; only the first row with it is read.",
                           rows[i].row.place.number, base::printable(rows[i].row.row_key)),
               rows[i].row.place));
  }
  rows.erase(std::unique(rows.begin(), rows.end(), same_key), rows.end());
}

std::string Indexer::wanted_execution(const Partition& partition,
                                      std::vector<model::Remark>& remarks) {
  const IndexedRow& first = partition.rows.front().row;
  if (!partition.sentinel || partition.sentinel->empty()) return first.execution_id;
  if (first.execution_id.empty() || first.execution_id == *partition.sentinel) {
    return *partition.sentinel;
  }
  remarks.push_back(
      remark(Severity::warning, "table.sentinel_differs",
             fmt::format(
                 "The sentinel row names execution {}, but the first row belongs to {}: the export "
                 "was made while the history was being rewritten, or lacks rows. The generation of "
                 "the first row is shown.",
                 base::printable(*partition.sentinel), base::printable(first.execution_id)),
             first.place));
  return first.execution_id;
}

/// The run of rows of one execution that begins at `at`.
Generation Indexer::take(const Partition& partition, std::size_t& at) {
  Generation generation;
  generation.instance_id = unescape_partition_key(partition.key);
  generation.listed_id = generation.instance_id;
  generation.execution_id = partition.rows[at].row.execution_id;
  for (; at < partition.rows.size(); ++at) {
    const auto& [row, mark] = partition.rows[at];
    // A row without the column belongs to whatever stands around it.
    if (generation.execution_id.empty()) generation.execution_id = row.execution_id;
    if (!row.execution_id.empty() && row.execution_id != generation.execution_id) break;
    if (mark.type == EventType::execution_started) {
      generation.name = mark.name;
      generation.status = model::RuntimeStatus::running;
    } else if (mark.type == EventType::execution_completed) {
      generation.status = mark.status;
    } else if (mark.type == EventType::execution_suspended) {
      generation.status = model::RuntimeStatus::suspended;
    } else if (mark.type == EventType::execution_resumed) {
      generation.status = model::RuntimeStatus::running;
    }
    generation.rows.push_back(row);
  }
  return generation;
}

std::vector<Generation> Indexer::generations() {
  std::vector<Generation> current, leftovers;
  for (Partition& partition : partitions_) {
    if (partition.rows.empty()) continue;
    std::vector<model::Remark> remarks;
    sort(partition, remarks);
    const std::string wanted = wanted_execution(partition, remarks);
    std::size_t at = 0;
    Generation generation = take(partition, at);
    if (generation.execution_id.empty()) generation.execution_id = wanted;
    while (at < partition.rows.size()) {
      const RowPlace place = partition.rows[at].row.place;
      const std::string row_key = partition.rows[at].row.row_key;
      Generation leftover = take(partition, at);
      leftover.is_leftover = true;
      leftover.listed_id += "@" + leftover.execution_id;
      const std::string offer = base::printable(leftover.listed_id);
      remarks.push_back(
          remark(Severity::information, "table.leftover_rows",
                 fmt::format(
                     "{} from RowKey {} on belong to execution {}: what a longer, older generation "
                     "left behind. They are offered as instance {}.",
                     base::count_of(leftover.rows.size(), "row"), base::printable(row_key),
                     base::printable(leftover.execution_id), offer),
                 place));
      leftover.remarks.push_back(remark(Severity::warning, "table.partial_generation",
                                        "These are the last rows of an older generation; its "
                                        "beginning was overwritten, so it can "
                                        "be looked at but not replayed.",
                                        place));
      leftovers.push_back(std::move(leftover));
    }
    generation.remarks = std::move(remarks);
    current.push_back(std::move(generation));
  }
  std::move(leftovers.begin(), leftovers.end(), std::back_inserter(current));
  return current;
}

}  // namespace

std::uint64_t Generation::begin() const {
  std::uint64_t byte = rows.empty() ? 0 : rows.front().place.byte;
  for (const IndexedRow& row : rows) byte = std::min(byte, row.place.byte);
  return byte;
}

std::uint64_t Generation::end() const {
  std::uint64_t byte = 0;
  for (const IndexedRow& row : rows) byte = std::max(byte, row.place.end);
  return byte;
}

std::vector<Generation> index_rows(TableRows& rows, RemarkLog& log, std::uint64_t file_size,
                                   const base::WorkContext& work) {
  Indexer indexer(rows, log);
  indexer.read(file_size, work);
  return indexer.generations();
}

}  // namespace core::importers
