#include "core/session/snapshot.h"

#include <algorithm>
#include <atomic>

#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/diagnostics/rule.h"
#include "core/engine/replay.h"

namespace core::session {
namespace {

constexpr std::size_t kMaxFiles = 64;
constexpr std::size_t kMaxBytes = 4U << 20U;

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool stays_inside(const std::filesystem::path& file) {
  return file.is_relative() && std::find(file.begin(), file.end(), "..") == file.end();
}

std::optional<std::string> read_source(const std::filesystem::path& folder,
                                       const std::string& file) {
  if (file.empty()) return std::nullopt;
  const std::filesystem::path path = folder / file;
  std::error_code failed;
  if (!std::filesystem::is_regular_file(path, failed)) return std::nullopt;
  if (std::filesystem::file_size(path, failed) > kMaxBytes || failed) return std::nullopt;
  auto text = base::read_file(path);
  if (!text.ok()) return std::nullopt;
  return std::move(text).value();
}

/// The pass whose calls the rules compare with the history.
std::optional<model::PassIndex> last_recorded(const model::Trace& trace) {
  for (std::size_t i = trace.passes.size(); i > 0; --i) {
    if (!trace.passes[i - 1].is_confirming)
      return model::PassIndex{static_cast<std::uint32_t>(i - 1)};
  }
  return std::nullopt;
}

}  // namespace

SnapshotPtr seal(Snapshot snapshot) {
  static std::atomic<std::uint64_t> last_version{0};
  snapshot.version = ++last_version;
  return std::make_shared<const Snapshot>(std::move(snapshot));
}

std::string hash_of_source(const model::Trace& trace, const std::filesystem::path& folder) {
  const auto text = read_source(folder, trace.orchestrator.file);
  return text ? base::sha256_hex(*text) : std::string();
}

std::vector<Snapshot::SourceFile> read_sources(const model::Trace& trace,
                                               const std::filesystem::path& folder,
                                               SourceScope scope) {
  std::vector<Snapshot::SourceFile> sources;
  std::vector<model::Place> places = trace.places;
  for (const model::SourceRemark& remark : trace.source_remarks) places.push_back(remark.place);
  for (const model::Place& place : places) {
    const bool is_known = std::any_of(sources.begin(), sources.end(), [&](const auto& source) {
      return source.file == place.file;
    });
    if (place.file.empty() || is_known || sources.size() >= kMaxFiles) continue;
    if (scope == SourceScope::inside && !stays_inside(place.file)) continue;
    if (const auto text = read_source(folder, place.file)) {
      sources.push_back({place.file, lines_of(*text)});
    }
  }
  return sources;
}

std::vector<model::Finding> findings_of(const Snapshot& snapshot, const model::Trace* trace) {
  model::Ledger ledger;
  std::vector<diagnostics::SourceText> sources;
  for (const Snapshot::SourceFile& source : snapshot.sources) {
    sources.push_back({source.file, source.lines});
  }
  diagnostics::Subject subject{*snapshot.history, snapshot.report.get(), trace, nullptr, sources};
  if (trace != nullptr) {
    if (const auto pass = last_recorded(*trace)) {
      ledger = engine::ledger(*trace, *pass);
      subject.ledger = &ledger;
    }
  }
  return diagnostics::diagnose(subject);
}

}  // namespace core::session
