// Durable Task history events in protobuf's JSON form: what the newer SDKs, the Durable Task
// Scheduler and Dapr hand out. FORMAT.md. Source: SEMANTICS 2f.
#pragma once

#include "core/importers/importer.h"

namespace core::importers {

class ProtobufJsonImporter : public Importer {
 public:
  std::string_view name() const override { return "protobuf-json"; }
  std::string_view title() const override { return "Durable Task protobuf history (JSON)"; }
  Sniff sniff(const Shape& shape) const override;
  base::Result<std::unique_ptr<Import>> open(std::string bytes, const std::string& file,
                                             const base::WorkContext& work) const override;
};

}  // namespace core::importers
