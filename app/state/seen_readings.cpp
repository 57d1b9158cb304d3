#include "app/state/seen_readings.h"

#include <algorithm>

namespace app::state {

std::string code_of(const Reading& reading) {
  const model::Trace* trace = reading.trace();
  if (trace == nullptr) return "";
  const auto& code = trace->orchestrator;
  return code.language + ":" + code.file + ":" + code.function + ":" + code.sha256;
}

void remember_seen(std::vector<SeenReading>& seen, const std::string& file,
                   const Reading& reading) {
  SeenReading entry{file, reading.snapshot->instance_id, code_of(reading), {}};
  if (entry.code.empty()) return;
  for (const model::Finding& finding : reading.findings) {
    entry.findings.push_back({finding.id, finding.place.file, finding.place.line});
  }
  std::erase_if(seen, [&](const SeenReading& old) {
    return old.file == entry.file && old.instance == entry.instance;
  });
  if (seen.size() >= kMaxSeen) seen.erase(seen.begin());
  seen.push_back(std::move(entry));
}

const SeenReading* find_seen(const std::vector<SeenReading>& seen, const std::string& file,
                             const std::string& instance, const std::string& code) {
  const auto found = std::find_if(seen.begin(), seen.end(), [&](const SeenReading& entry) {
    return entry.file == file && (instance.empty() || entry.instance == instance) &&
           entry.code == code;
  });
  return found == seen.end() ? nullptr : &*found;
}

bool breaks_same_way(const SeenReading& seen, const model::Finding& finding) {
  return std::any_of(seen.findings.begin(), seen.findings.end(), [&](const SeenFinding& other) {
    return other.id == finding.id && other.file == finding.place.file &&
           other.line == finding.place.line;
  });
}

}  // namespace app::state
