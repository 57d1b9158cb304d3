// Objects that the Durable Task Framework serialised with $type: runtime states, dumps of them, and
// lists of events. FORMAT.md. Source: DTFx OrchestrationRuntimeState, JsonDataConverter.
#pragma once

#include "core/importers/importer.h"

namespace core::importers {

class DtfxObjectsImporter : public Importer {
 public:
  std::string_view name() const override { return "dtfx-objects"; }
  std::string_view title() const override { return "DTFx objects with $type (JSON)"; }
  Sniff sniff(const Shape& shape) const override;
  base::Result<std::unique_ptr<Import>> open(std::string bytes, const std::string& file,
                                             const base::WorkContext& work) const override;
};

}  // namespace core::importers
