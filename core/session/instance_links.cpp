#include "core/session/instance_links.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/session/document.h"

namespace core::session {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// The rows of one instance: generations, and copies of them in several files.
struct Group {
  std::vector<std::size_t> rows;  ///< oldest generation first, copies of one together
  bool has_times = true;          ///< of all rows
  std::size_t parent = kNone;     ///< group
};

/// What a newer generation did not overwrite: importers list it as `<id>@<execution>`.
bool is_leftover(const InstanceRow& row) {
  return !row.instance_id.empty() && row.id.size() > row.instance_id.size() &&
         row.id.starts_with(row.instance_id) && row.id[row.instance_id.size()] == '@';
}

/// Whether two rows of one instance tell of the same generation, as far as anything shows.
bool is_one_life(const InstanceRow& a, const InstanceRow& b) {
  if (!a.execution_id.empty() && !b.execution_id.empty()) return a.execution_id == b.execution_id;
  if (is_leftover(a) != is_leftover(b)) return false;
  if (a.started && b.started) {
    // Formats write the same moment more or less exactly.
    const auto apart = std::abs(a.started->ticks - b.started->ticks);
    return apart <= (a.file == b.file ? 0 : base::kTicksPerSecond);
  }
  return !is_leftover(a) || a.id == b.id;
}

/// `<before>:<number>`, as platforms name the children that were given no id.
struct NumberedId {
  std::string_view before;
  std::string_view number;
};
NumberedId split_numbered(std::string_view id) {
  const std::size_t colon = id.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return {};
  return {id.substr(0, colon), id.substr(colon + 1)};
}

bool is_number(std::string_view text, int base) {
  unsigned long value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value, base);
  return !text.empty() && error == std::errc() && stop == end;
}

