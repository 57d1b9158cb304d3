#include "core/importers/registry.h"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/importers/app_insights/importer.h"
#include "core/importers/aws_durable/importer.h"
#include "core/importers/common/history_reading.h"
#include "core/importers/common/json_cursor.h"
#include "core/importers/common/noted_import.h"
#include "core/importers/common/pace.h"
#include "core/importers/common/parts_import.h"
#include "core/importers/common/unpack.h"
#include "core/importers/dapr_cli/importer.h"
#include "core/importers/dtfx_array/importer.h"
#include "core/importers/dtfx_objects/importer.h"
#include "core/importers/embedded.h"
#include "core/importers/functions_monitor/importer.h"
#include "core/importers/http_status/importer.h"
#include "core/importers/instances_table/importer.h"
#include "core/importers/mssql_rows/importer.h"
#include "core/importers/mssql_rows/printed_rows.h"
#include "core/importers/near_misses.h"
#include "core/importers/protobuf_json/importer.h"
#include "core/importers/sdk_export/importer.h"
#include "core/importers/storage_table/importer.h"
#include "core/importers/temporal_json/importer.h"
#include "core/importers/worker_payload/importer.h"

namespace core::importers {

namespace {

std::string unknown_format_message(const Shape& shape, const Verdict& verdict,
                                   std::string_view packing_damage) {
  const NearMiss miss = near_miss(shape);
  std::string message = "No importer reads this file";
  message += miss.what.empty() ? "." : ": it looks like " + miss.what + ".";
  for (const Verdict::Refusal& refusal : verdict.refusals) {
    message += fmt::format("\n  {}: {}.", refusal.importer, refusal.reason);
  }
  if (!packing_damage.empty()) message += fmt::format("\n  It was packed, but {}.", packing_damage);
  if (!shape.damage.empty()) {
    message += fmt::format("\n  The JSON is broken: {}.", shape.damage);
  }
  return message;
}

/// What stands in the file besides the histories that were found in it.
void remark_around(const std::vector<Embedded>& inside, std::string_view bytes,
                   const std::string& file, std::vector<model::Remark>& remarks) {
  for (const Embedded& one : inside) {
    if (one.others > 0) {
      const auto line = base::line_and_column(bytes, one.other_at).first;
      remarks.push_back({model::Severity::warning, "import.values_beside",
                         fmt::format("Beside the histories {} in the list in which none was found: "
                                     "not read.",
                                     one.others == 1
                                         ? std::string("stands 1 value")
                                         : fmt::format("stand {} values", one.others)),
                         {file, one.other_at, line, 0, {}}});
    }
    if (one.copies == 0) continue;
    remarks.push_back({model::Severity::warning, "import.repeated_part",
                       fmt::format("The history that begins at byte {} stands in the file {} more, "
                                   "byte for byte; it is shown once.",
                                   one.byte, base::count_of(one.copies, "time")),
                       {file, one.copy_at, 0, 0, {}}});
  }
}

/// The JSON around what was found is cut or broken.
void remark_outer_damage(const Shape& outer, const std::string& file,
                         std::vector<model::Remark>& remarks) {
  if (outer.damage.empty()) return;
  remarks.push_back({model::Severity::error, "import.damaged",
                     fmt::format("The JSON around the history is broken: {}. What may have stood "
                                 "behind it was not read.",
                                 outer.damage),
                     {file, std::nullopt, 0, 0, {}}});
}

/// Of several values one behind the other the first is opened.
void remark_behind_first(const std::string& bytes, const std::string& file,
                         std::vector<model::Remark>& remarks) {
  JsonCursor cursor(bytes);
  JsonSpan first;
  if (!cursor.value(first)) return;
  cursor.skip_space();
  if (cursor.at_end()) return;
  const std::size_t byte = cursor.byte();
  remarks.push_back({model::Severity::error, "import.trailing_content",
                     "There is something behind the first value of the file; it is not read.",
                     {file, byte, base::line_and_column(bytes, byte).first, 0, {}}});
}

/// What a JSON string holds, bare or as member `body` of an object.
std::string content_of_string(const std::string& bytes, Pace& pace) {
  JsonCursor cursor(bytes, 0, &pace);
  JsonSpan text;
  if (cursor.peek_kind() != '"' || !cursor.value(text)) text = find_json_member(bytes, "body");
  std::string content;
  StringRepairs repairs;
  if (text.kind == '"') decode_json_string(text.raw, content, repairs, &pace);
  return content;
}

bool knows(std::string_view beginning) {
  return recognise(look_at(beginning)).importer != nullptr;
}

base::Error several_histories_error(const std::vector<Embedded>& inside, const std::string& file) {
  std::string places;
  for (const Embedded& one : inside) {
    places += fmt::format("{}{}", places.empty() ? "" : ", ", one.byte);
  }
  return {"import.several_histories",
          fmt::format("The file is no history itself but holds {} of them, of several formats, at "
                      "the bytes {}.",
                      inside.size(), places),
          {file, std::nullopt, 0, 0, {}},
          "Save each of them as a file of its own."};
}

/// How the verdict's sentence goes on.
std::string found_where(const std::vector<Embedded>& inside) {
  const Embedded& first = inside.front();
  std::string where = "inside the file";
  if (!first.path.empty()) where = fmt::format("in `{}`", base::printable(first.path));
  if (inside.size() == 1) return fmt::format(", found {} at byte {}", where, first.byte);
  return fmt::format(", found {} at byte {} and {} more", where, first.byte,
                     base::count_of(inside.size() - 1, "time"));
}

/// Opens what was found inside the file. An answer without events beside one with them is left.
base::Result<Opened> open_embedded(std::vector<Embedded> inside, const std::string& file,
                                   const base::WorkContext& work) {
  Opened opened;
  std::vector<PartsImport::Part> parts;
  std::vector<Embedded> read;
  std::optional<base::Error> problem;
  for (Embedded& one : inside) {
    const auto number = static_cast<std::size_t>(&one - inside.data());
    base::ProgressPart part(work.progress, 1000 * number / inside.size(),
                            1000 * (number + 1) / inside.size());
    Verdict verdict = recognise(look_at(one.bytes));
    auto import = verdict.importer->open(std::move(one.bytes), file, {part, work.stop});
    if (!import) {
      if (import.error().code == "cancelled") return std::move(import).error();
      if (!problem) problem = std::move(import).error();
      continue;
    }
    if (opened.importer != nullptr && opened.importer != verdict.importer) {
      return several_histories_error(inside, file);
    }
    if (opened.importer == nullptr) opened.reason = std::move(verdict.reason);
    opened.importer = verdict.importer;
    parts.push_back({std::move(import).value(), one.byte});
    read.push_back(std::move(one));
  }
  if (parts.empty()) return *problem;
  opened.reason += found_where(read);
  if (parts.size() == 1) {
    opened.import = std::move(parts.front().import);
  } else {
    opened.import = std::make_unique<PartsImport>(std::move(parts));
  }
  return opened;
}

/// How the file was packed goes into the reason.
void add_steps(const Unpacked& unpacked, std::string& reason) {
  for (const std::string_view step : unpacked.steps) {
    reason += fmt::format(", unpacked from {}", step);
  }
  if (!unpacked.damage.empty()) reason += fmt::format(" ({})", unpacked.damage);
}

/// Tells how far unpacking is only where there is something to unpack.
bool is_packed(std::string_view bytes) {
  return bytes.starts_with("\x1F\x8B") || bytes.starts_with("\xFF\xFE") ||
         bytes.starts_with("\xFE\xFF");
}

base::Result<Opened> open_unpacked(Unpacked unpacked, const std::string& file,
                                   const base::WorkContext& work) {
  std::string bytes = std::move(unpacked.bytes);
  if (auto json = joined_for_json(bytes)) {
    bytes = std::move(*json);
    unpacked.steps.emplace_back("the lines of FOR JSON");
  } else if (auto csv = csv_of_sql_table(bytes)) {
    bytes = std::move(*csv);
    unpacked.steps.emplace_back("a table aligned by blanks");
  }
  Pace pace(work);
  std::vector<model::Remark> remarks = remarks_on_text(bytes, unpacked.damage, file, &pace);
  Shape shape = look_at(bytes, &pace);
  Verdict verdict = recognise(shape);
  if (verdict.importer == nullptr && shape.inner && recognise(*shape.inner).importer != nullptr) {
    remark_outer_damage(shape, file, remarks);
    remark_behind_first(bytes, file, remarks);
    bytes = content_of_string(bytes, pace);
    shape = look_at(bytes, &pace);
    verdict = recognise(shape);
    unpacked.steps.emplace_back("a JSON string");
  }
  if (verdict.importer == nullptr) {
    std::vector<Embedded> inside = find_embedded(bytes, knows, &pace);
    if (inside.empty()) {
      return base::Error{"import.unknown_format",
                         unknown_format_message(shape, verdict, unpacked.damage),
                         {file, std::nullopt, 0, 0, {}},
                         near_miss(shape).advice};
    }
    // Behind words there is no JSON around it: "[10:00:01] sent {…}" is a line of a log.
    const Embedded& first = inside.front();
    const bool is_behind_words = first.path.empty() && bytes[first.byte] != '"';
    if (!is_behind_words) remark_outer_damage(shape, file, remarks);
    remark_around(inside, bytes, file, remarks);
    auto opened = open_embedded(std::move(inside), file, work);
    if (!opened) return opened;
    add_steps(unpacked, opened->reason);
    opened->import = with_remarks(std::move(opened->import), std::move(remarks));
    return opened;
  }
  const std::size_t mark = bytes.size() - without_byte_order_mark(bytes).size();
  if (mark != 0) bytes.erase(0, mark);
  auto import = verdict.importer->open(std::move(bytes), file, work);
  if (!import) return std::move(import).error();
  add_steps(unpacked, verdict.reason);
  return Opened{verdict.importer, std::move(verdict.reason),
                with_remarks(std::move(import).value(), std::move(remarks))};
}

base::Result<Opened> open_packed(std::string bytes, const std::string& file,
                                 const base::WorkContext& work) {
  base::ProgressPart unpacking(work.progress, 0, 300);
  const std::size_t size = bytes.size();
  Pace pace({unpacking, work.stop}, size);
  Unpacked unpacked = unpack(std::move(bytes), most_unpacked(size), &pace);
  base::ProgressPart reading(work.progress, 300, 1000);
  return open_unpacked(std::move(unpacked), file, {reading, work.stop});
}

}  // namespace

std::span<const std::unique_ptr<Importer>> importers() {
  static const std::array<std::unique_ptr<Importer>, 15> kImporters{
      std::make_unique<WorkerPayloadImporter>(),
      std::make_unique<DtfxObjectsImporter>(),
      std::make_unique<ProtobufJsonImporter>(),
      std::make_unique<FunctionsMonitorImporter>(),
      std::make_unique<TemporalImporter>(),
      std::make_unique<CadenceImporter>(),
      std::make_unique<AwsDurableImporter>(),
      std::make_unique<StorageTableImporter>(),
      std::make_unique<MssqlRowsImporter>(),
      std::make_unique<InstancesTableImporter>(),
      std::make_unique<HttpStatusImporter>(),
      std::make_unique<DaprCliImporter>(),
      std::make_unique<SdkExportImporter>(),
      std::make_unique<AppInsightsImporter>(),
      std::make_unique<DtfxArrayImporter>(),
  };
  return kImporters;
}

Verdict recognise(const Shape& shape) {
  Verdict verdict;
  for (const auto& importer : importers()) {
    Sniff sniff = importer->sniff(shape);
    if (sniff.fits && verdict.importer == nullptr) {
      verdict.importer = importer.get();
      verdict.reason = std::move(sniff.reason);
    } else {
      verdict.refusals.push_back({importer->name(), std::move(sniff.reason)});
    }
  }
  return verdict;
}

base::Result<Opened> open(std::string bytes, const std::string& file,
                          const base::WorkContext& work) {
  try {
    auto opened = is_packed(bytes) ? open_packed(std::move(bytes), file, work)
                                   : open_unpacked({std::move(bytes), {}, {}}, file, work);
    if (opened) work.progress.set_done(work.progress.total());
    return opened;
  } catch (const std::exception& error) {
    return unreadable_error(error, file);
  }
}

}  // namespace core::importers
