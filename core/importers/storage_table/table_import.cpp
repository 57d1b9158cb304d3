#include "core/importers/storage_table/table_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/check.h"
#include "core/base/format_error.h"
#include "core/base/text.h"
#include "core/importers/common/event_intake.h"
#include "core/importers/common/host_input.h"
#include "core/importers/common/instance_row.h"
#include "core/importers/common/json_cursor.h"
#include "core/importers/common/loose_time.h"
#include "core/importers/common/pace.h"
#include "core/importers/common/single_import.h"
#include "core/importers/storage_table/missing_columns.h"
#include "core/importers/storage_table/row_event.h"

namespace core::importers {

using model::Severity;

namespace {

/// ExecutionStarted is the second row of a generation; the first ones of a damaged table are looked
/// at.
constexpr std::size_t kRowsToStart = 8;

/// "1.23457E+19": digits that did not fit a cell.
bool is_spreadsheet_number(std::string_view id) {
  const std::size_t mark = id.find("E+");
  if (mark == std::string_view::npos || mark == 0 || mark + 2 == id.size()) return false;
  const auto is_in = [](std::string_view text, std::string_view allowed) {
    return text.find_first_not_of(allowed) == std::string_view::npos;
  };
  return is_in(id.substr(0, mark), "0123456789.,") && is_in(id.substr(mark + 2), "0123456789");
}

/// Reads the rows of one generation into a History.
class GenerationReader {
 public:
  GenerationReader(TableRows& rows, const Generation& generation, const LocalDates& dates)
      : rows_(rows),
        generation_(generation),
        dates_(dates),
        remarks_(report_),
        intake_(builder_, remarks_) {
    report_.remarks = generation.remarks;
    remarks_.set_locator([this](const EventPlace&) { return rows_.locate(row_.place); });
  }

  Loaded read(const base::WorkContext& work) {
    Pace pace(work, generation_.rows.size());
    for (std::size_t i = 0; i < generation_.rows.size(); ++i) {
      pace.at(i);
      rows_.read_at(generation_.rows[i].place, row_);
      if (i == 0) look_for_missing_columns();
      take(i);
    }
    model::Envelope& envelope = builder_.envelope();
    envelope.instance_id = generation_.instance_id;
    envelope.execution_id = generation_.execution_id;
    base::Location where = rows_.locate(generation_.rows.front().place);
    if (local_dates_ > 0) remark_local_dates(where);
    intake_.finish(where);
    remarks_.finish();
    pace.finish();
    if (generation_.is_leftover) {
      report_.fidelity = model::Fidelity::timeline_only;
      builder_.set_quality(model::Quality::missing);
    }
    take_host_input(builder_);
    return {builder_.finish(), std::move(report_)};
  }

 private:
  void look_for_missing_columns() {
    has_ids_ = row_.find("EventId") != nullptr;
    const base::Location where = rows_.locate(row_.place);
    if (!has_ids_) {
      report_.fidelity = model::Fidelity::reconstructed;
      builder_.set_quality(model::Quality::reconstructed);
      remarks_.add_at(Severity::warning, "table.ids_reconstructed",
                      "The table has no EventId: ids were counted in the order in which calls were "
                      "scheduled, and each answer joined to the oldest open call of its kind. "
                      "Export all columns for an exact replay.",
                      where);
    }
    has_event_time_ = row_.find("_Timestamp") != nullptr;
    if (!has_event_time_) {
      remarks_.add_at(Severity::warning, "table.no_event_time",
                      "The table has no _Timestamp, the time of the event; Timestamp is shown "
                      "instead, which the storage service sets when it writes a row.",
                      where);
    }
  }

  void take(std::size_t number) {
    const EventPlace place{row_.place.byte, number};
    if (has_event_time_ && row_.find("_Timestamp") == nullptr) {
      remarks_.add(Severity::warning, "table.no_event_time",
                   fmt::format("Event {} has no _Timestamp; its Timestamp is shown instead, which "
                               "the storage service sets when it writes a row.",
                               number),
                   place);
    }
    translate_times(place);
    read_row_event(row_, place, fields_, remarks_);
    if (!has_ids_) missing_ids_.put(row_, fields_);
    std::string raw;
    if (!EventIntake::known_type(fields_)) raw = row_as_json(row_);
    intake_.take(fields_, place, raw);
    if (row_.was_repaired) {
      remarks_.add(Severity::error, "history.text_repaired",
                   fmt::format("Event {} holds text that is not valid UTF-8; the places are shown "
                               "as U+FFFD.",
                               number),
                   place);
    }
  }

  /// Times that are not ISO 8601 as ISO 8601, where they can be told.
  void translate_times(const EventPlace& place) {
    for (std::size_t i = 0; i < row_.cells.size(); ++i) {
      Cell& cell = row_.cells[i];
      const std::size_t slot = time_slot(cell.column);
      if (slot == kTimes.size() || cell.kind != '"' || base::parse_timestamp(cell.text)) continue;
      const bool is_local = LocalDates::is_local(cell.text);
      std::optional<base::Timestamp> time;
      if (is_local) {
        time = dates_.read(cell.text);
      } else if (const auto loose = parse_loose_time(cell.text); loose && !loose->is_ambiguous) {
        time = loose->time;
      }
      if (time) {
        if (is_local && local_dates_++ == 0) first_local_ = std::string(cell.text);
        times_[slot] = base::format_round_trip(*time);
        cell.text = times_[slot];
      } else if (is_local) {
        remarks_.add(Severity::error, "table.ambiguous_date",
                     fmt::format("{} of event {} is {}, whose day and month cannot be told apart: "
                                 "{}. It is left out; export times as ISO 8601.",
                                 cell.column, place.number,
                                 base::printable(base::shorten(cell.text, 40)),
                                 dates_.order() == LocalDates::Order::both
                                     ? "other dates of the table contradict one another"
                                     : "no date of the table says which comes first"),
                     place, cell.column);
        row_.cells.erase(row_.cells.begin() + static_cast<std::ptrdiff_t>(i--));
      }
    }
  }

