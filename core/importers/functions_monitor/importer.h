// The history list that the Durable Functions Monitor's backend answers. Reconstructed. FORMAT.md.
// Source: SEMANTICS 2g.
#pragma once

#include "core/importers/importer.h"

namespace core::importers {

class FunctionsMonitorImporter : public Importer {
 public:
  std::string_view name() const override { return "functions-monitor"; }
  std::string_view title() const override { return "Durable Functions Monitor history (JSON)"; }
  Sniff sniff(const Shape& shape) const override;
  base::Result<std::unique_ptr<Import>> open(std::string bytes, const std::string& file,
                                             const base::WorkContext& work) const override;
};

}  // namespace core::importers
