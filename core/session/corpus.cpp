#include "core/session/corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "core/base/text.h"
#include "core/session/glob.h"
#include "core/session/session.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 44> kOtherExtensions{
    ".py",   ".pyc",  ".pyi",  ".ipynb", ".js",   ".mjs",  ".cjs",  ".ts",   ".tsx", ".map",  ".cs",
    ".java", ".go",   ".rs",   ".c",     ".cpp",  ".h",    ".sh",   ".ps1",  ".bat", ".md",   ".rst",
    ".toml", ".cfg",  ".ini",  ".yml",   ".yaml", ".lock", ".html", ".css",  ".svg", ".png",  ".jpg",
    ".jpeg", ".gif",  ".ico",  ".pdf",   ".xml",  ".sarif", ".zip", ".tar",  ".whl", ".so",   ".log"};
/// Beginnings of names, without regard to case, of files that do not end as histories do.
constexpr std::array<std::string_view, 5> kOtherNames{"readme", "license", "requirements",
                                                      "dockerfile", "makefile"};
/// JSON files of a project whose names say what they are.
constexpr std::array<std::string_view, 8> kProjectFiles{
    "host.json",     "local.settings.json", "function.json", "package.json", "package-lock.json",
    "tsconfig.json", "extensions.json",     "proxies.json"};
constexpr std::array<std::string_view, 4> kHistoryExtensions{".json", ".jsonl", ".csv", ".gz"};
constexpr std::array<std::string_view, 5> kOtherFolders{"venv", "env", "node_modules",
                                                        "__pycache__", "site-packages"};

/// What shows that the file is plainly no history; empty when nothing does.
std::string plain_reason(const fs::path& path) {
  const std::string name = base::to_lower_ascii(path.filename().string());
  if (name.starts_with('.')) return "hidden";
  if (name == "scenario.json" || name.ends_with(".scenario.json")) return "scenario.json";
  if (std::find(kProjectFiles.begin(), kProjectFiles.end(), name) != kProjectFiles.end()) {
    return name;
  }
  const std::string extension = base::to_lower_ascii(path.extension().string());
  const bool ends_as_history = std::find(kHistoryExtensions.begin(), kHistoryExtensions.end(),
                                         extension) != kHistoryExtensions.end();
  for (const std::string_view other : kOtherNames) {
    if (!ends_as_history && name.starts_with(other)) return std::string(other);
  }
  const bool is_other = std::find(kOtherExtensions.begin(), kOtherExtensions.end(), extension) !=
                        kOtherExtensions.end();
  return is_other ? extension : std::string();
}

std::string shown_path(const fs::path& path) { return path.lexically_normal().generic_string(); }

class Walk {
 public:
  explicit Walk(const base::WorkContext& work) : work_(work) {}

  base::Status add(const fs::path& path) {
    std::error_code failed;
    if (fs::is_directory(path, failed)) return folder(path);
    if (path != "-" && !fs::exists(path, failed)) {
      if (is_glob(path.string())) return fitting(path.string());
      return base::Error{"session.no_such_path",
                         "no such file or folder: " + base::printable(path.string()),
                         {},
                         "Name a folder of histories, or the files themselves."};
    }
    take(path);
    return base::success();
  }

  Corpus take_corpus() { return std::move(corpus_); }

 private:
  base::Status fitting(const std::string& pattern) {
    const auto found = expand_glob(pattern, work_);
    if (!found.ok()) return found.error();
    const std::string last = fs::path(pattern).filename().string();
    const std::size_t wildcard = last.find_last_of("*?]");
    const bool is_spelled =
        wildcard == std::string::npos || last.find('.', wildcard) != std::string::npos;
    for (const fs::path& path : found.value()) {
      std::error_code failed;
      base::Status added = base::success();
      const bool is_other = is_glob(last) && is_other_folder(path.filename().string());
      if (fs::is_directory(path, failed) && !is_other) {
        added = folder(path);
      } else if (is_spelled && fs::is_regular_file(path, failed)) {
        take(path);
      } else {
        added = visit(fs::directory_entry(path, failed), Recordings::each);
      }
      if (!added.ok()) return added;
    }
    return base::success();
  }

