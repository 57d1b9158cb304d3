#include "core/session/flavour_choice.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <vector>

#include "core/base/text.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPackage = "azure-functions-durable";
constexpr int kMostFoldersUp = 6;
constexpr std::size_t kMostBytes = 1 << 20;

/// PEP 503: case and the three separators do not matter in a package's name.
std::string normalized(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c == '_' || c == '.' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

bool is_version_char(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.' || c == '*' || c == '+';
}

std::string_view version_at(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_version_char);
  std::string_view version = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  const std::size_t dot = version.find('.');
  const bool names_minor =
      dot != std::string_view::npos && dot > 0 && dot + 1 < version.size() &&
      version.front() >= '0' && version.front() <= '9' && version[dot + 1] >= '0' &&
      version[dot + 1] <= '9';
  return names_minor ? version : std::string_view();
}

std::string_view without_leading(std::string_view text, std::string_view chars) {
  const std::size_t first = text.find_first_not_of(chars);
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

/// What stands behind the package's name on its line, in either file's spelling.
std::string_view version_in(std::string_view rest) {
  rest = without_leading(rest, " \t\"'");
  if (rest.starts_with('[')) {  // extras
    const std::size_t end = rest.find(']');
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  rest = without_leading(rest, " \t(");
  for (const std::string_view pin : {"===", "==", "~="}) {
    if (!rest.starts_with(pin)) continue;
    const std::string_view version = version_at(without_leading(rest.substr(pin.size()), " \t"));
    // ~=1.2 lets 1.3 in; ~=1.2.9 does not.
    return pin == "~=" && std::count(version.begin(), version.end(), '.') < 2 ? std::string_view()
                                                                              : version;
  }
  if (!rest.starts_with('=')) return {};
  rest = without_leading(rest.substr(1), " \t");  // Poetry: name = "1.3", name = {version = "…"}
  if (const std::size_t table = rest.find("version"); rest.starts_with('{')) {
    if (table == std::string_view::npos) return {};
    rest = without_leading(rest.substr(table + 7), " \t=");
  }
  return version_at(without_leading(rest, "\"'~= "));  // ^1.2 lets 1.3 in
}

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
  const std::string known = normalized(text);
  for (std::size_t at = known.find(kPackage); at != std::string::npos;
       at = known.find(kPackage, at + 1)) {
    const std::size_t line_end = known.rfind('\n', at);
    const std::size_t line = line_end == std::string::npos ? 0 : line_end + 1;
    const std::size_t behind = at + kPackage.size();
    const bool is_whole = (at == 0 || !is_name_char(known[at - 1])) &&
                          (behind >= known.size() || !is_name_char(known[behind]));
    const bool is_comment = known.substr(line, at - line).find('#') != std::string::npos;
    if (!is_whole || is_comment) continue;
    const std::size_t end = std::min(known.find('\n', behind), known.size());
    const std::string_view written = text.substr(behind, end - behind);
    if (const std::string_view version = version_in(written); !version.empty()) {
      return std::string(version);
    }
  }
  return {};
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