class Linking {
 public:
  explicit Linking(std::vector<InstanceRow>& rows)
      : rows_(rows),
        times_(rows.size()),
        group_of_(rows.size()),
        index_(rows.size()),
        children_(rows.size()) {
    for (std::size_t row = 0; row < rows_.size(); ++row) add(row);
    for (Group& group : groups_) order_generations(group);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      const std::string& execution = rows_[row].execution_id;
      if (execution.empty()) continue;
      const auto [found, is_new] = by_execution_.emplace(execution, row);
      const bool is_other = !is_new && found->second != kNone &&
                            group_of_[found->second] != group_of_[row];
      if (is_other) found->second = kNone;
    }
    for (std::size_t group = 0; group < groups_.size(); ++group) link(group);
  }

  /// The rows in the order of the list, with their depths set.
  std::vector<std::size_t> list() {
    std::vector<std::size_t> order;
    std::vector<std::size_t> open;  // rows still to be listed, the next one last
    const auto push = [&](std::size_t group) {
      const auto& rows = groups_[group].rows;
      open.insert(open.end(), rows.rbegin(), rows.rend());
    };
    for (std::size_t group = 0; group < groups_.size(); ++group) {
      if (groups_[group].parent != kNone) continue;
      push(group);
      while (!open.empty()) {
        const std::size_t row = open.back();
        open.pop_back();
        order.push_back(row);
        const auto& children = children_[row];
        for (std::size_t i = children.size(); i-- > 0;) {
          for (const std::size_t each : groups_[children[i]].rows) {
            rows_[each].depth = rows_[row].depth + 1;
            rows_[each].parent = row;
          }
          push(children[i]);
        }
      }
    }
    return order;
  }

 private:
  void add(std::size_t row) {
    InstanceRow& each = rows_[row];
    each.parent.reset();
    each.depth = each.generation = each.generations = 0;
    const std::string_view id = platform_id(each);
    std::size_t group = groups_.size();
    if (!id.empty() && !each.problem) group = by_id_.emplace(id, group).first->second;
    if (group == groups_.size()) groups_.emplace_back();
    groups_[group].rows.push_back(row);
    group_of_[row] = group;
  }

  /// By when they started; where that is not known, leftovers before what overwrote them: in a
  /// table the oldest stand last.
  void order_generations(Group& group) {
    auto& rows = group.rows;
    take_times_of_copies(rows);
    group.has_times = std::all_of(rows.begin(), rows.end(),
                                  [&](std::size_t row) { return times_[row].has_value(); });
    if (rows.size() == 1) return;
    if (!group.has_times) {
      const auto first = std::stable_partition(
          rows.begin(), rows.end(), [&](std::size_t row) { return is_leftover(rows_[row]); });
      std::reverse(rows.begin(), first);
    } else {
      std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
        if (*times_[a] != *times_[b]) return *times_[a] < *times_[b];
        return is_leftover(rows_[a]) && !is_leftover(rows_[b]);
      });
    }
    put_copies_together(rows);
    std::size_t lives = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const bool is_new = i == 0 || !is_one_life(rows_[rows[i - 1]], rows_[rows[i]]);
      rows_[rows[i]].generation = lives += is_new ? 1 : 0;
      index_[rows[i]] = i;
    }
    for (const std::size_t row : rows) {
      if (lives == 1) rows_[row].generation = 0;
      rows_[row].generations = lives == 1 ? 0 : lives;
    }
  }

  /// What one file does not say of an execution another can.
  void take_times_of_copies(const std::vector<std::size_t>& rows) {
    std::unordered_map<std::string_view, base::Timestamp> known;
    for (const std::size_t row : rows) {
      times_[row] = rows_[row].started;
      const std::string& execution = rows_[row].execution_id;
      if (times_[row] && !execution.empty()) known.emplace(execution, *times_[row]);
    }
    for (const std::size_t row : rows) {
      const auto found = known.find(rows_[row].execution_id);
      if (found != known.end()) times_[row] = found->second;
    }
  }

  /// Copies of one execution stand behind its first row.
  void put_copies_together(std::vector<std::size_t>& rows) const {
    std::unordered_map<std::string_view, std::size_t> places;
    std::vector<std::pair<std::size_t, std::size_t>> placed;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string& execution = rows_[rows[i]].execution_id;
      const std::size_t place = execution.empty() ? i : places.emplace(execution, i).first->second;
      placed.emplace_back(place, rows[i]);
    }
    std::stable_sort(placed.begin(), placed.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = placed[i].second;
  }

  void link(std::size_t group) {
    for (const std::size_t row : groups_[group].rows) {
      const std::size_t parent_row = parent_row_of(row);
      if (parent_row == kNone) continue;
      const std::size_t parent = group_of_[parent_row];
      if (root_of(parent) == group) continue;  // it would be its own ancestor
      groups_[group].parent = parent;
      children_[parent_row].push_back(group);
      return;
    }
  }

  /// Paths are made shorter as they are walked, so that long ones are walked once.
  std::size_t root_of(std::size_t group) {
    if (roots_.empty()) {
      roots_.resize(groups_.size());
      for (std::size_t i = 0; i < roots_.size(); ++i) roots_[i] = i;
    }
    while (true) {
      const std::size_t up = roots_[group] != group ? roots_[group] : groups_[group].parent;
      if (up == kNone) return group;
      const std::size_t above = roots_[up] != up ? roots_[up] : groups_[up].parent;
      roots_[group] = above == kNone ? up : above;
      group = up;
    }
  }

  std::size_t parent_row_of(std::size_t row) const {
    const InstanceRow& child = rows_[row];
    const NumberedId id = split_numbered(platform_id(child));
    if (is_number(id.number, 16)) {
      const auto execution = by_execution_.find(id.before);
      if (execution != by_execution_.end() && execution->second != kNone) {
        return in_file_of(child, execution->second);
      }
    }
    if (!child.parent_id.empty()) return generation_of(child.parent_id, child);
    if (id.number.size() != 4 || !is_number(id.number, 16)) return kNone;
    return generation_of(id.before, child);
  }

  /// The newest generation that had started before the child; without times the newest one.
  std::size_t generation_of(std::string_view id, const InstanceRow& child) const {
    const auto found = by_id_.find(id);
    if (found == by_id_.end() || id == platform_id(child)) return kNone;
    const Group& group = groups_[found->second];
    if (!child.started || !group.has_times) return in_file_of(child, group.rows.back());
    const auto later = std::partition_point(
        group.rows.begin(), group.rows.end(),
        [&](std::size_t row) { return *times_[row] <= *child.started; });
    return in_file_of(child, later == group.rows.begin() ? group.rows.back() : *(later - 1));
  }

  /// The copy of that row which stands in the child's own file, where there is one.
  std::size_t in_file_of(const InstanceRow& child, std::size_t row) const {
    const auto& rows = groups_[group_of_[row]].rows;
    const auto is_copy = [&](std::size_t i) {
      return rows_[rows[i]].generation == rows_[row].generation;
    };
    std::size_t first = index_[row];
    while (first > 0 && is_copy(first - 1)) --first;
    for (std::size_t i = first; i < rows.size() && is_copy(i); ++i) {
      if (rows_[rows[i]].file == child.file) return rows[i];
    }
    return row;
  }

  std::vector<InstanceRow>& rows_;
  std::vector<std::optional<base::Timestamp>> times_;
  std::vector<std::size_t> group_of_;  ///< of each row
  std::vector<std::size_t> index_;     ///< of each row in its group
  std::vector<std::vector<std::size_t>> children_;  ///< groups that each row made
  std::vector<Group> groups_;          ///< in the order of their first rows
  std::unordered_map<std::string_view, std::size_t> by_id_;
  /// Row; kNone where two instances have it.
  std::unordered_map<std::string_view, std::size_t> by_execution_;
  std::vector<std::size_t> roots_;
};

}  // namespace

std::string_view platform_id(const InstanceRow& row) {
  return row.instance_id.empty() ? row.id : row.instance_id;
}

std::vector<std::size_t> link_instances(std::vector<InstanceRow>& rows) {
  std::vector<std::size_t> order = Linking(rows).list();
  std::vector<std::size_t> place(rows.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  std::vector<InstanceRow> listed;
  listed.reserve(rows.size());
  for (const std::size_t row : order) listed.push_back(std::move(rows[row]));
  for (InstanceRow& row : listed) {
    if (row.parent) row.parent = place[*row.parent];
  }
  rows = std::move(listed);
  return order;
}

void list_instances(Document& document) {
  const std::vector<Document::Place> before = std::move(document.places);
  document.places.clear();
  for (const std::size_t row : link_instances(document.rows)) {
    document.places.push_back(before.empty() ? Document::Place{0, row} : before[row]);
  }
}

}  // namespace core::session
