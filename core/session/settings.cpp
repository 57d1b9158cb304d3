#include "core/session/settings.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/file.h"
#include "core/base/format_error.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/engine/flavour.h"
#include "core/session/baseline.h"
#include "core/session/targets.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;
using base::JsonValue;
using Kind = JsonValue::Kind;

constexpr int kMostFoldersUp = 32;
constexpr std::string_view kNative = "native:";

class Reader {
 public:
  Reader(fs::path file, const JsonValue& json) : json_(json) {
    out_.file = std::move(file);
    folder_ = out_.file.has_parent_path() ? out_.file.parent_path() : fs::path(".");
  }

  ProjectSettings read() {
    for (const auto& [name, value] : json_.members) member(name, value);
    return std::move(out_);
  }

 private:
  void member(const std::string& name, const JsonValue& value);

  [[noreturn]] void refuse(const std::string& name, const std::string& wanted) const {
    base::Error error;
    error.code = "settings.bad_value";
    error.message = name + " must be " + wanted;
    error.where.file = out_.file.string();
    error.where.json_path = "/" + name;
    error.hint = "Mend the settings file, or leave the member out.";
    throw base::FormatError(std::move(error));
  }

  std::string text(const std::string& name, const JsonValue& value) const {
    if (!value.is(Kind::string) || value.text.empty()) refuse(name, "a text");
    return value.text;
  }

  std::string one_of(const std::string& name, const JsonValue& value,
                     std::initializer_list<std::string_view> choices) const {
    if (value.is(Kind::string)) {
      if (std::find(choices.begin(), choices.end(), value.text) != choices.end()) return value.text;
    }
    std::string wanted;
    for (const std::string_view choice : choices) {
      if (!wanted.empty()) wanted += choice == *(choices.end() - 1) ? " or " : ", ";
      wanted += '"' + std::string(choice) + '"';
    }
    refuse(name, wanted);
  }

  std::vector<std::string> texts(const std::string& name, const JsonValue& value) const {
    std::vector<std::string> out;
    if (!value.is(Kind::array)) refuse(name, "a list of texts");
    for (const JsonValue& item : value.items) {
      if (!item.is(Kind::string) || item.text.empty()) refuse(name, "a list of texts");
      out.push_back(item.text);
    }
    return out;
  }

  fs::path resolved(const std::string& path) const {
    return fs::path(path).is_absolute() ? fs::path(path) : (folder_ / path).lexically_normal();
  }

  /// A bare word is a program that is looked up, as on the command line.
  std::string resolved_program(const std::string& program) const {
    return program.find('/') == std::string::npos ? program : resolved(program).string();
  }

  std::string resolved_target(const std::string& target) const {
    return target.starts_with(kNative) ? target : resolved(target).string();
  }

  std::vector<std::string> allowances(const std::string& name, const JsonValue& value) const;

  const JsonValue& json_;
  fs::path folder_;
  ProjectSettings out_;
};

std::vector<std::string> Reader::allowances(const std::string& name, const JsonValue& value) const {
  std::vector<std::string> list = texts(name, value);
  for (const std::string& one : list) {
    if (one != "net" && one != "files" && one != "processes") {
      refuse(name, "a list of \"net\", \"files\", \"processes\"");
    }
  }
  return list;
}

void Reader::member(const std::string& name, const JsonValue& value) {
  if (name == "target") {
    out_.target = resolved_target(text(name, value));
  } else if (name == "python") {
    out_.python = resolved_program(text(name, value));
  } else if (name == "stubMissing") {
    if (!value.is(Kind::boolean)) refuse(name, "true or false");
    out_.stubs_missing = value.flag;
  } else if (name == "allow") {
    out_.allowances = allowances(name, value);
  } else if (name == "flavour") {
    out_.flavour = text(name, value);
    if (engine::find_flavour(out_.flavour) == nullptr) refuse(name, "the name of a flavour");
  } else if (name == "sdk") {
    out_.sdk = one_of(name, value, {"shim", "real"});
  } else if (name == "mode") {
    out_.is_strict = one_of(name, value, {"strict", "platform"}) == "strict";
  } else if (name == "failOn") {
    const bool is_error = one_of(name, value, {"error", "warning"}) == "error";
    out_.fail_on = is_error ? model::Severity::error : model::Severity::warning;
  } else if (name == "baseline") {
    out_.baseline = resolved(text(name, value));
  } else if (name == "histories") {
    out_.histories.clear();
    for (const std::string& path : texts(name, value)) out_.histories.push_back(resolved(path));
  } else {
    constexpr std::array<std::string_view, 10> kNames{"target", "python",   "stubMissing", "allow",
                                                      "flavour", "sdk",     "mode",        "failOn",
                                                      "baseline", "histories"};
    const auto near = base::did_you_mean(name, kNames);
    out_.remarks.push_back({model::Severity::warning, "settings.unknown_member",
                            "'" + base::printable(base::shorten(name, 60)) + "' is no setting" +
                                (near ? "; did you mean '" + *near + "'?" : "") ,
                            {out_.file.string(), std::nullopt, 0, 0, "/" + name}});
  }
}

