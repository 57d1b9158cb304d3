// The history of an AWS Lambda durable execution as GetDurableExecutionHistory or the local test
// runner writes it. Timeline only. FORMAT.md. Source: SEMANTICS 2j.
#pragma once

#include "core/importers/importer.h"

namespace core::importers {

class AwsDurableImporter : public Importer {
 public:
  std::string_view name() const override { return "aws-durable"; }
  std::string_view title() const override { return "AWS durable execution history (JSON)"; }
  Sniff sniff(const Shape& shape) const override;
  base::Result<std::unique_ptr<Import>> open(std::string bytes, const std::string& file,
                                             const base::WorkContext& work) const override;
};

}  // namespace core::importers
