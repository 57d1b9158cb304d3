#include "core/session/glob.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "core/base/text.h"
#include "core/session/corpus.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kShownNames = 5;

/// One place of a pattern: how long it is, and whether the character fits it.
struct Fit {
  std::size_t length = 1;
  bool is_fitting = false;
};

/// A set of characters, the text beginning with [; empty when it is never closed.
std::optional<Fit> fit_set(std::string_view pattern, char32_t character) {
  std::size_t at = 1;
  const bool is_inverted = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (is_inverted) ++at;
  bool is_inside = false;
  for (const std::size_t first = at; at < pattern.size(); ) {
    if (pattern[at] == ']' && at > first) return Fit{at + 1, is_inside != is_inverted};
    const base::CodePoint low = base::first_code_point(pattern.substr(at));
    char32_t high = low.value;
    at += low.length;
    if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
      const base::CodePoint end = base::first_code_point(pattern.substr(at + 1));
      high = end.value;
      at += 1 + end.length;
    }
    is_inside = is_inside || (low.value <= character && character <= high);
  }
  return std::nullopt;
}

/// REQUIRES: the pattern is not empty and does not begin with a star.
Fit fit_one(std::string_view pattern, std::string_view character, char32_t value) {
  if (pattern.front() == '?') return {1, true};
  if (pattern.front() == '[') {
    if (const auto set = fit_set(pattern, value)) return *set;
  }
  const std::size_t escape = pattern.front() == '\\' && pattern.size() > 1 ? 1 : 0;
  const std::string_view rest = pattern.substr(escape);
  const std::size_t length = base::first_code_point(rest).length;
  return {escape + length, rest.substr(0, length) == character};
}

std::vector<std::string> parts_of(std::string_view pattern) {
  std::vector<std::string> parts;
  while (!pattern.empty()) {
    const std::size_t end = std::min(pattern.find('/'), pattern.size());
    // Twice in a row finds nothing more, and each doubles the work.
    const bool is_again = !parts.empty() && parts.back() == "**" && pattern.substr(0, end) == "**";
    if (end > 0 && !is_again) parts.emplace_back(pattern.substr(0, end));
    pattern.remove_prefix(std::min(end + 1, pattern.size()));
  }
  return parts;
}

std::string without_escapes(std::string_view part) {
  std::string text;
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (part[i] == '\\' && i + 1 < part.size()) ++i;
    text += part[i];
  }
  return text;
}

std::vector<fs::directory_entry> entries_of(const fs::path& folder) {
  std::error_code failed;
  std::vector<fs::directory_entry> entries;
  const fs::path listed = folder.empty() ? fs::path(".") : folder;
  for (fs::directory_iterator at(listed, failed), end; !failed && at != end; at.increment(failed)) {
    entries.push_back(*at);
  }
  std::sort(entries.begin(), entries.end());
  return entries;
}

std::string name_of(const fs::directory_entry& entry) { return entry.path().filename().string(); }

class Expansion {
 public:
  Expansion(std::vector<std::string> parts, const base::WorkContext& work)
      : parts_(std::move(parts)), work_(work) {}

  void below(const fs::path& folder, std::size_t part) {
    if (work_.stop.stop_requested()) return;
    const bool is_last = part + 1 == parts_.size();
    const std::string& pattern = parts_[part];
    if (pattern == "**") {
      if (is_last) return found_.push_back(folder.empty() ? fs::path(".") : folder);
      below(folder, part + 1);
      for (const auto& entry : entries_of(folder)) {
        std::error_code failed;
        const std::string name = name_of(entry);
        const bool is_entered = entry.is_directory(failed) && !entry.is_symlink(failed) &&
                                !name.starts_with('.') && !is_other_folder(name);
        if (is_entered) below(folder / name, part);
      }
      return;
    }
    if (!is_glob(pattern)) return take(folder / without_escapes(pattern), part);
    for (const auto& entry : entries_of(folder)) {
      const std::string name = name_of(entry);
      const bool is_hidden = name.starts_with('.') && !pattern.starts_with('.');
      if (!is_hidden && fits_glob(pattern, name)) take(folder / name, part);
    }
  }

