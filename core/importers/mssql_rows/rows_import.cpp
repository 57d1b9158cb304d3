#include "core/importers/mssql_rows/rows_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

#include "core/base/format_error.h"
#include "core/base/text.h"
#include "core/importers/common/event_intake.h"
#include "core/importers/common/host_input.h"
#include "core/importers/common/list_import.h"
#include "core/importers/common/pace.h"
#include "core/importers/common/row_json.h"
#include "core/importers/common/single_import.h"
#include "core/importers/mssql_rows/row_event.h"

namespace core::importers {

using model::EventType;
using model::Severity;

namespace {

struct PlacedRow {
  std::int64_t sequence = 0;
  std::string execution;
  RowPlace place;
};

/// The rows of one execution of one instance.
struct Execution {
  std::string instance_id;
  std::string execution_id;
  std::string parent_id;
  std::vector<RowPlace> rows;
  std::vector<model::Remark> remarks;
};

struct MssqlFile {
  std::string text;
  std::string name;
  model::Report report;
  std::unique_ptr<RemarkLog> log;
  std::unique_ptr<TableRows> rows;
  std::vector<Execution> executions;
  std::vector<Instance> instances;
};

/// The line of dashes below sqlcmd's header, "(8 rows affected)" below its rows.
bool is_decoration(const TableRow& row) {
  if (row.cells.empty()) return false;
  const bool is_count =
      row.cells.front().text.starts_with('(') && row.cells.front().text.ends_with("affected)");
  return is_count || std::all_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) {
           return cell.text.find_first_not_of('-') == std::string_view::npos;
         });
}

class MssqlIndexer {
 public:
  explicit MssqlIndexer(MssqlFile& file) : file_(file) {}

  void read(const base::WorkContext& work) {
    Pace pace(work, file_.text.size());
    TableRow row;
    while (file_.rows->next(row)) {
      pace.at(row.place.byte);
      put(row);
    }
    for (auto& [id, rows] : instances_) finish(id, rows);
  }

 private:
  using InstanceRows = std::pair<std::string, std::vector<PlacedRow>>;
  /// What the list of instances says of one execution.
  struct Note {
    std::string name, parent;
    model::RuntimeStatus status = model::RuntimeStatus::unknown;
    std::optional<base::Timestamp> started;
  };

  void put(const TableRow& row) {
    std::int64_t sequence = 0;
    const std::string_view text = cell_text(row, "sequencenumber");
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), sequence);
    const bool is_number = error == std::errc() && end == text.data() + text.size();
    if (!is_number && is_decoration(row)) return;
    if (!is_number || cell_text(row, "eventtype").empty()) {
      file_.log->add_at(Severity::error, "table.not_an_event",
                        fmt::format("Row {} has no {}; it is left out.", row.place.number,
                                    is_number ? "EventType" : "SequenceNumber"),
                        file_.rows->locate(row.place));
      return;
    }
    const std::string id(cell_text(row, "instanceid"));
    const auto [found, is_new] = by_id_.emplace(id, instances_.size());
    if (is_new) instances_.push_back({id, {}});
    instances_[found->second].second.push_back(
        {sequence, std::string(cell_text(row, "executionid")), row.place});
    note(row, id);
  }

  /// Name and status for the list of instances, by instance and execution.
  void note(const TableRow& row, const std::string& id) {
    const auto type = model::event_type_from_name(cell_text(row, "eventtype"));
    Note& note = notes_[{id, std::string(cell_text(row, "executionid"))}];
    if (type == EventType::execution_started) {
      note.name = cell_text(row, "name");
      note.parent = cell_text(row, "parentinstanceid");
      note.started = base::parse_timestamp(cell_text(row, "timestamp"));
      if (note.status == model::RuntimeStatus::unknown) {
        note.status = model::RuntimeStatus::running;
      }
    } else if (type == EventType::execution_completed) {
      note.status = model::status_from_name(cell_text(row, "runtimestatus"))
                        .value_or(model::RuntimeStatus::unknown);
    }
  }

  void finish(const std::string& id, std::vector<PlacedRow>& rows);
  void list(Execution execution, bool is_current);
  void put_executions_apart(const std::string& id, std::vector<PlacedRow>& rows);

  MssqlFile& file_;
  std::vector<InstanceRows> instances_;
  std::map<std::string, std::size_t> by_id_;
  std::map<std::pair<std::string, std::string>, Note> notes_;
};