  void take(const fs::path& path) {
    std::error_code failed;
    const fs::path real = fs::canonical(path, failed);
    if (!seen_.insert(failed ? path : real).second) return;
    corpus_.files.push_back({path, path == "-" ? "-" : shown_path(path)});
  }

  base::Status folder(const fs::path& path) {
    if (work_.stop.stop_requested()) {
      return base::Error{"cancelled", "Opening was cancelled.", {}, ""};
    }
    corpus_.has_folder = true;
    std::error_code failed;
    const fs::path real = fs::canonical(path, failed);
    if (!folders_.insert(failed ? path : real).second) return base::success();
    failed.clear();
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator at(path, failed), end; !failed && at != end; at.increment(failed)) {
      entries.push_back(*at);
    }
    if (failed) {
      corpus_.unreadable.push_back({"session.unreadable_folder",
                                    "the folder cannot be read: " + failed.message(),
                                    {shown_path(path), std::nullopt, 0, 0, ""},
                                    "Make it readable, or leave it out."});
      return base::success();
    }
    std::sort(entries.begin(), entries.end());
    // Recordings of one instance are spread over files, so the folder is opened as one.
    if (holds_recordings(path)) take(path);
    for (const fs::directory_entry& entry : entries) {
      if (base::Status walked = visit(entry, Recordings::as_folder); !walked.ok()) return walked;
    }
    return base::success();
  }

  /// Whether recordings are opened with their folder, or each stands for itself.
  enum class Recordings { as_folder, each };

  base::Status visit(const fs::directory_entry& entry, Recordings recordings) {
    std::error_code failed;
    const std::string name = entry.path().filename().string();
    if (entry.is_directory(failed)) {
      const bool is_other = is_other_folder(name);
      if (is_other) ++corpus_.passed_over["folder " + name];
      if (name.starts_with('.') || is_other || entry.is_symlink(failed)) return base::success();
      return folder(entry.path());
    }
    if (!entry.is_regular_file(failed)) {
      ++corpus_.passed_over["no regular file"];
      return base::success();
    }
    const bool is_recording = name.ends_with(".trace.jsonl");
    if (is_recording && recordings == Recordings::as_folder) return base::success();
    if (std::string reason = plain_reason(entry.path()); !reason.empty()) {
      ++corpus_.passed_over[std::move(reason)];
    } else {
      take(entry.path());
    }
    return base::success();
  }

  const base::WorkContext& work_;
  Corpus corpus_;
  std::set<fs::path> seen_, folders_;
};

}  // namespace

bool is_other_folder(std::string_view name) {
  return std::find(kOtherFolders.begin(), kOtherFolders.end(), name) != kOtherFolders.end();
}

std::string passed_over_text(const Corpus& corpus) {
  constexpr std::string_view kFolder = "folder ";
  std::size_t files = 0;
  std::string kinds, folders;
  for (const auto& [what, count] : corpus.passed_over) {
    if (what.starts_with(kFolder)) {
      folders += (folders.empty() ? "" : ", ") + what.substr(kFolder.size());
      continue;
    }
    files += count;
    kinds += kinds.empty() ? "" : ", ";
    kinds += count == 1 ? what : fmt::format("{} {}", count, what);
  }
  std::string text;
  if (files > 0) text = fmt::format("{} passed over: {}", base::count_of(files, "file"), kinds);
  if (!folders.empty()) text += (text.empty() ? "" : "; ") + ("not entered: " + folders);
  return text;
}

base::Result<Corpus> walk_corpus(const std::vector<fs::path>& paths,
                                 const base::WorkContext& work) {
  Walk walk(work);
  for (const fs::path& path : paths) {
    if (base::Status added = walk.add(path); !added.ok()) return added.error();
  }
  return walk.take_corpus();
}

}  // namespace core::session
