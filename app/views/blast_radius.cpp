#include "app/views/blast_radius.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "core/base/text.h"

namespace app::views {

namespace {

using Fate = BlastRow::Fate;

class Builder {
 public:
  Builder(const state::AppState& state, const core::model::Finding& finding)
      : state_(state), finding_(finding), code_(state::code_of(*state.reading)) {}

  std::vector<BlastRow> rows() {
    add_instances();
    for (const std::string& path : state_.listed_files) add_file(path);
    for (const state::SeenReading& seen : state_.seen) {
      if (!is_here(seen.file)) add_file(seen.file);
    }
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const BlastRow& a, const BlastRow& b) { return a.fate < b.fate; });
    return std::move(rows_);
  }

 private:
  bool is_here(const std::string& path) const { return state_.file && state_.file->path == path; }

  void add(BlastRow row, const state::SeenReading* seen) {
    constexpr std::array<const char*, 3> kTexts{"breaks the same way", "does not break this way",
                                                "not checked"};
    if (seen != nullptr) {
      row.fate = state::breaks_same_way(*seen, finding_) ? Fate::same_way : Fate::spared;
    }
    row.text = kTexts[static_cast<std::size_t>(row.fate)];
    rows_.push_back(std::move(row));
  }

  void add_instances() {
    if (!state_.file) return;
    const auto& instances = state_.file->instances;
    for (std::uint32_t i = 0; i < instances.size(); ++i) {
      if (i == state_.file->instance) continue;
      BlastRow row{Fate::not_checked, core::base::printable(instances[i].id), "", "", i};
      add(std::move(row), find_seen(state_.seen, state_.file->path, instances[i].id, code_));
    }
  }

  void add_file(const std::string& path) {
    const auto is_known = [&](const BlastRow& row) { return !row.instance && row.path == path; };
    if (is_here(path) || std::any_of(rows_.begin(), rows_.end(), is_known)) return;
    const std::string name = std::filesystem::path(path).filename().string();
    add({Fate::not_checked, core::base::printable(name), "", path, std::nullopt},
        find_seen(state_.seen, path, "", code_));
  }

  const state::AppState& state_;
  const core::model::Finding& finding_;
  std::string code_;
  std::vector<BlastRow> rows_;
};

}  // namespace

BlastRadius build_blast_radius(const state::AppState& state, std::size_t finding) {
  BlastRadius radius;
  radius.rows = Builder(state, state.reading->findings[finding]).rows();
  if (radius.rows.empty()) {
    radius.summary = "No other history was opened; yieldscope check tells it for a folder";
    return radius;
  }
  std::array<std::size_t, 3> counts{};
  for (const BlastRow& row : radius.rows) ++counts[static_cast<std::size_t>(row.fate)];
  const auto add = [&](const std::string& part) {
    radius.summary += (radius.summary.empty() ? "" : ", ") + part;
  };
  if (counts[0] > 0) {
    add(fmt::format("{} other {} the same way", counts[0],
                    counts[0] == 1 ? "history breaks" : "histories break"));
  }
  if (counts[1] > 0) add(fmt::format("{} {} not", counts[1], counts[1] == 1 ? "does" : "do"));
  if (counts[2] > 0) add(fmt::format("{} not checked", counts[2]));
  if (radius.rows.size() > kMaxBlastRows) radius.rows.resize(kMaxBlastRows);
  return radius;
}

}  // namespace app::views
