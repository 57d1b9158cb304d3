// The tracked part of the source tree as text, for the tests that hold the code to its own rules.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace tests::architecture {

/// One source file of ours.
struct SourceFile {
  std::string path;  ///< relative to the top, with '/'
  std::vector<std::string> lines;
};

/// The top of the source tree.
std::filesystem::path top();

/// One file by its path from the top; no lines when it is not there.
SourceFile read_source(const std::string& path);

/// Every file below `folders` that ends in one of `endings`, in path order.
std::vector<SourceFile> source_files(const std::vector<std::string>& folders,
                                     const std::vector<std::string>& endings);

/// The quoted or angled path of an #include line; empty for other lines.
std::string included_path(const std::string& line);

}  // namespace tests::architecture
