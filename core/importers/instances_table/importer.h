// The Instances table of the Azure Storage provider, and dt.vInstances of the MSSQL provider: one
// row an instance and no events. Opens as a list; core/session joins it with the histories beside
// it. FORMAT.md. Source: SEMANTICS 2c, 2d.
#pragma once

#include "core/importers/importer.h"

namespace core::importers {

class InstancesTableImporter : public Importer {
 public:
  std::string_view name() const override { return "instances-table"; }
  std::string_view title() const override {
    return "Instances table, without events (CSV or JSON)";
  }
  Sniff sniff(const Shape& shape) const override;
  base::Result<std::unique_ptr<Import>> open(std::string bytes, const std::string& file,
                                             const base::WorkContext& work) const override;
};

}  // namespace core::importers
