// Event histories of Temporal and of Cadence, its ancestor, as their tools and fixtures write them.
// Timeline and passes only. FORMAT.md. Source: SEMANTICS 2i.
#pragma once

#include "core/importers/importer.h"

namespace core::importers {

class TemporalImporter : public Importer {
 public:
  std::string_view name() const override { return "temporal-json"; }
  std::string_view title() const override { return "Temporal event history (JSON)"; }
  Sniff sniff(const Shape& shape) const override;
  base::Result<std::unique_ptr<Import>> open(std::string bytes, const std::string& file,
                                             const base::WorkContext& work) const override;
};

class CadenceImporter : public Importer {
 public:
  std::string_view name() const override { return "cadence-json"; }
  std::string_view title() const override { return "Cadence event history (JSON)"; }
  Sniff sniff(const Shape& shape) const override;
  base::Result<std::unique_ptr<Import>> open(std::string bytes, const std::string& file,
                                             const base::WorkContext& work) const override;
};

}  // namespace core::importers
