#include "core/importers/storage_table/row_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>

#include "core/base/format_error.h"
#include "core/base/text.h"
#include "core/importers/common/pace.h"
#include "core/importers/common/partition_key.h"
#include "core/importers/storage_table/row_order.h"

namespace core::importers {

using model::EventType;
using model::Severity;

namespace {

constexpr std::string_view kSentinel = "sentinel";

/// All that the index reads of a row: the columns behind it are not even unescaped.
constexpr std::array<std::string_view, 8> kColumns{
    "PartitionKey", "RowKey", "EventType",           "ExecutionId",
    "Name",         "Status", "OrchestrationStatus", "RuntimeStatus"};
constexpr std::size_t kMostDuplicates = 20;  // that are named one by one

/// A key or an id as a remark quotes it: a damaged one may be megabytes long.
std::string quoted(std::string_view text) { return base::printable(base::shorten(text, 200)); }

/// All rows of one PartitionKey.
struct Partition {
  std::string key;
  std::vector<MarkedRow> rows;
  std::map<std::size_t, std::string> names;  // of its ExecutionStarted rows, by their row numbers
  std::optional<std::string> sentinel;       // its ExecutionId
};

/// Gives equal texts one small number each.
class TextNumbers {
 public:
  TextNumbers() : texts_{""}, numbers_{{"", 0}} {}

  std::uint32_t number_of(std::string_view text) {
    if (texts_[last_] == text) return last_;
    auto found = numbers_.find(text);
    if (found == numbers_.end()) {
      found = numbers_.emplace(text, static_cast<std::uint32_t>(texts_.size())).first;
      texts_.emplace_back(text);
    }
    return last_ = found->second;
  }
  const std::string& text_of(std::uint32_t number) const { return texts_[number]; }

 private:
  std::vector<std::string> texts_;
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
  std::uint32_t last_ = 0;  // rows of one execution stand together
};

class Indexer {
 public:
  Indexer(TableRows& rows, RemarkLog& log) : rows_(rows), log_(log) {
    rows_.want_only(kColumns);
  }

  void read(std::uint64_t file_size, const base::WorkContext& work);
  RowIndex finish();

 private:
  void put(const TableRow& row);
  Partition& partition_of(std::string_view key);
  RowOrder::Keys sort(std::vector<MarkedRow>& rows, std::vector<model::Remark>& remarks);
  void drop_duplicates(std::vector<MarkedRow>& rows, std::vector<model::Remark>& remarks);
  Generation take(const Partition& partition, std::size_t& at);
  void finish(Partition& partition, RowIndex& index, std::vector<Generation>& older);
  void finish_several(Partition& partition, std::vector<std::vector<MarkedRow>> lists,
                      std::vector<model::Remark> remarks, RowIndex& index,
                      std::vector<Generation>& older);
  base::Timestamp start_of(const std::vector<MarkedRow>& rows);
  std::string wanted_execution(const Partition& partition, std::vector<model::Remark>& remarks);
  model::Remark remark(Severity severity, std::string code, std::string message,
                       const RowPlace& place) {
    return {severity, std::move(code), std::move(message), rows_.locate(place)};
  }

