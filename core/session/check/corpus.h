// The files that a check looks at: folders walked through, files as named. Reads folders, opens
// nothing. Private to core/session.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace core::session {

/// A file that is to be opened, or a folder of recordings that belong together.
struct CorpusFile {
  std::filesystem::path path;
  std::string shown;  ///< as found under the path given, with forward slashes
};

struct Corpus {
  /// In the order of the paths given; below a folder in the order of their names.
  std::vector<CorpusFile> files;
  /// Files of a folder that are plainly no histories, by what shows it: ".py", "scenario.json".
  std::map<std::string, std::size_t> passed_over;
  /// Folders that could not be looked into.
  std::vector<base::Error> unreadable;
};

/// Nothing that is named itself is passed over; a file that is reached twice stands there once.
/// Hidden files and folders, virtual environments and links to folders are not entered.
/// Errors: check.no_such_path, cancelled.
base::Result<Corpus> walk_corpus(const std::vector<std::filesystem::path>& paths,
                                 const base::WorkContext& work);

}  // namespace core::session