base::Error malformed(const fs::path& file, base::Error error) {
  error.code = "settings.malformed";
  error.where.file = file.string();
  error.message = "the settings are not JSON: " + error.message;
  error.hint = "Mend the settings file; nothing was run.";
  return error;
}

/// Settings name programs that run. Those of a stranger, left in a shared folder above the project
/// such as /tmp, are not the project's.
bool is_trusted(const fs::path& file, const fs::path& beside) {
  struct stat about = {}, start = {};
  if (::stat(file.c_str(), &about) != 0) return false;
  if (about.st_uid == 0 || about.st_uid == ::geteuid()) return true;
  return ::stat(beside.c_str(), &start) == 0 && start.st_uid == about.st_uid;
}

}  // namespace

std::optional<fs::path> find_settings(const fs::path& from) {
  if (from == "-") return std::nullopt;
  std::error_code failed;
  const fs::path given = from.empty() ? fs::path(".") : from;
  fs::path at = fs::absolute(given, failed).lexically_normal();
  if (!fs::is_directory(at, failed)) at = at.parent_path();
  const fs::path start = at;
  for (int i = 0; i < kMostFoldersUp && !at.empty(); ++i) {
    const fs::path file = at / kSettingsName;
    if (fs::is_regular_file(file, failed) && is_trusted(file, start)) {
      // As the person would write it.
      if (given.is_absolute()) return file;
      return file.lexically_proximate(fs::current_path(failed));
    }
    if (!at.has_relative_path()) break;
    at = at.parent_path();
  }
  return std::nullopt;
}

std::optional<fs::path> find_settings_of_target(const std::string& target) {
  const auto name = parse_target(target, {});
  if (!name.ok() || name->path.empty()) return std::nullopt;
  return find_settings(name->path);
}

base::Result<ProjectSettings> read_settings(const fs::path& file) {
  const auto bytes = base::read_file(file);
  if (!bytes.ok()) return bytes.error();
  std::string_view text = bytes.value();
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto json = base::parse_json(text);
  if (!json.ok()) return malformed(file, json.error());
  if (!json->is(Kind::object)) {
    return base::Error{"settings.bad_value",
                       "the settings must be a JSON object",
                       {file.string(), std::nullopt, 1, 1, ""},
                       "Write {\"target\": \"function_app.py\"}."};
  }
  try {
    return Reader(file, json.value()).read();
  } catch (const base::FormatError& error) {
    return error.error();
  }
}

fs::path baseline_of(const ProjectSettings& settings) {
  if (!settings.baseline.empty()) return settings.baseline;
  return settings.file.parent_path() / kBaselineName;
}

void apply_settings(const ProjectSettings& settings, ReplayRequest& request) {
  if (!settings.python.empty()) request.python = settings.python;
  if (!settings.flavour.empty()) request.flavour = settings.flavour;
  if (!settings.sdk.empty()) request.sdk = settings.sdk;
  if (settings.stubs_missing) request.stubs_missing = *settings.stubs_missing;
  if (settings.allowances) request.allowances = *settings.allowances;
}

std::string describe_target(const ProjectSettings& settings) {
  std::string words = settings.target;
  if (!settings.python.empty()) words += " with " + settings.python;
  std::string allowed;
  for (const std::string& one : settings.allowances.value_or(std::vector<std::string>{})) {
    allowed += (allowed.empty() ? "" : ", ") + one;
  }
  if (!allowed.empty()) words += ", allowed to use " + allowed;
  return words;
}

}  // namespace core::session
