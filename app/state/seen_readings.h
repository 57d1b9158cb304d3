// What this window already knows about the histories that it has shown: which findings each had
// under which code. Nothing is run to know it. Plain values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/state/reading.h"

namespace app::state {

struct SeenFinding {
  std::string id;
  std::string file;        ///< of the source
  std::uint32_t line = 0;
};

/// One instance as it was last replayed here.
struct SeenReading {
  std::string file, instance;  ///< path as opened, instance id
  std::string code;            ///< file, function and hash of the orchestrator
  std::vector<SeenFinding> findings;
};

/// What ran the code, so that only readings of one version are compared; empty without code.
std::string code_of(const Reading& reading);
/// Remembers the reading in place of an earlier one of the same instance; one without code is
/// nothing to remember. At most kMaxSeen are kept, the newest.
void remember_seen(std::vector<SeenReading>& seen, const std::string& file,
                   const Reading& reading);
inline constexpr std::size_t kMaxSeen = 1000;
/// Null when the instance was not replayed with that code.
const SeenReading* find_seen(const std::vector<SeenReading>& seen, const std::string& file,
                             const std::string& instance, const std::string& code);
/// Whether it has that finding on that line.
bool breaks_same_way(const SeenReading& seen, const model::Finding& finding);

}  // namespace app::state
