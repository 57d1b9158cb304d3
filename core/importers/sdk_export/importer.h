// Histories exported by the Durable Task SDKs: JSON or JSON lines in the dialects of Python,
// JavaScript, .NET and Java. FORMAT.md. Source: SEMANTICS 2f.
#pragma once

#include "core/importers/importer.h"

namespace core::importers {

class SdkExportImporter : public Importer {
 public:
  std::string_view name() const override { return "sdk-export"; }
  std::string_view title() const override { return "Durable Task SDK history export (JSON)"; }
  Sniff sniff(const Shape& shape) const override;
  base::Result<std::unique_ptr<Import>> open(std::string bytes, const std::string& file,
                                             const base::WorkContext& work) const override;
};

}  // namespace core::importers
