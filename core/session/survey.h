// The orchestrators of a project, found by reading its files: nothing is imported and nothing runs.
// `info` lists them, and beside.cpp looks for a history's own among them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace core::session {

struct FoundOrchestrator {
  /// How sure the text is, best first.
  enum class Evidence : std::uint8_t { declared, created, generator, function };

  std::string name;    ///< as its histories carry it
  std::string target;  ///< TARGET that runs it
  std::string file;    ///< relative to the surveyed folder
  std::uint32_t line = 0;
  Evidence evidence = Evidence::declared;
  std::size_t depth = 0;  ///< folders between it and the surveyed one
};

/// Of a folder with what is in it (two levels down, without virtual environments and hidden
/// folders), or of one .py file. At most 400 files of at most 1 MiB; sorted by file and line.
std::vector<FoundOrchestrator> survey(const std::filesystem::path& path);

/// Leaves only what the text marks as orchestrators, where it marks any: a helper generator beside
/// a decorated function is none.
void keep_marked(std::vector<FoundOrchestrator>& found);

}  // namespace core::session
