// The samples that came with the program, for the first screen. Their words are those of the table
// in traces/README.md, so that there is one place to describe a sample.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace app::shell {

struct Sample {
  std::string name;         ///< "Three cities"
  std::string description;  ///< what it is, one or two sentences
  std::string path;         ///< of its history
};

/// The samples of the first of these folders that has a README.md with a table; those without a
/// history are left out.
std::vector<Sample> find_samples(std::span<const std::filesystem::path> folders);

/// Folders beside the program: of the build tree's source, of an installation, of the working
/// folder. `kind` is "traces" or "fonts".
std::vector<std::filesystem::path> folders_beside_program(const std::string& kind);

}  // namespace app::shell
