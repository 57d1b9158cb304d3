#include "core/session/baseline.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/exporters/fingerprint.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFormat = "yieldscope-baseline";
constexpr std::int64_t kVersion = 1;

auto identity_of(const AcceptedFinding& entry) {
  return std::tie(entry.history, entry.instance, entry.rule, entry.fingerprint);
}

base::Error malformed(const fs::path& file, std::string message, std::string json_path = {}) {
  return {"baseline.malformed",
          std::move(message),
          {file.string(), std::nullopt, 0, 0, std::move(json_path)},
          "Write it again with `yieldscope check … --accept REASON`, or mend it by hand."};
}

/// Symbolic links resolved as far as the path exists.
fs::path whole(const fs::path& path) {
  std::error_code failed;
  const fs::path absolute = fs::absolute(path, failed);
  fs::path real = fs::weakly_canonical(absolute, failed);
  return failed ? absolute.lexically_normal() : real;
}

}  // namespace

std::string Baseline::name_of(const fs::path& history) const {
  if (history == "-") return "-";
  const fs::path folder = whole(file_).parent_path();
  return whole(history).lexically_relative(folder).generic_string();
}

const AcceptedFinding* Baseline::find(const FoundIn& where, const model::Finding& finding) const {
  if (accepted_.empty()) return nullptr;
  const std::string fingerprint = exporters::fingerprint(where.orchestrator, finding);
  const std::string history = name_of(where.history);
  const auto found =
      std::find_if(accepted_.begin(), accepted_.end(), [&](const AcceptedFinding& entry) {
        return entry.rule == finding.id && entry.fingerprint == fingerprint &&
               entry.instance == where.instance && entry.history == history;
      });
  return found == accepted_.end() ? nullptr : &*found;
}

void Baseline::accept(const FoundIn& where, const model::Finding& finding, std::string reason) {
  AcceptedFinding entry{finding.id,
                        name_of(where.history),
                        std::string(where.instance),
                        exporters::fingerprint(where.orchestrator, finding),
                        finding.message,
                        std::move(reason)};
  const auto at = std::lower_bound(
      accepted_.begin(), accepted_.end(), entry,
      [](const auto& a, const auto& b) { return identity_of(a) < identity_of(b); });
  if (at != accepted_.end() && identity_of(*at) == identity_of(entry)) {
    *at = std::move(entry);
  } else {
    accepted_.insert(at, std::move(entry));
  }
}

bool Baseline::take_back(const FoundIn& where, const model::Finding& finding) {
  const AcceptedFinding* entry = find(where, finding);
  if (entry == nullptr) return false;
  accepted_.erase(accepted_.begin() + (entry - accepted_.data()));
  return true;
}

base::Result<Baseline> read_baseline(const fs::path& file) {
  const auto bytes = base::read_file(file);
  if (!bytes.ok()) return bytes.error();
  const auto json = base::parse_json(bytes.value());
  if (!json.ok()) {
    base::Error error = malformed(file, "the baseline is not JSON: " + json.error().message);
    error.where.line = json.error().where.line;
    error.where.column = json.error().where.column;
    error.where.byte = json.error().where.byte;
    return error;
  }
  if (json->string_at("format") != kFormat) {
    return malformed(file, "this is no baseline: its \"format\" is not \"yieldscope-baseline\"",
                     "/format");
  }
  if (json->integer_at("version") != kVersion) {
    return base::Error{"baseline.version",
                       "the baseline is of another version; this program reads version 1",
                       {file.string(), std::nullopt, 0, 0, "/version"},
                       "Use the Yieldscope that wrote it, or accept the findings again."};
  }
  const base::JsonValue* entries = json->find("accepted");
  if (entries == nullptr || !entries->is(base::JsonValue::Kind::array)) {
    return malformed(file, "\"accepted\" must be a list", "/accepted");
  }
  Baseline out(file);
  for (std::size_t i = 0; i < entries->items.size(); ++i) {
    const base::JsonValue& item = entries->items[i];
    AcceptedFinding entry;
    entry.rule = item.string_at("rule");
    entry.history = item.string_at("history");
    entry.instance = item.string_at("instance");
    entry.fingerprint = item.string_at("fingerprint");
    entry.finding = item.string_at("finding");
    entry.reason = item.string_at("reason");
    if (entry.rule.empty() || entry.history.empty() || entry.fingerprint.empty()) {
      return malformed(file, "an entry names rule, history and fingerprint",
                       "/accepted/" + std::to_string(i));
    }
    out.accepted_.push_back(std::move(entry));
  }
  std::sort(out.accepted_.begin(), out.accepted_.end(),
            [](const auto& a, const auto& b) { return identity_of(a) < identity_of(b); });
  return out;
}

base::Result<Baseline> read_or_new_baseline(const fs::path& file) {
  std::error_code failed;
  if (!fs::exists(file, failed)) return Baseline(file);
  return read_baseline(file);
}

base::Status write_baseline(const Baseline& baseline) {
  base::JsonWriter out(2);
  out.begin_object();
  out.key("format").string(kFormat);
  out.key("version").number(kVersion);
  out.key("accepted").begin_array();
  for (const AcceptedFinding& entry : baseline.accepted()) {
    out.begin_object();
    out.key("rule").string(entry.rule);
    out.key("history").string(entry.history);
    out.key("instance").string(entry.instance);
    out.key("fingerprint").string(entry.fingerprint);
    out.key("finding").string(entry.finding);
    out.key("reason").string(entry.reason);
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return base::write_file(baseline.file(), out.take() + "\n");
}

}  // namespace core::session
