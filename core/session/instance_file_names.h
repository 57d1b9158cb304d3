// Names of files for instances: an id is a stranger's text and may hold what leads out of a folder.
// One folder, one thread.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace core::session {

/// Gives each instance of a list a name of its own, also on disks that ignore case.
class InstanceFileNames {
 public:
  /// A name without slash, of plain ASCII, at most 200 bytes with `ending`: other bytes become %HH,
  /// as does a point in front; an id that is too long is cut and ends with a hash of itself; a name
  /// that was given before gets a number. Same ids in the same order, same names.
  std::string next(std::string_view id, std::string_view ending);

 private:
  std::unordered_set<std::string> given_;                  // in lower case
  std::unordered_map<std::string, std::size_t> repeated_;  // by the name in lower case
};

}  // namespace core::session
