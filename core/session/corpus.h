// The files of a corpus: folders walked through, patterns expanded, files as named. Reads folders,
// opens nothing. Used by open_documents and by check; private to core/session.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
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
  /// Whether a folder was walked through; else every file was named, or fits a pattern.
  bool has_folder = false;
};

/// "3 files passed over: 2 .py, host.json", with folders that were not entered; empty: none.
std::string passed_over_text(const Corpus& corpus);

/// Whether a folder of that name holds what belongs to programs: a virtual environment, packages.
bool is_other_folder(std::string_view name);

/// Nothing that is named itself is passed over, nor what a pattern finds that spells the ending
/// (*.log); a file that is reached twice stands there once. Where no file has the name of a
/// pattern, it is expanded (glob.h). Hidden files and folders, other folders and links to folders
/// are not entered. Errors: session.no_such_path, session.no_match, cancelled.
base::Result<Corpus> walk_corpus(const std::vector<std::filesystem::path>& paths,
                                 const base::WorkContext& work);

}  // namespace core::session
