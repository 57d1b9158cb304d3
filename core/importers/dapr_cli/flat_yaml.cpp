#include "core/importers/dapr_cli/flat_yaml.h"

#include <algorithm>

#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/importers/common/json_cursor.h"

namespace core::importers {

namespace {

class YamlList {
 public:
  explicit YamlList(std::string_view text) : rest_(text) {}

  std::optional<std::string> read() {
    json_.begin_array();
    std::string_view line;
    while (next_line(line)) {
      if (base::trim(line).empty() || line.starts_with('#') || line == "---") continue;
      if (line.starts_with("- ")) {
        if (is_open_) json_.end_object();
        json_.begin_object();
        is_open_ = true;
      } else if (!line.starts_with("  ") || !is_open_) {
        return std::nullopt;
      }
      if (!put_member(line.substr(2))) return std::nullopt;
    }
    if (!is_open_) return std::nullopt;
    json_.end_object().end_array();
    return json_.take();
  }

 private:
  bool next_line(std::string_view& line) {
    if (rest_.empty()) return false;
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    line = rest_.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return true;
  }

  bool put_member(std::string_view member) {
    const std::size_t colon = member.find(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    const std::string_view value = base::trim(member.substr(colon + 1));
    if (value == "null" || value == "~" || value.empty()) return true;
    json_.key(base::trim(member.substr(0, colon)));
    json_.string(content_of(value));
    return true;
  }

  std::string content_of(std::string_view value) {
    if (value.starts_with('|') || value.starts_with('>')) return block();
    if (value.starts_with('"') && value.ends_with('"') && value.size() > 1) {
      std::string text;
      StringRepairs repairs;
      decode_json_string(value, text, repairs);
      return text;
    }
    if (!value.starts_with('\'') || value.size() < 2) return std::string(value);
    std::string text;
    for (std::size_t i = 1; i + 1 < value.size(); ++i) {
      text.push_back(value[i]);
      if (value[i] == '\'' && value[i + 1] == '\'') ++i;
    }
    return text;
  }

  /// Lines that stand further in than a member.
  std::string block() {
    std::string text;
    std::string_view line;
    while (rest_.starts_with("    ") && next_line(line)) {
      text += (text.empty() ? "" : "\n") + std::string(line.substr(4));
    }
    return text;
  }

  std::string_view rest_;
  base::JsonWriter json_;
  bool is_open_ = false;
};

}  // namespace

std::optional<std::string> json_of_flat_yaml(std::string_view text) {
  return YamlList(text).read();
}

}  // namespace core::importers
