#include "core/session/payload_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/importers/common/unpack.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 100'000;
constexpr int kMostFolders = 32;
/// Files that are read to see whether they hold the same.
constexpr std::size_t kMostAlike = 4;
constexpr std::string_view kToken = "blob:v1:";

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low < 0) {
      out += text[i];
      continue;
    }
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

/// How a name is compared: escapes undone, and what some system cannot have in a file name as '_',
/// which is what tools write instead.
std::string plain_form(std::string_view name) {
  std::string plain = percent_decoded(name);
  for (char& c : plain) {
    const bool is_control = static_cast<unsigned char>(c) < 0x20 || c == '\x7f';
    if (is_control || std::string_view("/\\:*?\"<>|^").find(c) != std::string_view::npos) c = '_';
  }
  if (plain.ends_with(".gz")) plain.resize(plain.size() - 3);
  return plain;
}

std::string backwards(std::string text) {
  std::reverse(text.begin(), text.end());
  return text;
}

bool is_url(std::string_view name) {
  return name.starts_with("https://") || name.starts_with("http://");
}

/// Container and name of a blob, or its name alone, as a path.
std::string path_of(std::string_view name) {
  if (name.starts_with(kToken)) {
    std::string path(name.substr(kToken.size()));
    const std::size_t colon = path.find(':');
    if (colon != std::string::npos) path[colon] = '/';
    return path;
  }
  if (!is_url(name)) return std::string(name);
  std::string_view rest = name.substr(name.find("//") + 2);
  rest = rest.substr(0, rest.find_first_of("?#"));
  const std::size_t slash = rest.find('/');
  return slash == std::string_view::npos ? std::string() : percent_decoded(rest.substr(slash + 1));
}

/// The folders and the file of a name; empty when it could lead out of a folder.
std::optional<std::vector<std::string>> parts_of(std::string_view name) {
  const std::string path = path_of(name);
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string part = path.substr(at, end - at);
    const bool is_harmless = !part.empty() && part != "." && part != ".." &&
                             part.find('\\') == std::string::npos &&
                             part.find('\0') == std::string::npos;
    if (!is_harmless) return std::nullopt;
    parts.push_back(part);
    at = end + 1;
  }
  return parts;
}

std::string joined(const std::vector<std::string>& parts, std::size_t from) {
  std::string path;
  for (std::size_t i = from; i < parts.size(); ++i) path += (i == from ? "" : "/") + parts[i];
  return path;
}

bool is_inside(const fs::path& path, const fs::path& root) {
  const auto [in_root, in_path] = std::mismatch(root.begin(), root.end(), path.begin(), path.end());
  // A root of "/" ends in an empty part.
  return in_root == root.end() || (in_root->empty() && std::next(in_root) == root.end());
}

base::Error refused(const std::string& file, std::string_view why) {
  return {"payloads.refused", fmt::format("{} {}", base::printable(file), why), {}, ""};
}

}  // namespace

bool names_blob(std::string_view text) {
  if (text.size() > 4096 || text.find_first_of(" \t\r\n\"{}") != std::string_view::npos) {
    return false;
  }
  if (text.starts_with(kToken)) return text.find(':', kToken.size()) != std::string_view::npos;
  return is_url(text) && text.find("-largemessages/") != std::string_view::npos;
}

base::Status check_payload_folder(const fs::path& folder) {
  std::error_code failed;
  if (fs::is_directory(folder, failed)) return base::success();
  base::Error error;
  error.code = "payloads.no_folder";
  error.message = "--payloads names no folder: " + base::printable(folder.string());
  error.hint = "Download the blobs of the container <task hub>-largemessages into a folder, and "
               "name that.";
  return error;
}

PayloadFolder::PayloadFolder(fs::path folder, PayloadLimits limits)
    : folder_(std::move(folder)), limits_(limits) {
  std::error_code failed;
  root_ = fs::canonical(folder_, failed);
  if (failed) root_.clear();
}

void PayloadFolder::look_through() {
  if (std::exchange(is_looked_through_, true)) return;
  std::error_code failed;
  // Links to folders are not entered: some lead out, some in circles.
  fs::recursive_directory_iterator at(root_, fs::directory_options::skip_permission_denied, failed);
  for (; !failed && at != fs::recursive_directory_iterator(); at.increment(failed)) {
    std::error_code ignored;
    const bool is_folder = fs::is_directory(at->symlink_status(ignored));
    if (is_folder && at.depth() >= kMostFolders) at.disable_recursion_pending();
    if (is_folder) continue;
    if (entries_.size() == kMostFiles) {
      note_ = fmt::format("Only {} files of the folder {} were looked at.", kMostFiles,
                          base::printable(folder_.string()));
      break;
    }
    const std::string relative = at->path().lexically_relative(root_).generic_string();
    entries_.push_back({relative, backwards(plain_form(relative))});
  }
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return a.key != b.key ? a.key < b.key : a.relative < b.relative;
  });
}

