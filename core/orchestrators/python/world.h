// The world of an experiment: what code reads of clock, chance and environment is made up from
// these numbers, so that runs in equal worlds read equal values (PROTOCOL.md, Worlds). Made and
// changed between runs by session, told to the child at its import and at each run.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace core::orchestrators {

struct World {
  std::int64_t clock_ns = 0;  ///< first reading of the clock, since 1970
  std::int64_t tick_ns = 0;   ///< by how much each reading moves it on; above 0
  std::uint64_t seed = 0;
  /// Draws from shared generators give their lowest (false) or highest value.
  std::optional<bool> edge;
  std::uint32_t hash_seed = 0;  ///< PYTHONHASHSEED; holds from the import on
  /// Only what Python and the platform need stays of the environment, app settings stay out.
  bool is_environment_empty = false;
  /// The import keeps its environment; it is emptied when a run begins.
  bool is_import_spared = false;
  /// What a variable that the code asks for and that is not set answers; empty: nothing.
  std::string missing_variable;

  /// Told by the import: kinds of what the project's modules read meanwhile ("clock", "random").
  std::vector<std::string> import_reads;
};

}  // namespace core::orchestrators
