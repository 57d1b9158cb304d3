// What `dapr workflow history` prints: JSON, CSV or the table. Made for reading: timeline only.
// FORMAT.md. Source: SEMANTICS 2f.
#pragma once

#include "core/importers/importer.h"

namespace core::importers {

class DaprCliImporter : public Importer {
 public:
  std::string_view name() const override { return "dapr-cli"; }
  std::string_view title() const override { return "Dapr CLI workflow history (JSON or table)"; }
  Sniff sniff(const Shape& shape) const override;
  base::Result<std::unique_ptr<Import>> open(std::string bytes, const std::string& file,
                                             const base::WorkContext& work) const override;
};

}  // namespace core::importers
