// A file that holds one instance: read whole when it is opened, because its id may stand behind
// its last event. The bytes are gone by then; only the History stays.
#pragma once

#include <optional>
#include <vector>

#include "core/importers/importer.h"
#include "core/model/history_builder.h"

namespace core::importers {

/// Everything about the one instance.
class SingleImport : public Import {
 public:
  /// `report` already carries every remark.
  SingleImport(std::shared_ptr<const model::History> history, model::Report report,
               std::uint64_t file_size);

  const std::vector<Instance>& instances() const override { return instances_; }
  const model::Report& report() const override { return file_report_; }
  base::Result<Loaded> load(std::size_t index, const base::WorkContext& work) override;

 private:
  std::vector<Instance> instances_;
  model::Report file_report_;
  Loaded loaded_;
};

/// Time of its ExecutionStarted, where the file says it.
std::optional<base::Timestamp> started_of(const model::History& history);
/// How the instance stands after its last event.
model::RuntimeStatus status_of(const model::History& history);

/// The door's answer when a person or program stopped the work.
base::Error cancelled_error();
/// The door's answer when not one event could be read. The first error of the report says why.
base::Error no_event_error(const model::Report& report, const std::string& file);

}  // namespace core::importers
