// A value as a tree for the screen: locals of a yield, and payloads. Made from JSON text: payloads
// as they are, locals in the form of PROTOCOL.md (array of [name, node]).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace app::views {

struct ValueNode {
  std::string name;   ///< variable, key or position; empty for a lone value
  std::string type;   ///< "int", "list"; empty where not known
  std::string text;   ///< of a scalar; of a container: its size in words
  std::vector<ValueNode> children;
  bool is_cut = false;             ///< more was there than was captured
  /// What stands in the file, below the value that was decoded from it.
  bool is_recorded = false;
  bool has_changed = false;        ///< since the previous yield of this pass, itself or inside
  bool has_changed_since_pass = false;  ///< since the same yield of the previous pass
};

/// The locals of a yield. Malformed text gives one node that says so.
std::vector<ValueNode> parse_locals(std::string_view json);
/// A payload; text that is no JSON becomes one scalar. Base64 of text is decoded, marked in `type`,
/// with what was recorded as its last child.
ValueNode parse_value(std::string name, std::string_view json);
/// Marks in `now` what is new or other than in `before`, matched by name.
void mark_changes(std::vector<ValueNode>& now, const std::vector<ValueNode>& before);
void mark_pass_changes(std::vector<ValueNode>& now, const std::vector<ValueNode>& before);
/// Several lines, two spaces a level; what is no JSON stays as it is, made printable.
std::vector<std::string> pretty_lines(std::string_view json);

}  // namespace app::views
