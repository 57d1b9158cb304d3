// Tracking rows that the Durable Functions extension sends to Application Insights, as CSV or JSON,
// many instances. Timeline only. FORMAT.md. Source: SEMANTICS 2h.
#pragma once

#include "core/importers/importer.h"

namespace core::importers {

class AppInsightsImporter : public Importer {
 public:
  std::string_view name() const override { return "app-insights"; }
  std::string_view title() const override { return "Application Insights tracking rows"; }
  Sniff sniff(const Shape& shape) const override;
  base::Result<std::unique_ptr<Import>> open(std::string bytes, const std::string& file,
                                             const base::WorkContext& work) const override;
};

}  // namespace core::importers
