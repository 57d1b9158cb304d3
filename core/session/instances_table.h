// The rows of Instances tables, by instance, and what they add to histories: name, status, times,
// parent, and the input and output that a history's own export left out. What the two say of one
// another that cannot both be true is remarked on. Made when a document is opened; read from one
// thread at a time. Private to core/session.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/importers/importer.h"
#include "core/session/session.h"

namespace core::session {

class InstancesTable {
 public:
  /// Of two rows of one instance the one that was updated later counts.
  void add(std::span<const importers::InstanceEntry> entries, const std::string& file);
  /// Null pointer when no row has that id.
  const importers::InstanceEntry* find(std::string_view instance_id) const;
  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }

 private:
  std::map<std::string, importers::InstanceEntry, std::less<>> entries_;
};

/// Whether histories of that format come out of a store that has such a table.
bool has_instances_table(std::string_view format);

/// The format's own name.
inline constexpr std::string_view kInstancesTable = "instances-table";

/// The Instances tables among the first 50 .csv and .json files of the history's own folder, told
/// by their first 64 KiB; those above 32 MiB are left alone. Empty when there is none.
InstancesTable find_instances_tables(const std::filesystem::path& history,
                                     const base::WorkContext& work);

/// Fills what the rows lack. Ids stay as they are.
void join_rows(const InstancesTable& table, std::vector<InstanceRow>& rows);

/// Fills what the history of one instance lacks.
void join_history(const InstancesTable& table, importers::Loaded& loaded);

}  // namespace core::session