  void remark_local_dates(const base::Location& where) {
    std::string order;
    if (!dates_.evidence().empty()) {
      const bool is_month = dates_.order() == LocalDates::Order::month_first;
      order = fmt::format(", {} first as {} shows", is_month ? "month" : "day",
                          base::printable(dates_.evidence()));
    }
    remarks_.add_at(Severity::warning, "table.local_dates",
                    fmt::format("Times are written as {}{}; they were taken as UTC, since no zone "
                                "is said. Fractions of seconds may have been lost.",
                                base::printable(first_local_), order),
                    where);
  }

  static constexpr std::array<std::string_view, 3> kTimes{"_Timestamp", "Timestamp", "FireAt"};
  static std::size_t time_slot(std::string_view column) {
    return static_cast<std::size_t>(std::find(kTimes.begin(), kTimes.end(), column) -
                                    kTimes.begin());
  }

  TableRows& rows_;
  const Generation& generation_;
  const LocalDates& dates_;
  std::array<std::string, 3> times_;  // of the row that is read
  std::string first_local_;
  std::size_t local_dates_ = 0;
  model::Report report_;
  RemarkLog remarks_;
  model::HistoryBuilder builder_;
  EventIntake intake_;
  EventFields fields_;
  MissingIds missing_ids_;
  TableRow row_;
  bool has_ids_ = true;
  bool has_event_time_ = false;
};

}  // namespace

base::Result<std::unique_ptr<Import>> TableImport::read(std::string bytes, const std::string& file,
                                                        bool is_csv, const std::string& key,
                                                        const base::WorkContext& work) {
  std::unique_ptr<TableImport> import(new TableImport(std::move(bytes), file));
  import->rows_ = is_csv ? read_csv_rows(import->bytes_, import->file_, import->log_)
                         : read_json_rows(import->bytes_, import->file_, key, import->log_);
  import->rows_->use_provider_columns();
  RowIndex index = index_rows(*import->rows_, import->log_, import->bytes_.size(), work);
  import->generations_ = std::move(index.generations);
  import->read_entries(index.instance_rows);
  import->log_.finish();
  if (import->generations_.empty()) return no_event_error(import->report_, file);
  for (Generation& generation : import->generations_) {
    import->instances_.push_back(import->instance_of(generation));
  }
  return std::unique_ptr<Import>(std::move(import));
}

Instance TableImport::instance_of(Generation& generation) {
  Instance instance{generation.listed_id,   generation.name,    generation.status,
                    generation.rows.size(), generation.begin(), generation.end()};
  if (generation.listed_id != generation.instance_id) instance.instance_id = generation.instance_id;
  instance.execution_id = generation.execution_id;
  TableRow row;
  for (std::size_t i = 0; i < std::min(generation.rows.size(), kRowsToStart); ++i) {
    rows_->read_at(generation.rows[i].place, row);
    const auto time = base::parse_timestamp(row.text("_Timestamp"));
    if (i == 0) instance.started = time;
    if (row.text("EventType") != "ExecutionStarted") continue;
    if (time) instance.started = time;
    const auto parent = find_json_member(row.text("ParentInstance"), "OrchestrationInstance");
    instance.parent_id = json_string_member(parent.raw, "InstanceId");
    break;
  }
  for (const std::string& id : {generation.instance_id, generation.execution_id}) {
    if (!is_spreadsheet_number(id)) continue;
    generation.remarks.push_back(
        {Severity::warning, "table.spreadsheet_number",
         fmt::format("The id {} looks like a number that a spreadsheet shortened; the real one "
                     "cannot be told from it. Export the table again and open that export.",
                     base::printable(id)),
         rows_->locate(generation.rows.front().place)});
  }
  return instance;
}

void TableImport::read_entries(const std::vector<RowPlace>& rows) {
  TableRow row;
  for (const RowPlace& place : rows) {
    rows_->read_at(place, row);
    auto entry = read_instance_entry(row, rows_->locate(place), log_);
    if (entry) entries_.push_back(*std::move(entry));
  }
}

/// Of the whole file: an instance of a few days may have no date that tells.
void TableImport::learn_dates(const base::WorkContext& work) {
  TableRow row;
  for (const Generation& generation : generations_) {
    for (const IndexedRow& indexed : generation.rows) {
      if (work.stop.stop_requested()) throw base::FormatError(cancelled_error());
      rows_->read_at(indexed.place, row);
      for (const std::string_view column : {"_Timestamp", "Timestamp", "FireAt"}) {
        dates_.learn(row.text(column));
      }
    }
  }
  has_learned_dates_ = true;
}

base::Result<Loaded> TableImport::load(std::size_t index, const base::WorkContext& work) {
  base::check(index < generations_.size(), "an instance index is one of instances()");
  try {
    TableRow row;
    rows_->read_at(generations_[index].rows.front().place, row);
    const bool is_local = LocalDates::is_local(row.text("_Timestamp")) ||
                          LocalDates::is_local(row.text("Timestamp"));
    if (is_local && !has_learned_dates_) learn_dates(work);
    return GenerationReader(*rows_, generations_[index], dates_).read(work);
  } catch (const base::FormatError& error) {
    return error.error();
  }
}

}  // namespace core::importers
