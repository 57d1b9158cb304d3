#include "core/importers/storage_table/row_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>

#include "core/base/format_error.h"
#include "core/base/text.h"
#include "core/importers/common/single_import.h"
#include "core/importers/common/partition_key.h"

namespace core::importers {

using model::EventType;
using model::Severity;

namespace {

constexpr std::string_view kSentinel = "sentinel";

/// All that the index reads of a row: the columns behind it are not even unescaped.
constexpr std::array<std::string_view, 7> kColumns{
    "PartitionKey", "RowKey", "EventType", "ExecutionId", "Name", "OrchestrationStatus", "Status"};

/// A row with what it needs to be put in order, and to name and rate its generation. A million of
/// them stand in memory at once.
struct MarkedRow {
  RowPlace place;
  RowKey key;
  std::uint32_t execution = 0;  // number of its text, 0 for none
  EventType type = EventType::unknown;
  model::RuntimeStatus status = model::RuntimeStatus::unknown;
};

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

std::uint64_t eight_bytes(std::string_view text, std::size_t from) {
  std::uint64_t value = 0;
  for (std::size_t i = from; i < from + 8; ++i) {
    value = value << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  }
  return value;
}

class Indexer {
 public:
  Indexer(TableRows& rows, RemarkLog& log) : rows_(rows), log_(log) {
    rows_.want_only(kColumns);
  }

  void read(std::uint64_t file_size, const base::WorkContext& work);
  std::vector<Generation> generations();

 private:
  void put(const TableRow& row);
  Partition& partition_of(std::string_view key);
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
  std::size_t last_partition_ = 0;  // rows of one instance stand together
  TextNumbers executions_;
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

void Indexer::sort(Partition& partition, std::vector<model::Remark>& remarks) {
  std::vector<MarkedRow>& rows = partition.rows;
  const auto by_row_key = [](const MarkedRow& a, const MarkedRow& b) {
    return a.key < b.key;
  };
  const auto out_of_order = std::is_sorted_until(rows.begin(), rows.end(), by_row_key);
  if (out_of_order != rows.end()) {
    remarks.push_back(remark(
        Severity::information, "table.rows_sorted",
        fmt::format("Row {} with RowKey {} does not follow the row before it; the rows were put "
                    "into RowKey order.",
                    out_of_order->place.number, base::printable(out_of_order->key.text())),
        out_of_order->place));
    std::stable_sort(rows.begin(), rows.end(), by_row_key);
  }
  const auto same_key = [](const MarkedRow& a, const MarkedRow& b) {
    return a.key == b.key && !a.key.is_empty();
  };
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (!same_key(rows[i - 1], rows[i])) continue;
    remarks.push_back(
        remark(Severity::error, "table.duplicate_row",
               fmt::format("Row {} repeats RowKey {}; only the first row with it is read.",
                           rows[i].place.number, base::printable(rows[i].key.text())),
               rows[i].place));
  }
  rows.erase(std::unique(rows.begin(), rows.end(), same_key), rows.end());
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
                 base::printable(*partition.sentinel), base::printable(first)),
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
      const RowPlace place = partition.rows[at].place;
      const std::string row_key = partition.rows[at].key.text();
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
    partition.rows = {};  // the rows stand in the generations now
  }
  std::move(leftovers.begin(), leftovers.end(), std::back_inserter(current));
  return current;
}

}  // namespace

RowKey::RowKey(std::string_view text)
    : first_(eight_bytes(text, 0)),
      second_(eight_bytes(text, 8)),
      rest_(text.size() > 16 ? text.substr(16) : std::string_view()) {}

std::string RowKey::text() const {
  std::string text;
  for (const std::uint64_t part : {first_, second_}) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      const auto byte = static_cast<char>(part >> shift & 0xFF);
      if (byte != '\0') text.push_back(byte);
    }
  }
  return text + rest_;
}

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