  TableRows& rows_;
  RemarkLog& log_;
  std::vector<RowPlace> instance_rows_;
  std::vector<Partition> partitions_;
  std::map<std::string, std::size_t, std::less<>> by_key_;
  std::size_t last_partition_ = 0;  // rows of one instance stand together
  TextNumbers executions_;
};

void Indexer::read(std::uint64_t file_size, const base::WorkContext& work) {
  Pace pace(work, file_size);
  TableRow row;
  while (rows_.next(row)) {
    pace.at(row.place.byte);
    put(row);
  }
}

void Indexer::put(const TableRow& row) {
  const Cell* key = row.find("PartitionKey");
  const bool is_sentinel = row.text("RowKey") == kSentinel;
  const Cell* type = row.find("EventType");
  if (key != nullptr && type == nullptr && row.find("RuntimeStatus") != nullptr) {
    instance_rows_.push_back(row.place);
    return;
  }
  if (key == nullptr || (type == nullptr && !is_sentinel)) {
    log_.add_at(Severity::error, "table.not_an_event",
                fmt::format("Row {} has no {}; it is left out.", row.place.number,
                            key == nullptr ? "PartitionKey" : "EventType"),
                rows_.locate(row.place));
    return;
  }
  Partition& partition = partition_of(key->text);
  if (is_sentinel) {
    partition.sentinel = std::string(row.text("ExecutionId"));
    return;
  }
  MarkedRow marked{row.place, RowKey(row.text("RowKey")),
                   executions_.number_of(row.text("ExecutionId")),
                   model::event_type_from_name(type->text).value_or(EventType::unknown),
                   model::RuntimeStatus::unknown};
  if (marked.type == EventType::execution_started) {
    partition.names[row.place.number] = row.text("Name");
  } else if (marked.type == EventType::execution_completed) {
    const Cell* status = row.find("OrchestrationStatus");
    marked.status = model::status_from_name(status != nullptr ? status->text : row.text("Status"))
                        .value_or(model::RuntimeStatus::unknown);
  }
  partition.rows.push_back(std::move(marked));
}

Partition& Indexer::partition_of(std::string_view key) {
  if (!partitions_.empty() && partitions_[last_partition_].key == key) {
    return partitions_[last_partition_];
  }
  auto found = by_key_.find(key);
  if (found == by_key_.end()) {
    found = by_key_.emplace(std::string(key), partitions_.size()).first;
    partitions_.push_back({std::string(key), {}, {}, std::nullopt});
  }
  last_partition_ = found->second;
  return partitions_[last_partition_];
}

RowOrder::Keys Indexer::sort(std::vector<MarkedRow>& rows,
                             std::vector<model::Remark>& remarks) {
  const RowOrder order = order_rows(rows);
  const std::string key = order.witness ? quoted(order.witness->key.text()) : "";
  const RowPlace& place = order.witness ? order.witness->place : rows.front().place;
  const auto has_no_key = [](const MarkedRow& row) { return row.key.is_empty(); };
  if (std::all_of(rows.begin(), rows.end(), has_no_key)) {
    remarks.push_back(remark(Severity::information, "table.no_row_keys",
                             "The rows have no RowKey: they are read in the order of the file, and "
                             "a row that stands twice cannot be told from two equal ones.",
                             rows.front().place));
  }
  if (order.keys == RowOrder::Keys::shortened) {
    remarks.push_back(remark(Severity::information, "table.row_keys_shortened",
                             "RowKeys have fewer than 16 digits, which is what a spreadsheet makes "
                             "of them; they were read as if the zeros were there.",
                             rows.front().place));
  }
  if (order.keys == RowOrder::Keys::lost) {
    remarks.push_back(
        remark(Severity::warning, "table.row_keys_lost",
               fmt::format("Row {} has RowKey {}, which the platform did not write: a spreadsheet "
                           "turns keys into numbers. The rows are read in the order of the file. "
                           "Export the table again and open that export.",
                           place.number, key),
               place));
  } else if (order.witness) {
    remarks.push_back(
        remark(Severity::information, "table.rows_sorted",
               fmt::format("Row {} with RowKey {} does not follow the row before it; the rows were "
                           "put into RowKey order.",
                           place.number, key),
               place));
  }
  return order.keys;
}

void Indexer::drop_duplicates(std::vector<MarkedRow>& rows, std::vector<model::Remark>& remarks) {
  const auto same_key = [](const MarkedRow& a, const MarkedRow& b) {
    return a.key == b.key && !a.key.is_empty();
  };
  std::size_t count = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (!same_key(rows[i - 1], rows[i]) || ++count > kMostDuplicates) continue;
    remarks.push_back(
        remark(Severity::error, "table.duplicate_row",
               fmt::format("Row {} repeats RowKey {}; only the first row with it is read.",
                           rows[i].place.number, quoted(rows[i].key.text())),
               rows[i].place));
  }
  if (count > kMostDuplicates) {
    remarks.push_back({Severity::error, "table.duplicate_row",
                       fmt::format("{} more remarks of this kind are not listed.",
                                   count - kMostDuplicates),
                       {}});
  }
  if (count > 0) rows.erase(std::unique(rows.begin(), rows.end(), same_key), rows.end());
}

std::string Indexer::wanted_execution(const Partition& partition,
                                      std::vector<model::Remark>& remarks) {
  const RowPlace& place = partition.rows.front().place;
  const std::string& first = executions_.text_of(partition.rows.front().execution);
  if (!partition.sentinel || partition.sentinel->empty()) return first;
  if (first.empty() || first == *partition.sentinel) return *partition.sentinel;
  remarks.push_back(
      remark(Severity::warning, "table.sentinel_differs",
             fmt::format(
                 "The sentinel row names execution {}, but the first row belongs to {}: the export "
                 "was made while the history was being rewritten, or lacks rows. The generation of "
                 "the first row is shown.",
                 quoted(*partition.sentinel), quoted(first)),
             place));
  return first;
}

/// The run of rows of one execution that begins at `at`.
Generation Indexer::take(const Partition& partition, std::size_t& at) {
  Generation generation;
  generation.instance_id = unescape_partition_key(partition.key);
  generation.listed_id = generation.instance_id;
  std::uint32_t execution = partition.rows[at].execution;
  for (; at < partition.rows.size(); ++at) {
    const MarkedRow& row = partition.rows[at];
    // A row without the column belongs to whatever stands around it.
    if (execution == 0) execution = row.execution;
    if (row.execution != 0 && row.execution != execution) break;
    if (row.type == EventType::execution_started) {
      generation.name = partition.names.at(row.place.number);
      generation.status = model::RuntimeStatus::running;
    } else if (row.type == EventType::execution_completed) {
      generation.status = row.status;
    } else if (row.type == EventType::execution_suspended) {
      generation.status = model::RuntimeStatus::suspended;
    } else if (row.type == EventType::execution_resumed) {
      generation.status = model::RuntimeStatus::running;
    }
    generation.rows.push_back({row.place});
  }
  generation.execution_id = executions_.text_of(execution);
  return generation;
}

base::Timestamp Indexer::start_of(const std::vector<MarkedRow>& rows) {
  TableRow row;
  for (const MarkedRow& marked : rows) {
    if (marked.type != EventType::execution_started) continue;
    rows_.read_at(marked.place, row);
    return base::parse_timestamp(row.text("_Timestamp")).value_or(base::Timestamp{});
  }
  return {};
}

/// Whole generations of one instance, each with its own RowKeys from 0: the newest is the current
/// one.
void Indexer::finish_several(Partition& partition, std::vector<std::vector<MarkedRow>> lists,
                             std::vector<model::Remark> remarks, RowIndex& index,
                             std::vector<Generation>& older) {
  std::vector<std::pair<base::Timestamp, std::size_t>> order;
  for (std::size_t i = 0; i < lists.size(); ++i) order.emplace_back(start_of(lists[i]), i);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string offers;
  for (const auto& [start, number] : order) {
    const bool is_current = number == order.back().second;
    partition.rows = std::move(lists[number]);
    drop_duplicates(partition.rows, remarks);
    std::size_t at = 0;
    Generation generation = take(partition, at);
    if (is_current) {
      remarks.push_back(
          remark(Severity::information, "table.several_generations",
                 fmt::format("The rows hold {} generations of this instance, each with RowKeys of "
                             "its own: exports of different times in one file. The older ones are "
                             "offered as instance {}.",
                             order.size(), offers),
                 partition.rows.front().place));
      generation.remarks = std::move(remarks);
      index.generations.push_back(std::move(generation));
      continue;
    }
    generation.listed_id += "@" + generation.execution_id;
    generation.is_leftover = generation.name.empty();
    if (generation.is_leftover) {
      generation.remarks.push_back(remark(Severity::warning, "table.partial_generation",
                                          "These are some rows of another generation without its "
                                          "beginning, so it can be looked at but not replayed.",
                                          partition.rows.front().place));
    }
    offers += (offers.empty() ? "" : ", ") + quoted(generation.listed_id);
    older.push_back(std::move(generation));
  }
}

void Indexer::finish(Partition& partition, RowIndex& index, std::vector<Generation>& older) {
  std::vector<model::Remark> remarks;
  const bool has_keys = sort(partition.rows, remarks) != RowOrder::Keys::lost;
  auto lists = split_executions(std::move(partition.rows));
  if (lists.size() > 1) {
    finish_several(partition, std::move(lists), std::move(remarks), index, older);
    return;
  }
  partition.rows = std::move(lists.front());
  if (has_keys) drop_duplicates(partition.rows, remarks);
  const std::string wanted = wanted_execution(partition, remarks);
  std::size_t at = 0;
  Generation generation = take(partition, at);
  if (generation.execution_id.empty()) generation.execution_id = wanted;
  while (at < partition.rows.size()) {
    const RowPlace place = partition.rows[at].place;
    const std::string row_key = partition.rows[at].key.text();
    Generation leftover = take(partition, at);
    leftover.is_leftover = true;
    leftover.listed_id += "@" + leftover.execution_id;
    const std::string offer = quoted(leftover.listed_id);
    remarks.push_back(
        remark(Severity::information, "table.leftover_rows",
               fmt::format(
                   "{} from RowKey {} on belong to execution {}: what a longer, older generation "
                   "left behind. They are offered as instance {}.",
                   base::count_of(leftover.rows.size(), "row"), quoted(row_key),
                   quoted(leftover.execution_id), offer),
               place));
    leftover.remarks.push_back(remark(Severity::warning, "table.partial_generation",
                                      "These are the last rows of an older generation; its "
                                      "beginning was overwritten, so it can "
                                      "be looked at but not replayed.",
                                      place));
    older.push_back(std::move(leftover));
  }
  generation.remarks = std::move(remarks);
  index.generations.push_back(std::move(generation));
  partition.rows = {};  // the rows stand in the generations now
}

RowIndex Indexer::finish() {
  RowIndex index;
  std::vector<Generation> older;
  for (Partition& partition : partitions_) {
    if (!partition.rows.empty()) finish(partition, index, older);
  }
  std::move(older.begin(), older.end(), std::back_inserter(index.generations));
  index.instance_rows = std::move(instance_rows_);
  return index;
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

RowIndex index_rows(TableRows& rows, RemarkLog& log, std::uint64_t file_size,
                    const base::WorkContext& work) {
  Indexer indexer(rows, log);
  indexer.read(file_size, work);
  return indexer.finish();
}

}  // namespace core::importers
