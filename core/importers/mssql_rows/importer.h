// Rows of the history view of the MSSQL provider (dt.vHistory), CSV or JSON, many instances.
// FORMAT.md. Source: SEMANTICS 2d.
#pragma once

#include "core/importers/importer.h"

namespace core::importers {

class MssqlRowsImporter : public Importer {
 public:
  std::string_view name() const override { return "mssql-rows"; }
  std::string_view title() const override { return "MSSQL provider history rows (CSV or JSON)"; }
  Sniff sniff(const Shape& shape) const override;
  base::Result<std::unique_ptr<Import>> open(std::string bytes, const std::string& file,
                                             const base::WorkContext& work) const override;
};

}  // namespace core::importers