/// Where two executions have the same SequenceNumber, exports of different times were put together:
/// each execution stands by itself then, the newest first.
void MssqlIndexer::put_executions_apart(const std::string& id, std::vector<PlacedRow>& rows) {
  const auto collides = [](const PlacedRow& a, const PlacedRow& b) {
    return a.sequence == b.sequence && a.execution != b.execution;
  };
  if (std::adjacent_find(rows.begin(), rows.end(), collides) == rows.end()) return;
  const auto start = [&](const PlacedRow& row) {
    return notes_[{id, row.execution}].started.value_or(base::Timestamp{});
  };
  std::stable_sort(rows.begin(), rows.end(), [&](const PlacedRow& a, const PlacedRow& b) {
    if (a.execution == b.execution) return a.sequence < b.sequence;
    return start(a) != start(b) ? start(a) > start(b) : a.execution < b.execution;
  });
}

void MssqlIndexer::finish(const std::string& id, std::vector<PlacedRow>& rows) {
  Execution execution;
  execution.instance_id = id;
  const auto by_sequence = [](const PlacedRow& a, const PlacedRow& b) {
    return a.sequence < b.sequence;
  };
  const auto first_unsorted = std::is_sorted_until(rows.begin(), rows.end(), by_sequence);
  if (first_unsorted != rows.end()) {
    execution.remarks.push_back(
        {Severity::information, "table.rows_sorted",
         fmt::format("Row {} with SequenceNumber {} does not follow the row before it; the rows "
                     "were put into the order of SequenceNumber.",
                     first_unsorted->place.number, first_unsorted->sequence),
         file_.rows->locate(first_unsorted->place)});
    std::stable_sort(rows.begin(), rows.end(), by_sequence);
  }
  put_executions_apart(id, rows);
  bool is_first = true;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool is_other = i > 0 && rows[i].execution != rows[i - 1].execution;
    if (is_other) {
      list(std::exchange(execution, {}), is_first);
      execution.instance_id = id;
      is_first = false;
    } else if (i > 0 && rows[i].sequence == rows[i - 1].sequence) {
      execution.remarks.push_back(
          {Severity::error, "table.duplicate_row",
           fmt::format("Row {} repeats SequenceNumber {}; only the first row with it is read.",
                       rows[i].place.number, rows[i].sequence),
           file_.rows->locate(rows[i].place)});
      continue;
    }
    execution.execution_id = rows[i].execution;
    execution.rows.push_back(rows[i].place);
  }
  list(std::move(execution), is_first);
}

void MssqlIndexer::list(Execution execution, bool is_current) {
  const Note& note = notes_[{execution.instance_id, execution.execution_id}];
  Instance instance;
  instance.id = execution.instance_id;
  if (!is_current) {
    instance.id += "@" + execution.execution_id;
    instance.instance_id = execution.instance_id;
  }
  instance.name = note.name;
  instance.status = note.status;
  instance.execution_id = execution.execution_id;
  instance.parent_id = note.parent;
  execution.parent_id = note.parent;
  instance.started = note.started;
  instance.events = execution.rows.size();
  instance.begin = execution.rows.front().byte;
  for (const RowPlace& place : execution.rows) {
    instance.begin = std::min(instance.begin, place.byte);
    instance.end = std::max(instance.end, place.end);
  }
  file_.instances.push_back(std::move(instance));
  file_.executions.push_back(std::move(execution));
}

