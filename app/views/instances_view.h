// The instances of a document as rows of a tree, under a filter: parents with their children behind
// them. Rows are made when they come into sight, so that a hundred thousand cost what is looked at.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/state/instance_list.h"

namespace app::views {

/// One row, in printable words.
struct InstanceLine {
  std::size_t row = SIZE_MAX;   ///< in the document
  std::size_t indent = 0;       ///< parents above it that are shown
  std::size_t children = 0;     ///< directly behind it
  bool is_folded = false;       ///< its children are out of sight
  std::string folded;           ///< then: "3 children folded"
  state::InstanceGroup group = state::InstanceGroup::unknown;
  std::string name;             ///< of the orchestrator, else the id; of no instance: the file
  std::string id;               ///< of no instance: what went wrong
  std::string generation;       ///< "2 of 3"; empty where there is only one
  std::string started;          ///< "2024-05-01 10:00:02"; empty when not known
  std::string events;           ///< "16 events", "16 rows"
  std::string file;             ///< its name; empty outside a corpus
  /// For the tooltip: names and values of what is known besides; empty values left out.
  std::vector<std::pair<std::string_view, std::string>> details;
};

/// How many rows a group has, over all rows.
struct GroupCount {
  state::InstanceGroup group = state::InstanceGroup::unknown;
  std::size_t count = 0;
  std::string text;  ///< "Failed 9"
};

class InstancesView {
 public:
  InstancesView() = default;
  explicit InstancesView(state::InstanceRowsPtr rows);

  /// Whether it shows other rows: then build a new one.
  bool is_stale(const state::InstanceRowsPtr& rows) const { return rows_ != rows; }
  /// Begins the search anew when the filter or what is folded has changed.
  void update(const state::InstanceList& list);
  std::size_t total() const { return rows_ ? rows_->size() : 0; }
  std::size_t size() const { return shown_.size(); }
  /// Valid until another 256 lines were asked for. REQUIRES: index < size().
  const InstanceLine& line(std::size_t index);
  /// Row of the document at a position, and the position of a row or of the next one after it;
  /// size() when none is.
  std::size_t row_at(std::size_t index) const { return shown_[index]; }
  std::size_t index_of(std::size_t row) const;
  /// Groups that have rows, in their order. One group alone is none to choose from.
  const std::vector<GroupCount>& groups() const { return groups_; }
  /// Of a corpus: "1,000 instances in 40 files", and "39 storage-table, 1 http-status, 1 not
  /// readable" by files; both empty otherwise.
  const std::string& corpus_text() const { return corpus_text_; }
  const std::string& formats_text() const { return formats_text_; }
  /// "51 of 1,000", or "1,000 instances" while nothing is hidden.
  const std::string& shown_text() const { return shown_text_; }
  bool is_filtered() const { return is_filtered_; }
  /// Rows are left to look at: call search() once a frame until none is.
  bool is_searching() const { return searched_ < total(); }
  void search(std::chrono::microseconds time);

 private:
  struct Slot {
    std::size_t index = SIZE_MAX;
    InstanceLine value;
  };
  /// What is known of a row from those before it.
  struct Known {
    std::uint32_t children = 0;
    std::uint16_t indent = 0;
    bool is_shown = false, is_hidden_below = false;
  };

  void look_at(std::size_t row);
  void count_groups();
  void count_files();
  void describe();
  InstanceLine make_line(std::size_t row) const;

  state::InstanceRowsPtr rows_;
  std::uint64_t version_ = 0;
  state::InstanceMatcher matcher_;
  std::set<std::size_t> folded_;
  bool is_filtered_ = false;
  std::size_t searched_ = 0;
  std::vector<Known> known_;
  std::vector<std::size_t> shown_;  // ascending
  std::vector<GroupCount> groups_;
  std::string shown_text_, corpus_text_, formats_text_;
  bool has_problems_ = false;
  std::vector<Slot> cache_;
};

}  // namespace app::views
