// An opened history table: the list of instances, and one of them at a time as a History. Keeps
// the file's bytes; rows are decoded when their instance is loaded.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/importers/common/table_rows.h"
#include "core/importers/importer.h"
#include "core/importers/storage_table/local_dates.h"
#include "core/importers/storage_table/row_index.h"

namespace core::importers {

class TableImport : public Import {
 public:
  /// `key` names the array of rows of a JSON file. Throws FormatError.
  static base::Result<std::unique_ptr<Import>> read(std::string bytes, const std::string& file,
                                                    bool is_csv, const std::string& key,
                                                    const base::WorkContext& work);

  const std::vector<Instance>& instances() const override { return instances_; }
  const model::Report& report() const override { return report_; }
  std::span<const InstanceEntry> instance_entries() const override { return entries_; }
  base::Result<Loaded> load(std::size_t index, const base::WorkContext& work) override;

 private:
  TableImport(std::string bytes, std::string file)
      : bytes_(std::move(bytes)), file_(std::move(file)), log_(report_) {}

  Instance instance_of(Generation& generation);
  void read_entries(const std::vector<RowPlace>& rows);
  void learn_dates(const base::WorkContext& work);

  std::string bytes_;
  std::string file_;
  model::Report report_;
  RemarkLog log_;
  std::unique_ptr<TableRows> rows_;
  std::vector<Generation> generations_;
  std::vector<Instance> instances_;
  std::vector<InstanceEntry> entries_;  // of an Instances table whose rows stand in the same file
  /// How times are written that are not ISO 8601; learned when such a one is first read.
  LocalDates dates_;
  bool has_learned_dates_ = false;
};

}  // namespace core::importers
