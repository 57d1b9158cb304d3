#include "core/importers/storage_table/table_import.h"

#include <fmt/format.h>

#include "core/base/check.h"
#include "core/base/format_error.h"
#include "core/importers/common/event_intake.h"
#include "core/importers/common/single_import.h"
#include "core/importers/storage_table/missing_columns.h"
#include "core/importers/storage_table/row_event.h"

namespace core::importers {

using model::Severity;

namespace {

/// Reads the rows of one generation into a History.
class GenerationReader {
 public:
  GenerationReader(TableRows& rows, const Generation& generation)
      : rows_(rows), generation_(generation), remarks_(report_), intake_(builder_, remarks_) {
    report_.remarks = generation.remarks;
    remarks_.set_locator([this](const EventPlace&) { return rows_.locate(row_.place); });
  }

  Loaded read(const base::WorkContext& work) {
    work.progress.set_total(generation_.rows.size());
    for (std::size_t i = 0; i < generation_.rows.size(); ++i) {
      if (i % 256 == 0) {
        work.progress.set_done(i);
        if (work.stop.stop_requested()) throw base::FormatError(cancelled_error());
      }
      rows_.read_at(generation_.rows[i].place, row_);
      if (i == 0) look_for_missing_columns();
      take(i);
    }
    model::Envelope& envelope = builder_.envelope();
    envelope.instance_id = generation_.instance_id;
    envelope.execution_id = generation_.execution_id;
    base::Location where = rows_.locate(generation_.rows.front().place);
    intake_.finish(where);
    remarks_.finish();
    if (generation_.is_leftover) {
      report_.fidelity = model::Fidelity::timeline_only;
      builder_.set_quality(model::Quality::missing);
    }
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
    if (row_.find("_Timestamp") == nullptr) {
      remarks_.add_at(Severity::warning, "table.no_event_time",
                      "The table has no _Timestamp, the time of the event; Timestamp is shown "
                      "instead, which the storage service sets when it writes a row.",
                      where);
    }
  }

  void take(std::size_t number) {
    const EventPlace place{row_.place.byte, number};
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

  TableRows& rows_;
  const Generation& generation_;
  model::Report report_;
  RemarkLog remarks_;
  model::HistoryBuilder builder_;
  EventIntake intake_;
  EventFields fields_;
  MissingIds missing_ids_;
  TableRow row_;
  bool has_ids_ = true;
};

}  // namespace

base::Result<std::unique_ptr<Import>> TableImport::read(std::string bytes, const std::string& file,
                                                        bool is_csv, const std::string& key,
                                                        const base::WorkContext& work) {
  std::unique_ptr<TableImport> import(new TableImport(std::move(bytes), file));
  import->rows_ = is_csv ? read_csv_rows(import->bytes_, import->file_, import->log_)
                         : read_json_rows(import->bytes_, import->file_, key, import->log_);
  import->generations_ = index_rows(*import->rows_, import->log_, import->bytes_.size(), work);
  import->log_.finish();
  if (import->generations_.empty()) return no_event_error(import->report_, file);
  for (const Generation& generation : import->generations_) {
    import->instances_.push_back({generation.listed_id, generation.name, generation.status,
                                  generation.rows.size(), generation.begin(), generation.end()});
  }
  return std::unique_ptr<Import>(std::move(import));
}

base::Result<Loaded> TableImport::load(std::size_t index, const base::WorkContext& work) {
  base::check(index < generations_.size(), "an instance index is one of instances()");
  try {
    return GenerationReader(*rows_, generations_[index]).read(work);
  } catch (const base::FormatError& error) {
    return error.error();
  }
}

}  // namespace core::importers
