// A file in which several histories of one format stand, each opened on its own: the lines of a
// log, the answers of a HAR, an array of payloads. The registry makes it.
#pragma once

#include <memory>
#include <vector>

#include "core/importers/importer.h"

namespace core::importers {

class PartsImport : public Import {
 public:
  struct Part {
    std::unique_ptr<Import> import;
    std::uint64_t byte = 0;  ///< where it begins in the file
  };
  /// REQUIRES: no part is null. Ids that come again get "#2", "#3" behind them.
  /// `report` holds what there is to say about the file beside the parts' own reports.
  explicit PartsImport(std::vector<Part> parts, model::Report report = {});

  const std::vector<Instance>& instances() const override { return instances_; }
  const model::Report& report() const override { return report_; }
  base::Result<Loaded> load(std::size_t index, const base::WorkContext& work) override;

 private:
  struct Place {
    std::size_t part = 0;
    std::size_t index = 0;
  };
  std::vector<Part> parts_;
  std::vector<Instance> instances_;
  std::vector<Place> places_;
  model::Report report_;
};

}  // namespace core::importers
