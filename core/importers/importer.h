// One foreign format: its name, how it is recognised, how it is read. To add one: a folder here
// with importer.{h,cpp} and FORMAT.md, and one row in registry.cpp.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "core/importers/instance_entry.h"
#include "core/importers/shape.h"
#include "core/model/history.h"
#include "core/model/report.h"

namespace core::importers {

/// One instance found in a file.
struct Instance {
  std::string id;
  std::string name;        ///< orchestrator name; empty when the file does not say
  model::RuntimeStatus status = model::RuntimeStatus::unknown;
  std::size_t events = 0;
  std::uint64_t begin = 0, end = 0;  ///< byte range in the file that holds it
  /// As the platform knows it, where `id` says more to be unique in the file; empty: `id`.
  std::string instance_id{};
  std::string execution_id{};
  std::string parent_id{};           ///< id of the parent instance; empty when the file does not say
  std::optional<base::Timestamp> started{};
  /// `events` counts the rows of the file, from which load() works out the events.
  bool counts_rows = false;
};

/// The history of one instance and what is to be said about it.
struct Loaded {
  std::shared_ptr<const model::History> history;
  model::Report report;
};

/// An opened file. Owns its bytes; instances are loaded one at a time.
class Import {
 public:
  virtual ~Import() = default;
  virtual const std::vector<Instance>& instances() const = 0;
  /// Remarks about the file as a whole.
  virtual const model::Report& report() const = 0;
  /// Rows of an Instances table in the file; valid as long as the Import.
  virtual std::span<const InstanceEntry> instance_entries() const { return {}; }
  /// REQUIRES: index < instances().size(). Errors: import.damaged when nothing could be read.
  virtual base::Result<Loaded> load(std::size_t index, const base::WorkContext& work) = 0;
};

/// What a sniff answers.
struct Sniff {
  bool fits = false;
  /// One sentence, always: why it fits or why not ("no `history` array at the top level").
  std::string reason;
};

/// One row of the registry.
class Importer {
 public:
  virtual ~Importer() = default;
  /// e.g. "worker-payload"; stable, shown to people, written to traces.
  virtual std::string_view name() const = 0;
  /// e.g. "Durable Functions worker payload (JSON)".
  virtual std::string_view title() const = 0;
  virtual Sniff sniff(const Shape& shape) const = 0;
  /// REQUIRES: sniff fitted. Takes the file's bytes. Errors: import.malformed, cancelled.
  virtual base::Result<std::unique_ptr<Import>> open(std::string bytes, const std::string& file,
                                                     const base::WorkContext& work) const = 0;
};

}  // namespace core::importers