/// The files whose plain form ends in that, from a folder's border on; a whole one alone when there
/// is one.
std::vector<std::string> PayloadFolder::ending_in(const std::string& plain) const {
  const std::string key = backwards(plain);
  std::vector<std::string> whole, ends;
  auto at = std::lower_bound(entries_.begin(), entries_.end(), key,
                             [](const Entry& entry, const std::string& k) {
                               return entry.key < k;
                             });
  for (; at != entries_.end() && at->key.starts_with(key); ++at) {
    if (at->key.size() == key.size()) {
      whole.push_back(at->relative);
    } else if (at->key[key.size()] == '_') {
      ends.push_back(at->relative);
    }
  }
  return whole.empty() ? ends : whole;
}

std::vector<std::string> PayloadFolder::candidates(const std::vector<std::string>& parts) {
  // As storage browsers lay it down; no other file can be meant then.
  std::error_code failed;
  if (const std::string whole = joined(parts, 0); fs::is_regular_file(root_ / whole, failed)) {
    return {whole};
  }
  look_through();
  for (std::size_t from = 0; from < parts.size(); ++from) {
    auto found = ending_in(plain_form(joined(parts, from)));
    if (!found.empty()) return found;
  }
  // Behind a link to a folder: it is read when the link stays inside, else refused by its name.
  for (std::size_t from = 0; from < parts.size(); ++from) {
    const std::string path = joined(parts, from);
    if (fs::exists(root_ / path, failed)) return {path};
  }
  return {};
}

base::Result<FoundPayload> PayloadFolder::read_file_of(const std::string& relative) const {
  std::error_code failed;
  const fs::path file = fs::canonical(root_ / relative, failed);
  if (failed) return refused(relative, "cannot be followed: " + failed.message());
  if (!is_inside(file, root_)) return refused(relative, "leads out of the folder");
  if (!fs::is_regular_file(file, failed)) return refused(relative, "is no regular file");
  const auto size = fs::file_size(file, failed);
  if (failed || size > limits_.packed) {
    return refused(relative, fmt::format("is larger than {} bytes", limits_.packed));
  }
  auto bytes = base::read_file(file);
  if (!bytes.ok()) return bytes.error();
  importers::Unpacked unpacked = importers::unpack(std::move(bytes).value(), limits_.unpacked);
  if (!unpacked.damage.empty()) {
    return refused(relative, "cannot be unpacked: " + unpacked.damage);
  }
  if (unpacked.bytes.size() > limits_.unpacked) {
    return refused(relative, fmt::format("is larger than {} bytes", limits_.unpacked));
  }
  if (!base::is_utf8(unpacked.bytes)) return refused(relative, "is no UTF-8 text");
  return FoundPayload{std::move(unpacked.bytes), relative};
}

base::Result<FoundPayload> PayloadFolder::read_any(const std::vector<std::string>& files,
                                                   std::string_view name) const {
  auto first = read_file_of(files.front());
  bool is_same = files.size() <= kMostAlike;
  for (std::size_t i = 1; i < files.size() && first.ok() && is_same; ++i) {
    const auto other = read_file_of(files[i]);
    is_same = other.ok() && other->text == first->text;
  }
  if (files.size() == 1 || (first.ok() && is_same)) return first;
  return base::Error{"payloads.ambiguous",
                     fmt::format("{} files fit the blob {}: {} and {}{}", files.size(),
                                 base::printable(name), base::printable(files[0]),
                                 base::printable(files[1]),
                                 files.size() > 2 ? " among others" : ""),
                     {},
                     "Keep the one that belongs to this history."};
}

base::Result<FoundPayload> PayloadFolder::read(std::string_view name) {
  const auto parts = parts_of(name);
  if (!parts) {
    return refused(std::string(name), "is a name that could lead out of the folder");
  }
  const auto files = root_.empty() ? std::vector<std::string>() : candidates(*parts);
  if (files.empty()) {
    return base::Error{"payloads.not_found",
                       fmt::format("the folder {} holds no file of that name",
                                   base::printable(folder_.string())),
                       {},
                       ""};
  }
  return read_any(files, name);
}

}  // namespace core::session
