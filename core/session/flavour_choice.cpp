#include "core/session/flavour_choice.h"

#include "core/base/text.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <vector>

namespace core::session {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPackage = "azure-functions-durable";
constexpr int kMostFoldersUp = 6;
constexpr std::size_t kMostBytes = 1 << 20;

/// The package's name as PEP 503 reads it, then what fixes major and minor number: == and ===, ~=
/// with three numbers, and Poetry's `name = "1.3"` or `name = {version = "1.3"}`, where a caret lets
/// further minors in and fixes none.
constexpr const char* kPin =
    R"re((?im)^(?:[^#\n]*?[^a-z0-9#\n_.-])?azure[-_.]functions[-_.]durable)re"
    R"re([ \t"']*(?:\[[^\]\n]*\])?[ \t(]*)re"
    R"re((?:===?[ \t]*([0-9][a-z0-9*+]*\.[0-9][a-z0-9.*+]*))re"
    R"re(|~=[ \t]*([0-9][a-z0-9*+]*\.[0-9][a-z0-9*+]*\.[a-z0-9.*+]*))re"
    R"re(|=[ \t]*(?:\{[^\n]*?version[ \t=]*)?["'~= ]*([0-9][a-z0-9*+]*\.[0-9][a-z0-9.*+]*)))re";

std::string read_start(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(kMostBytes, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return text;
}

/// Major and minor number; a version like "1.*" has minor 0.
std::array<int, 2> release_of(std::string_view version) {
  std::array<int, 2> release{};
  const char* at = version.data();
  const char* const end = at + version.size();
  for (int& part : release) {
    const auto read = std::from_chars(at, end, part);
    if (read.ec != std::errc() || read.ptr == end || *read.ptr != '.') break;
    at = read.ptr + 1;
  }
  return release;
}

base::Error no_such_flavour(const std::string& text) {
  std::vector<std::string_view> names;
  std::string list;
  for (const engine::Flavour& flavour : engine::flavours()) {
    names.push_back(flavour.name);
    list += (list.empty() ? "" : ", ") + std::string(flavour.name);
  }
  base::Error error;
  error.code = "session.no_such_flavour";
  error.message = "there is no flavour '" + base::printable(text) + "'";
  const auto near = base::did_you_mean(text, names);
  error.hint = near ? "Did you mean '" + *near + "'?" : "Flavours: " + list + ".";
  return error;
}

/// Events that only one flavour writes, or the flavour that a trace was recorded with.
const engine::Flavour* detect(const Snapshot& snapshot) {
  if (snapshot.trace && !snapshot.trace->flavour.empty()) {
    return engine::find_flavour(snapshot.trace->flavour);
  }
  if (!snapshot.history) return nullptr;
  for (std::uint32_t i = 0; i < snapshot.history->size(); ++i) {
    const model::EventType type = snapshot.history->at(model::EventIndex{i}).type();
    if (type == model::EventType::sent || type == model::EventType::thrown) {
      return engine::flavour_of_plain_generators();
    }
  }
  return nullptr;
}

}  // namespace

std::string pinned_version(std::string_view text) {
  std::string exact, compatible, poetry;  // only one of them is ever filled
  RE2::PartialMatch(text, kPin, &exact, &compatible, &poetry);
  return exact + compatible + poetry;
}

std::optional<PinnedSdk> find_pinned_sdk(const fs::path& folder) {
  std::error_code failed;
  fs::path at = fs::absolute(folder.empty() ? fs::path(".") : folder, failed).lexically_normal();
  for (int i = 0; i < kMostFoldersUp && !at.empty(); ++i) {
    for (const char* file : {"requirements.txt", "pyproject.toml"}) {
      if (!fs::is_regular_file(at / file, failed)) continue;
      if (std::string version = pinned_version(read_start(at / file)); !version.empty()) {
        return PinnedSdk{std::move(version), file};
      }
    }
    const bool is_root = fs::exists(at / "host.json", failed) || fs::exists(at / ".git", failed) ||
                         fs::exists(at / "pyproject.toml", failed);
    if (is_root || !at.has_relative_path()) break;
    at = at.parent_path();
  }
  return std::nullopt;
}

base::Result<FlavourChoice> choose_flavour(const std::string& asked, const fs::path& folder,
                                           const Snapshot& snapshot) {
  FlavourChoice choice;
  if (!asked.empty()) {
    choice.flavour = engine::find_flavour(asked);
    if (choice.flavour == nullptr) return no_such_flavour(asked);
    return choice;
  }
  const engine::Flavour* detected = detect(snapshot);
  if (detected != nullptr && detected->yields == engine::YieldRule::any_value) {
    choice.flavour = detected;
    return choice;
  }
  if (!folder.empty()) choice.pinned = find_pinned_sdk(folder);
  if (choice.pinned) {
    const auto [major, minor] = release_of(choice.pinned->version);
    choice.flavour = engine::flavour_of_release(major, minor);
  }
  if (choice.flavour == nullptr) choice.flavour = detected;
  if (choice.flavour == nullptr) choice.flavour = &engine::default_flavour();
  return choice;
}

void add_flavour_remark(model::Report& report, const FlavourChoice& choice) {
  if (!choice.pinned) return;
  const auto [major, minor] = release_of(choice.pinned->version);
  const std::string pin = base::printable(choice.pinned->file) + " pins " + std::string(kPackage) +
                          " " + base::printable(choice.pinned->version);
  if (engine::flavour_of_release(major, minor) == nullptr) {
    report.add(model::Severity::warning, "session.unknown_sdk",
               pin + ", whose rules this version does not know; replayed by those of " +
                   std::string(choice.flavour->name) + ". Choose others with --flavour.");
  } else if (choice.flavour != &engine::default_flavour()) {
    report.add(model::Severity::information, "session.pinned_sdk",
               pin + "; replayed by the rules of " + std::string(choice.flavour->name) + ".");
  }
}

}  // namespace core::session
