// The status of the HTTP management API with its list of history events, one or many, also as
// client libraries rename it. Reconstructed. FORMAT.md. Source: SEMANTICS 2b.
#pragma once

#include "core/importers/importer.h"

namespace core::importers {

class HttpStatusImporter : public Importer {
 public:
  std::string_view name() const override { return "http-status"; }
  std::string_view title() const override { return "HTTP status with history events (JSON)"; }
  Sniff sniff(const Shape& shape) const override;
  base::Result<std::unique_ptr<Import>> open(std::string bytes, const std::string& file,
                                             const base::WorkContext& work) const override;
};

}  // namespace core::importers
