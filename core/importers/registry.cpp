#include "core/importers/registry.h"

#include <fmt/format.h>

#include <array>

#include "core/importers/dtfx_array/importer.h"
#include "core/importers/near_misses.h"
#include "core/importers/storage_table/importer.h"
#include "core/importers/worker_payload/importer.h"

namespace core::importers {

namespace {

std::string unknown_format_message(const Shape& shape, const Verdict& verdict) {
  const NearMiss miss = near_miss(shape);
  std::string message = "No importer reads this file";
  message += miss.what.empty() ? "." : ": it looks like " + miss.what + ".";
  for (const Verdict::Refusal& refusal : verdict.refusals) {
    message += fmt::format("\n  {}: {}.", refusal.importer, refusal.reason);
  }
  if (!shape.damage.empty()) {
    message += fmt::format("\n  The JSON is broken: {}.", shape.damage);
  }
  return message;
}

}  // namespace

std::span<const std::unique_ptr<Importer>> importers() {
  static const std::array<std::unique_ptr<Importer>, 3> kImporters{
      std::make_unique<WorkerPayloadImporter>(),
      std::make_unique<StorageTableImporter>(),
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
  const Shape shape = look_at(bytes);
  Verdict verdict = recognise(shape);
  if (verdict.importer == nullptr) {
    return base::Error{"import.unknown_format",
                       unknown_format_message(shape, verdict),
                       {file, std::nullopt, 0, 0, {}},
                       near_miss(shape).advice};
  }
  const std::size_t mark = bytes.size() - without_byte_order_mark(bytes).size();
  if (mark != 0) bytes.erase(0, mark);
  auto import = verdict.importer->open(std::move(bytes), file, work);
  if (!import) return std::move(import).error();
  return Opened{verdict.importer, std::move(verdict.reason), std::move(import).value()};
}

}  // namespace core::importers