  std::vector<fs::path> take_found() { return std::move(found_); }

 private:
  void take(const fs::path& path, std::size_t part) {
    std::error_code failed;
    if (part + 1 < parts_.size()) {
      if (fs::is_directory(path, failed)) below(path, part + 1);
    } else if (fs::exists(fs::symlink_status(path, failed))) {
      found_.push_back(path);
    }
  }

  const std::vector<std::string> parts_;
  const base::WorkContext& work_;
  std::vector<fs::path> found_;
};

/// What stands where nothing fitted: in the folder that the pattern names without wildcards.
std::string hint_for(const fs::path& folder, const std::string& part) {
  const std::string shown = folder.empty() ? "this folder" : base::printable(folder.string());
  std::error_code failed;
  if (!folder.empty() && !fs::is_directory(folder, failed)) {
    std::vector<std::string> names;
    for (const auto& entry : entries_of(folder.parent_path())) names.push_back(name_of(entry));
    const std::vector<std::string_view> views(names.begin(), names.end());
    const auto near = base::did_you_mean(folder.filename().string(), views);
    return "There is no folder " + shown + "." +
           (near ? " Did you mean " + base::printable(*near) + "?" : std::string());
  }
  std::vector<std::string> names;
  bool is_hidden = false;
  for (const auto& entry : entries_of(folder)) {
    const std::string name = name_of(entry);
    if (!name.starts_with('.')) {
      names.push_back(name);
    } else if (fits_glob(part, name)) {
      is_hidden = true;
    }
  }
  if (is_hidden) return "Hidden files fit only a pattern that begins with a dot.";
  if (names.empty()) return "There is nothing in " + shown + ".";
  std::string hint = "In " + shown + " there is ";
  for (std::size_t i = 0; i < std::min(names.size(), kShownNames); ++i) {
    hint += (i == 0 ? "" : ", ") + base::printable(names[i]);
  }
  if (names.size() > kShownNames) hint += fmt::format(" and {} more", names.size() - kShownNames);
  return hint + ".";
}

}  // namespace

bool is_glob(std::string_view text) { return text.find_first_of("*?[") != std::string_view::npos; }

bool fits_glob(std::string_view pattern, std::string_view text) {
  // Where to go on when what stands behind the last star does not fit: one character later.
  std::optional<std::pair<std::string_view, std::string_view>> again;
  while (!text.empty() || !pattern.empty()) {
    if (!pattern.empty() && pattern.front() == '*') {
      pattern.remove_prefix(1);
      again = {pattern, text};
      continue;
    }
    if (!text.empty() && !pattern.empty()) {
      const base::CodePoint next = base::first_code_point(text);
      const Fit fit = fit_one(pattern, text.substr(0, next.length), next.value);
      if (fit.is_fitting) {
        pattern.remove_prefix(fit.length);
        text.remove_prefix(next.length);
        continue;
      }
    }
    if (!again || again->second.empty()) return false;
    again->second.remove_prefix(base::first_code_point(again->second).length);
    std::tie(pattern, text) = *again;
  }
  return true;
}

base::Result<std::vector<fs::path>> expand_glob(std::string_view pattern,
                                                const base::WorkContext& work) {
  const std::vector<std::string> parts = parts_of(pattern);
  const fs::path root = pattern.starts_with('/') ? fs::path("/") : fs::path();
  Expansion expansion(parts, work);
  if (!parts.empty()) expansion.below(root, 0);
  if (work.stop.stop_requested()) return base::Error{"cancelled", "Opening was cancelled.", {}, ""};
  std::vector<fs::path> found = expansion.take_found();
  if (!found.empty()) return found;
  fs::path folder = root;
  std::size_t first = 0;
  while (first + 1 < parts.size() && !is_glob(parts[first])) {
    folder /= without_escapes(parts[first++]);
  }
  return base::Error{"session.no_match",
                     "no file fits " + base::printable(pattern),
                     {},
                     hint_for(folder, parts.empty() ? std::string() : parts[first])};
}

}  // namespace core::session
