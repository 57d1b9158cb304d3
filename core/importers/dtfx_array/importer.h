// A bare JSON array of DTFx events, as GetOrchestrationHistoryAsync of any storage provider gives
// it: exact, without the payload's envelope. FORMAT.md. Source: SEMANTICS 2a, 2e.
#pragma once

#include "core/importers/importer.h"

namespace core::importers {

class DtfxArrayImporter : public Importer {
 public:
  std::string_view name() const override { return "dtfx-array"; }
  std::string_view title() const override { return "Array of DTFx history events (JSON)"; }
  Sniff sniff(const Shape& shape) const override;
  base::Result<std::unique_ptr<Import>> open(std::string bytes, const std::string& file,
                                             const base::WorkContext& work) const override;
};

}  // namespace core::importers
