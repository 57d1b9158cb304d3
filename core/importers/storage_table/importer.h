// The history table of the Azure Storage provider as people can export it: Storage Explorer CSV,
// OData JSON, Azure CLI JSON; one instance or many. FORMAT.md. Source: SEMANTICS 2c.
#pragma once

#include "core/importers/importer.h"

namespace core::importers {

class StorageTableImporter : public Importer {
 public:
  std::string_view name() const override { return "storage-table"; }
  std::string_view title() const override { return "Azure Storage history table (CSV or JSON)"; }
  Sniff sniff(const Shape& shape) const override;
  base::Result<std::unique_ptr<Import>> open(std::string bytes, const std::string& file,
                                             const base::WorkContext& work) const override;
};

}  // namespace core::importers