/// What was odd about the rows of an execution, counted.
class RowOddities {
 public:
  void count(const TableRow& row, const MssqlTimes& times) {
    ambiguous_ += times.is_ambiguous ? 1 : 0;
    rounded_ += times.is_rounded ? 1 : 0;
    if (find_cell(row, "datapayloadid") != nullptr && !has_payload(row)) ++without_payload_;
  }
  bool has_rough_times() const { return ambiguous_ + rounded_ > 0; }
  void remark(RemarkLog& remarks, const base::Location& where) const {
    const auto rows = [](std::size_t count) {
      return base::count_of(count, "row") + (count == 1 ? " has" : " have");
    };
    if (ambiguous_ > 0) {
      remarks.add_at(Severity::warning, "history.time_ambiguous",
                     rows(ambiguous_) +
                         " a time written like 3/1/2026, where day and month cannot "
                         "be told apart; it was read month first.",
                     where);
    }
    if (rounded_ > 0) {
      remarks.add_at(Severity::warning, "history.times_rounded",
                     rows(rounded_) +
                         " a time without fractions of a second: the tool that wrote "
                         "the file rounded it, so current_utc_datetime, and GUIDs "
                         "made from it, are approximate.",
                     where);
    }
    if (without_payload_ > 0) {
      remarks.add_at(Severity::error, "table.payloads_missing",
                     rows(without_payload_) +
                         " a payload that is not in this file: dt.History "
                         "names it by DataPayloadID only. Export "
                         "dt.vHistory, or join dt.Payloads.",
                     where);
    }
  }

 private:
  std::size_t ambiguous_ = 0, rounded_ = 0, without_payload_ = 0;
};

Loaded load_execution(MssqlFile& file, std::size_t index, const base::WorkContext& work) {
  const Execution& execution = file.executions[index];
  model::Report report;
  report.remarks = execution.remarks;
  RemarkLog remarks(report);
  model::HistoryBuilder builder;
  EventIntake intake(builder, remarks);
  TableRow row;
  remarks.set_locator([&](const EventPlace&) { return file.rows->locate(row.place); });
  EventFields fields;
  MssqlTimes times;
  RowOddities oddities;
  Pace pace(work, execution.rows.size());
  for (std::size_t i = 0; i < execution.rows.size(); ++i) {
    pace.at(i);
    file.rows->read_at(execution.rows[i], row);
    const EventPlace place{row.place.byte, i};
    read_mssql_event(row, fields, times);
    oddities.count(row, times);
    const bool is_known = EventIntake::known_type(fields).has_value();
    intake.take(fields, place, is_known ? std::string() : row_as_json(row));
    if (row.was_repaired) {
      remarks.add(Severity::error, "history.text_repaired",
                  fmt::format("Event {} holds text that is not valid UTF-8; the places are shown "
                              "as U+FFFD.",
                              i),
                  place);
    }
  }
  builder.envelope().instance_id = execution.instance_id;
  builder.envelope().execution_id = execution.execution_id;
  if (!execution.parent_id.empty()) builder.envelope().parent_instance_id = execution.parent_id;
  const base::Location where = file.rows->locate(execution.rows.front());
  oddities.remark(remarks, where);
  if (oddities.has_rough_times()) {
    report.fidelity = model::Fidelity::reconstructed;
    builder.set_quality(model::Quality::reconstructed);
  }
  intake.finish(where);
  remarks.finish();
  take_host_input(builder);
  return {builder.finish(), std::move(report)};
}

}  // namespace

base::Result<std::unique_ptr<Import>> open_mssql_rows(std::string bytes, const std::string& file,
                                                      bool is_csv, const std::string& key,
                                                      const base::WorkContext& work) {
  auto opened = std::make_shared<MssqlFile>();
  opened->text = std::move(bytes);
  opened->name = file;
  opened->log = std::make_unique<RemarkLog>(opened->report);
  opened->rows = is_csv ? read_csv_rows(opened->text, opened->name, *opened->log)
                        : read_json_rows(opened->text, opened->name, key, *opened->log);
  MssqlIndexer(*opened).read(work);
  opened->log->finish();
  if (opened->executions.empty()) return no_event_error(opened->report, file);
  return std::unique_ptr<Import>(
      std::make_unique<ListImport>(opened->instances, opened->report,
                                   [opened](std::size_t index, const base::WorkContext& load_work) {
                                     return load_execution(*opened, index, load_work);
                                   }));
}

}  // namespace core::importers
