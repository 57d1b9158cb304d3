// The JSON object that the Functions host sends to the language worker (Stack A): best possible
// input, exact. FORMAT.md describes it. Source: SEMANTICS 2a.
#pragma once

#include "core/importers/importer.h"

namespace core::importers {

/// Also reads the payload encoded once more as a JSON string, bare or as member `body`.
class WorkerPayloadImporter : public Importer {
 public:
  std::string_view name() const override { return "worker-payload"; }
  std::string_view title() const override { return "Durable Functions worker payload (JSON)"; }
  Sniff sniff(const Shape& shape) const override;
  base::Result<std::unique_ptr<Import>> open(std::string bytes, const std::string& file,
                                             const base::WorkContext& work) const override;
};

}  // namespace core::importers
