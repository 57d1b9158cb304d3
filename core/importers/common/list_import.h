// An opened file of several instances, each loaded when somebody asks. Keeps the file's text.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/importers/importer.h"

namespace core::importers {

class ListImport : public Import {
 public:
  /// Reads one instance out of the text; may throw FormatError.
  using Load = std::function<Loaded(std::size_t index, const base::WorkContext& work)>;

  ListImport(std::vector<Instance> instances, model::Report report, Load load)
      : instances_(std::move(instances)), report_(std::move(report)), load_(std::move(load)) {}

  const std::vector<Instance>& instances() const override { return instances_; }
  const model::Report& report() const override { return report_; }
  base::Result<Loaded> load(std::size_t index, const base::WorkContext& work) override;

 private:
  std::vector<Instance> instances_;
  model::Report report_;
  Load load_;
};

}  // namespace core::importers
