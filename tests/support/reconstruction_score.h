// How well lists without ids and passes are rebuilt: takes whole histories, writes them as the HTTP
// API would, reads that back, and counts how many borders of passes, ids and links came back. Used
// by the test of reconstruct and by the benchmark run, which prints the score.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace tests {

struct ReconstructionScore {
  std::size_t borders = 0;   ///< of the recorded passes
  std::size_t found = 0;     ///< of them, that came back
  std::size_t invented = 0;  ///< that the record does not have
  std::size_t events = 0, same = 0;
  std::string first_other;   ///< the first event that came back as another
  /// A sentence for each history that did not come back whole.
  std::vector<std::string> notes;
  /// Histories that could not be read again at all.
  std::vector<std::string> failed;

  /// Found, of those recorded and invented together: 1 when all passes came back and no other.
  double share() const;
  std::string text() const;
};

/// Of the files that hold whole histories of the platform; the others are left out.
ReconstructionScore score_reconstruction(const std::vector<std::filesystem::path>& files);

/// `history.json` of every folder in traces/, and the files of a folder; by name.
std::vector<std::filesystem::path> sample_histories(const std::filesystem::path& traces);
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder);

}  // namespace tests
