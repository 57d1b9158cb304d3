#include "core/session/survey.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/session/python_source.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;
using Evidence = FoundOrchestrator::Evidence;

constexpr std::size_t kMaxFiles = 400;
constexpr std::size_t kMaxEntries = 4'000;
constexpr std::uintmax_t kMaxBytes = 1U << 20U;
constexpr std::size_t kMaxDepth = 2;
constexpr std::array<std::string_view, 5> kSkipped{"venv", "env", "node_modules", "__pycache__",
                                                   "site-packages"};

/// What a v1 function's folder says of itself.
struct Declaration {
  std::string script = "__init__.py", entry = "main";
};

std::optional<Declaration> declaration_in(const fs::path& folder) {
  std::error_code failed;
  const fs::path file = folder / "function.json";
  if (!fs::is_regular_file(file, failed) || fs::file_size(file, failed) > kMaxBytes) return {};
  const auto text = base::read_file(file);
  if (!text.ok()) return {};
  const auto json = base::parse_json(text.value());
  const base::JsonValue* bindings = json ? json->find("bindings") : nullptr;
  if (bindings == nullptr) return {};
  const auto is_orchestration = [](const base::JsonValue& binding) {
    return base::equal_ignoring_case(binding.string_at("type"), "orchestrationTrigger");
  };
  if (std::none_of(bindings->items.begin(), bindings->items.end(), is_orchestration)) return {};
  Declaration out;
  if (const auto script = json->string_at("scriptFile"); !script.empty()) out.script = script;
  if (const auto entry = json->string_at("entryPoint"); !entry.empty()) out.entry = entry;
  return out;
}

class Surveyor {
 public:
  explicit Surveyor(fs::path root) : root_(std::move(root)) {}

  std::vector<FoundOrchestrator> folder() {
    walk(root_, 0);
    std::sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) {
      return std::tie(a.file, a.line, a.name) < std::tie(b.file, b.line, b.name);
    });
    return std::move(found_);
  }

  std::vector<FoundOrchestrator> file(const fs::path& path) {
    read_file(path, 0);
    return std::move(found_);
  }

 private:
  void walk(const fs::path& folder, std::size_t depth) {
    std::vector<fs::path> files, folders;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end;
         at.increment(failed)) {
      if (++entries_ > kMaxEntries) break;
      const std::string name = at->path().filename().string();
      if (name.starts_with('.') || at->is_symlink(failed)) continue;
      if (at->is_directory(failed)) {
        const bool is_skipped = std::find(kSkipped.begin(), kSkipped.end(), name) != kSkipped.end();
        if (!is_skipped) folders.push_back(at->path());
      } else if (at->path().extension() == ".py") {
        files.push_back(at->path());
      }
    }
    std::sort(files.begin(), files.end());
    std::sort(folders.begin(), folders.end());
    if (const auto declared = declaration_in(folder)) add_v1(folder, *declared, depth);
    for (const fs::path& file : files) read_file(file, depth);
    if (depth >= kMaxDepth) return;
    for (const fs::path& inner : folders) walk(inner, depth + 1);
  }

  std::optional<PythonSource> source_of(const fs::path& file) {
    std::error_code failed;
    if (files_ >= kMaxFiles || fs::file_size(file, failed) > kMaxBytes || failed) return {};
    ++files_;
    const auto text = base::read_file(file);
    if (!text.ok()) return {};
    return read_python_source(text.value());
  }

  /// A v1 function is called as its folder is.
  void add_v1(const fs::path& folder, const Declaration& declared, std::size_t depth) {
    const fs::path script = (folder / declared.script).lexically_normal();
    const auto source = source_of(script);
    if (!source) return;
    const bool is_inside = script.parent_path() == folder;
    FoundOrchestrator found;
    found.name = folder.filename().string();
    found.target = is_inside ? script.string() : folder.string();
    found.file = script.lexically_relative(root_).string();
    found.depth = depth > 0 ? depth - 1 : 0;
    std::string function = declared.entry;
    for (const CreatedEntry& created : source->created) {
      if (created.entry == declared.entry) function = created.function;
    }
    for (const PythonFunction& candidate : source->functions) {
      if (candidate.name == function) found.line = candidate.line;
    }
    v1_scripts_.push_back(script);
    found_.push_back(std::move(found));
  }

  void read_file(const fs::path& file, std::size_t depth) {
    if (std::find(v1_scripts_.begin(), v1_scripts_.end(), file) != v1_scripts_.end()) return;
    const auto source = source_of(file);
    if (!source) return;
    for (const PythonFunction& function : source->functions) {
      FoundOrchestrator found;
      found.name = function.orchestration.value_or(function.name);
      found.target = file.string() + ":" + function.name;
      found.file = file.lexically_relative(root_).string();
      found.line = function.line;
      found.depth = depth;
      found.evidence = evidence_of(function, *source);
      found_.push_back(std::move(found));
    }
  }

  static Evidence evidence_of(const PythonFunction& function, const PythonSource& source) {
    if (function.orchestration) return Evidence::declared;
    const auto is_it = [&](const CreatedEntry& created) {
      return created.function == function.name;
    };
    if (std::any_of(source.created.begin(), source.created.end(), is_it)) return Evidence::created;
    return function.takes_context && function.has_yield ? Evidence::generator : Evidence::function;
  }

  fs::path root_;
  std::vector<FoundOrchestrator> found_;
  std::vector<fs::path> v1_scripts_;
  std::size_t files_ = 0, entries_ = 0;
};

}  // namespace

std::vector<FoundOrchestrator> survey(const fs::path& path) {
  std::error_code failed;
  if (fs::is_directory(path, failed)) return Surveyor(path.lexically_normal()).folder();
  const fs::path file = path.lexically_normal();
  return Surveyor(file.has_parent_path() ? file.parent_path() : fs::path(".")).file(file);
}

void keep_marked(std::vector<FoundOrchestrator>& found) {
  using Evidence = FoundOrchestrator::Evidence;
  const auto is_marked = [](const auto& one) { return one.evidence <= Evidence::created; };
  if (std::any_of(found.begin(), found.end(), is_marked)) {
    std::erase_if(found, [&](const auto& one) { return !is_marked(one); });
  }
}

}  // namespace core::session
