// The list of a document's instances as the window stands in it: what of it is wanted, what is
// folded away, where the person is. Plain values, changed by commands; UI thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/session/session.h"

namespace app::state {

using InstanceRows = std::vector<core::session::InstanceRow>;
using InstanceRowsPtr = std::shared_ptr<const InstanceRows>;

/// What a row is sought by: its status, or that nothing could be read. What wants a look first
/// comes first.
enum class InstanceGroup : std::uint8_t {
  failed,
  terminated,
  unreadable,
  suspended,
  running,
  pending,
  completed,
  continued_as_new,
  canceled,
  unknown,
};
inline constexpr std::size_t kInstanceGroups = 10;

InstanceGroup group_of(const core::session::InstanceRow& row);
/// "Failed", "Continued as new", "Not readable".
std::string_view name_of(InstanceGroup group);

/// What is wanted of the list.
struct InstanceFilter {
  std::string text;          ///< part of a name, id or file, or a pattern of them with *, ? or [
  std::uint16_t groups = 0;  ///< bits, the first for failed; 0: every group

  bool is_empty() const { return text.empty() && groups == 0; }
  bool has(InstanceGroup group) const {
    return (groups & (1U << static_cast<unsigned>(group))) != 0;
  }
  void toggle(InstanceGroup group) {
    groups = static_cast<std::uint16_t>(groups ^ (1U << static_cast<unsigned>(group)));
  }
};

/// Whether a row is wanted; ASCII case ignored. Made once for a filter.
class InstanceMatcher {
 public:
  InstanceMatcher() = default;
  explicit InstanceMatcher(const InstanceFilter& filter);
  bool fits(const core::session::InstanceRow& row) const;

 private:
  bool fits_text(std::string_view text) const;

  InstanceFilter filter_;
  std::string needle_;  // in lower case
  bool is_pattern_ = false;
};

struct InstanceList {
  InstanceFilter filter;
  std::set<std::size_t> folded;       ///< rows whose children are out of sight
  std::uint64_t version = 1;          ///< grows with every change of the two
  std::optional<std::size_t> cursor;  ///< row that Enter opens
  std::uint64_t cursor_version = 0;   ///< grows when the list shall scroll to it
  std::uint64_t typing_version = 0;   ///< grows when the filter shall be typed into
};

/// Shows every row again, for another document. Versions grow on.
void forget_list(InstanceList& list);
/// Another filter: the cursor goes, for its row may be out of sight.
void set_filter(InstanceList& list, InstanceFilter filter);
/// Puts the children of a row out of sight, or shows them.
void toggle_folded(InstanceList& list, std::size_t row);

}  // namespace app::state
