#include "core/importers/registry.h"

#include <fmt/format.h>

#include <array>

#include "core/importers/app_insights/importer.h"
#include "core/importers/aws_durable/importer.h"
#include "core/importers/common/json_cursor.h"
#include "core/importers/common/unpack.h"
#include "core/importers/dapr_cli/importer.h"
#include "core/importers/dtfx_array/importer.h"
#include "core/importers/dtfx_objects/importer.h"
#include "core/importers/embedded.h"
#include "core/importers/functions_monitor/importer.h"
#include "core/importers/http_status/importer.h"
#include "core/importers/mssql_rows/importer.h"
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

/// What a JSON string holds, bare or as member `body` of an object.
std::string content_of_string(const std::string& bytes) {
  JsonCursor cursor(bytes);
  JsonSpan text;
  if (cursor.peek_kind() != '"' || !cursor.value(text)) text = find_json_member(bytes, "body");
  std::string content;
  StringRepairs repairs;
  if (text.kind == '"') decode_json_string(text.raw, content, repairs);
  return content;
}

/// The texts inside the file that an importer knows.
std::vector<Embedded> find_histories(std::string_view text) {
  std::vector<Embedded> inside = find_embedded(text);
  std::erase_if(inside, [](const Embedded& one) {
    return recognise(look_at(one.bytes)).importer == nullptr;
  });
  return inside;
}

base::Error several_histories_error(const std::vector<Embedded>& inside, const std::string& file) {
  std::string places;
  for (const Embedded& one : inside) {
    places += fmt::format("{}{}", places.empty() ? "" : ", ", one.byte);
  }
  return {"import.several_histories",
          fmt::format("The file is no history itself but holds {} of them, at the bytes {}.",
                      inside.size(), places),
          {file, std::nullopt, 0, 0, {}},
          "Save each of them as a file of its own."};
}

}  // namespace

std::span<const std::unique_ptr<Importer>> importers() {
  static const std::array<std::unique_ptr<Importer>, 14> kImporters{
      std::make_unique<WorkerPayloadImporter>(),
      std::make_unique<DtfxObjectsImporter>(),
      std::make_unique<ProtobufJsonImporter>(),
      std::make_unique<FunctionsMonitorImporter>(),
      std::make_unique<TemporalImporter>(),
      std::make_unique<CadenceImporter>(),
      std::make_unique<AwsDurableImporter>(),
      std::make_unique<StorageTableImporter>(),
      std::make_unique<MssqlRowsImporter>(),
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
  Unpacked unpacked = unpack(std::move(bytes));
  bytes = std::move(unpacked.bytes);
  Shape shape = look_at(bytes);
  Verdict verdict = recognise(shape);
  if (verdict.importer == nullptr && shape.inner && recognise(*shape.inner).importer != nullptr) {
    bytes = content_of_string(bytes);
    shape = look_at(bytes);
    verdict = recognise(shape);
    unpacked.steps.emplace_back("a JSON string");
  }
  if (verdict.importer == nullptr) {
    std::vector<Embedded> inside = find_histories(bytes);
    if (inside.size() > 1) return several_histories_error(inside, file);
    if (inside.empty()) {
      return base::Error{"import.unknown_format",
                         unknown_format_message(shape, verdict, unpacked.damage),
                         {file, std::nullopt, 0, 0, {}},
                         near_miss(shape).advice};
    }
    bytes = std::move(inside.front().bytes);
    verdict = recognise(look_at(bytes));
    verdict.reason += fmt::format(", found inside the file at byte {}", inside.front().byte);
  }
  const std::size_t mark = bytes.size() - without_byte_order_mark(bytes).size();
  if (mark != 0) bytes.erase(0, mark);
  auto import = verdict.importer->open(std::move(bytes), file, work);
  if (!import) return std::move(import).error();
  for (const std::string_view step : unpacked.steps) {
    verdict.reason += fmt::format(", unpacked from {}", step);
  }
  if (!unpacked.damage.empty()) verdict.reason += fmt::format(" ({})", unpacked.damage);
  return Opened{verdict.importer, std::move(verdict.reason), std::move(import).value()};
}

}  // namespace core::importers
