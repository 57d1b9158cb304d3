#include "core/session/instances_table.h"

#include <algorithm>
#include <array>
#include <fstream>

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/importers/common/unpack.h"
#include "core/importers/registry.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;
using importers::InstanceEntry;

constexpr std::size_t kMostFiles = 50;
constexpr std::size_t kBeginning = 64u << 10;
constexpr std::uintmax_t kMostBytes = 32u << 20;

/// By their names; what is no regular file is not even looked at.
std::vector<fs::path> files_beside(const fs::path& history) {
  std::vector<fs::path> files;
  const fs::path folder = history.has_parent_path() ? history.parent_path() : fs::path(".");
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end;
       at.increment(failed)) {
    std::error_code ignored;
    const std::string extension = base::to_lower_ascii(at->path().extension().string());
    const bool is_table = extension == ".csv" || extension == ".json";
    if (!is_table || !at->is_regular_file(ignored)) continue;
    if (fs::equivalent(at->path(), history, ignored)) continue;
    files.push_back(at->path());
  }
  std::sort(files.begin(), files.end());
  if (files.size() > kMostFiles) files.resize(kMostFiles);
  return files;
}

bool begins_like_a_table(const fs::path& file) {
  std::string beginning(kBeginning, '\0');
  std::ifstream in(file, std::ios::binary);
  in.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
  beginning.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  beginning = importers::unpack(std::move(beginning), 16 * kBeginning).bytes;
  if (beginning.find("RuntimeStatus") == std::string::npos) return false;
  const importers::Verdict verdict = importers::recognise(importers::look_at(beginning));
  return verdict.importer != nullptr && verdict.importer->name() == kInstancesTable;
}

}  // namespace

void InstancesTable::add(std::span<const InstanceEntry> entries, const std::string& file) {
  for (const InstanceEntry& entry : entries) {
    const auto [found, is_new] = entries_.emplace(entry.instance_id, entry);
    if (!is_new && found->second.updated < entry.updated) found->second = entry;
    if (found->second.where.file.empty()) found->second.where.file = file;
  }
}

const InstanceEntry* InstancesTable::find(std::string_view instance_id) const {
  const auto found = entries_.find(instance_id);
  return found == entries_.end() ? nullptr : &found->second;
}

bool has_instances_table(std::string_view format) {
  return format == "storage-table" || format == "mssql-rows";
}

InstancesTable find_instances_tables(const fs::path& history, const base::WorkContext& work) {
  InstancesTable table;
  for (const fs::path& file : files_beside(history)) {
    if (work.stop.stop_requested()) break;
    std::error_code failed;
    if (fs::file_size(file, failed) > kMostBytes || failed || !begins_like_a_table(file)) continue;
    auto bytes = base::read_file(file);
    if (!bytes.ok()) continue;
    base::Progress unseen;
    auto opened =
        importers::open(std::move(bytes).value(), file.string(), {unseen, work.stop});
    if (opened.ok()) table.add(opened->import->instance_entries(), file.string());
  }
  return table;
}

void join_rows(const InstancesTable& table, std::vector<InstanceRow>& rows) {
  for (InstanceRow& row : rows) {
    // What is left of an older generation is not what the table tells of.
    const InstanceEntry* entry = row.problem || !row.instance_id.empty() ? nullptr
                                                                         : table.find(row.id);
    if (entry == nullptr) continue;
    if (row.name.empty()) row.name = entry->name;
    if (row.status == model::RuntimeStatus::unknown) row.status = entry->status;
    if (row.parent_id.empty()) row.parent_id = entry->parent_id;
    if (!row.started) row.started = entry->created;
  }
}

}  // namespace core::session
