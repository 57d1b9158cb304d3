#include "app/views/instances_view.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

#include "app/views/event_text.h"
#include "core/base/text.h"

namespace app::views {

namespace {

using core::base::with_thousands;

constexpr std::size_t kCachedLines = 256;
/// Rows looked at between two looks at the clock.
constexpr std::size_t kSearchStep = 512;
constexpr std::uint16_t kMostIndent = 1'000;

/// "2024-05-01 10:00:02", to the second.
std::string started_text(const core::session::InstanceRow& row) {
  if (!row.started) return "";
  std::string text = time_text(*row.started);
  constexpr std::size_t kToSeconds = 19;
  if (text.size() < kToSeconds) return text;
  text.resize(kToSeconds);
  text[text.find('T')] = ' ';
  return text;
}

}  // namespace

InstancesView::InstancesView(state::InstanceRowsPtr rows)
    : rows_(std::move(rows)), cache_(kCachedLines) {
  known_.resize(total());
  for (std::size_t row = 0; row < total(); ++row) {
    const auto parent = (*rows_)[row].parent;
    if (parent && *parent < row) ++known_[*parent].children;
  }
  count_groups();
  count_files();
  describe();
}

void InstancesView::update(const state::InstanceList& list) {
  if (version_ == list.version) return;
  version_ = list.version;
  matcher_ = state::InstanceMatcher(list.filter);
  folded_ = list.folded;
  is_filtered_ = !list.filter.is_empty();
  searched_ = 0;
  shown_.clear();
  for (Slot& slot : cache_) slot.index = SIZE_MAX;
  describe();
}

void InstancesView::count_groups() {
  std::array<std::size_t, state::kInstanceGroups> counts{};
  for (std::size_t row = 0; row < total(); ++row) {
    ++counts[static_cast<std::size_t>(state::group_of((*rows_)[row]))];
  }
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const auto group = static_cast<state::InstanceGroup>(i);
    groups_.push_back(
        {group, counts[i], std::string(name_of(group)) + " " + with_thousands(counts[i])});
  }
}

void InstancesView::count_files() {
  std::map<std::string_view, std::string_view> formats;  // by file
  for (std::size_t row = 0; row < total(); ++row) {
    const core::session::InstanceRow& instance = (*rows_)[row];
    if (instance.file.empty()) continue;
    formats.try_emplace(instance.file, instance.problem ? std::string_view("not readable")
                                                        : std::string_view(instance.format));
  }
  if (formats.empty()) return;
  std::map<std::string_view, std::size_t> counts;
  for (const auto& [file, format] : formats) ++counts[format];
  std::vector<std::pair<std::string_view, std::size_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& [format, count] : sorted) {
    if (format.empty()) continue;
    formats_text_ += (formats_text_.empty() ? "" : ", ") + with_thousands(count) + " " +
                     core::base::printable(format);
  }
  std::size_t instances = 0;
  for (const core::session::InstanceRow& row : *rows_) instances += row.problem ? 0 : 1;
  has_problems_ = instances < total();
  corpus_text_ = with_thousands(instances) + (instances == 1 ? " instance in " : " instances in ") +
                 with_thousands(formats.size()) + (formats.size() == 1 ? " file" : " files");
}

/// A filter finds rows wherever they are: what is folded away counts only without one.
void InstancesView::look_at(std::size_t row) {
  const core::session::InstanceRow& instance = (*rows_)[row];
  Known& known = known_[row];
  known.is_shown = matcher_.fits(instance);
  if (instance.parent && *instance.parent < row) {
    const Known& parent = known_[*instance.parent];
    known.indent = std::min<std::uint16_t>(
        static_cast<std::uint16_t>(parent.indent + (parent.is_shown ? 1 : 0)), kMostIndent);
    known.is_hidden_below = parent.is_hidden_below || folded_.contains(*instance.parent);
    known.is_shown = known.is_shown && (is_filtered_ || !known.is_hidden_below);
  }
  if (known.is_shown) shown_.push_back(row);
}

void InstancesView::search(std::chrono::microseconds time) {
  if (!is_searching()) return;
  const auto end = std::chrono::steady_clock::now() + time;
  do {
    const std::size_t stop = std::min(searched_ + kSearchStep, total());
    for (; searched_ < stop; ++searched_) look_at(searched_);
  } while (is_searching() && std::chrono::steady_clock::now() < end);
  describe();
}

void InstancesView::describe() {
  const bool is_all = !is_searching() && shown_.size() == total();
  // A file that could not be read is a row without an instance.
  const std::string_view kind = has_problems_ ? " row" : " instance";
  shown_text_ = is_all ? with_thousands(total()) + std::string(kind) + (total() == 1 ? "" : "s")
                       : with_thousands(shown_.size()) + " of " + with_thousands(total());
  if (is_searching()) shown_text_ += ", searching";
}

std::size_t InstancesView::index_of(std::size_t row) const {
  return static_cast<std::size_t>(std::lower_bound(shown_.begin(), shown_.end(), row) -
                                  shown_.begin());
}

const InstanceLine& InstancesView::line(std::size_t index) {
  Slot& slot = cache_[index % kCachedLines];
  if (slot.index != index) {
    slot.value = make_line(shown_[index]);
    slot.index = index;
  }
  return slot.value;
}

InstanceLine InstancesView::make_line(std::size_t row) const {
  const core::session::InstanceRow& instance = (*rows_)[row];
  using core::base::printable;
  InstanceLine line;
  line.row = row;
  line.indent = known_[row].indent;
  line.children = known_[row].children;
  line.is_folded = !is_filtered_ && folded_.contains(row);
  line.folded = with_thousands(line.children) + (line.children == 1 ? " child" : " children") +
                " folded";
  line.group = state::group_of(instance);
  line.file = printable(std::filesystem::path(instance.file).filename().string());
  const auto add = [&line](const char* name, std::string text) {
    if (!text.empty()) line.details.emplace_back(name, std::move(text));
  };
  if (instance.problem) {
    line.name = std::exchange(line.file, {});
    if (line.name.empty()) line.name = printable(instance.id);
    line.id = printable(instance.problem->message);
    add("what is wrong", line.id);
    add("what to do", printable(instance.problem->hint));
    add("file", printable(instance.file));
    return line;
  }
  line.name = printable(instance.name.empty() ? instance.id : instance.name);
  line.id = printable(instance.id);
  if (instance.generations > 1) {
    line.generation =
        std::to_string(instance.generation) + " of " + std::to_string(instance.generations);
  }
  line.started = started_text(instance);
  line.events = core::base::count_of(instance.events, instance.counts_rows ? "row" : "event");
  add("instance", line.id);
  add("status", std::string(name_of(line.group)));
  add("started", line.started);
  add("holds", line.events);
  if (!line.generation.empty()) add("generation", line.generation + " (continued as new)");
  add("execution", printable(instance.execution_id));
  add("child of", printable(instance.parent_id));
  if (line.children > 0) add("children", with_thousands(line.children));
  add("format", printable(instance.format));
  add("file", printable(instance.file));
  return line;
}

}  // namespace app::views
