#include "core/session/snapshot.h"

#include <algorithm>
#include <atomic>

#include "core/base/file.h"
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

std::vector<Snapshot::SourceFile> read_sources(const model::Trace& trace,
                                               const std::filesystem::path& folder) {
  std::vector<Snapshot::SourceFile> sources;
  for (const model::Place& place : trace.places) {
    const bool is_known = std::any_of(sources.begin(), sources.end(), [&](const auto& source) {
      return source.file == place.file;
    });
    if (place.file.empty() || is_known || sources.size() >= kMaxFiles) continue;
    const std::filesystem::path path = folder / place.file;
    std::error_code failed;
    if (!std::filesystem::is_regular_file(path, failed)) continue;
    if (std::filesystem::file_size(path, failed) > kMaxBytes || failed) continue;
    if (auto text = base::read_file(path); text.ok()) {
      sources.push_back({place.file, lines_of(text.value())});
    }
  }
  return sources;
}

std::vector<model::Finding> findings_of(const Snapshot& snapshot, const model::Trace* trace) {
  model::Ledger ledger;
  diagnostics::Subject subject{*snapshot.history, snapshot.report.get(), trace, nullptr};
  if (trace != nullptr) {
    if (const auto pass = last_recorded(*trace)) {
      ledger = engine::ledger(*trace, *pass);
      subject.ledger = &ledger;
    }
  }
  return diagnostics::diagnose(subject);
}

}  // namespace core::session
