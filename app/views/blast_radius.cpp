#include "app/views/blast_radius.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "core/base/text.h"

namespace app::views {

namespace {

using Fate = BlastRow::Fate;

/// Among a hundred thousand instances only those that are shown become rows; the others count.
class Builder {
 public:
  Builder(const state::AppState& state, const core::model::Finding& finding)
      : state_(state), finding_(finding) {
    const std::string code = state::code_of(*state.reading);
    for (const state::SeenReading& seen : state.seen) {
      if (seen.code == code) seen_.emplace(Place{seen.file, seen.instance}, &seen);
    }
  }

  BlastRadius build() {
    add_instances();
    for (const state::SeenReading& seen : state_.seen) {
      if (!listed_.insert(seen.file).second) continue;
      const auto same_code = seen_.lower_bound(Place{seen.file, ""});
      const bool is_known = same_code != seen_.end() && same_code->first.first == seen.file;
      add_file(seen.file, is_known ? same_code->second : nullptr);
    }
    std::stable_sort(radius_.rows.begin(), radius_.rows.end(),
                     [](const BlastRow& a, const BlastRow& b) { return a.fate < b.fate; });
    if (radius_.rows.size() > kMaxBlastRows) radius_.rows.resize(kMaxBlastRows);
    radius_.summary = summary();
    return std::move(radius_);
  }

 private:
  using Place = std::pair<std::string_view, std::string_view>;  // file and instance

  void add(const state::SeenReading* seen, const auto& make_row) {
    constexpr std::array<const char*, 3> kTexts{"breaks the same way", "does not break this way",
                                                "not checked"};
    const Fate fate = seen == nullptr                            ? Fate::not_checked
                      : state::breaks_same_way(*seen, finding_) ? Fate::same_way
                                                                : Fate::spared;
    const auto number = static_cast<std::size_t>(fate);
    if (counts_[number]++ >= kMaxBlastRows) return;
    BlastRow row = make_row();
    row.fate = fate;
    row.text = kTexts[number];
    radius_.rows.push_back(std::move(row));
  }

  void add_instances() {
    if (!state_.file) return;
    listed_.insert(state_.file->path);
    const auto& instances = *state_.file->instances;
    for (std::uint32_t i = 0; i < instances.size(); ++i) {
      if (i == state_.file->instance || instances[i].problem) continue;
      const std::string& file = instances[i].file.empty() ? state_.file->path : instances[i].file;
      const auto seen = seen_.find(Place{file, instances[i].id});
      listed_.insert(file);
      add(seen == seen_.end() ? nullptr : seen->second, [&] {
        return BlastRow{Fate::not_checked, core::base::printable(instances[i].id), "", "", i};
      });
    }
  }

  void add_file(const std::string& path, const state::SeenReading* seen) {
    add(seen, [&] {
      const std::string name = std::filesystem::path(path).filename().string();
      return BlastRow{Fate::not_checked, core::base::printable(name), "", path, std::nullopt};
    });
  }

  std::string summary() const {
    if (radius_.rows.empty()) {
      return "No other history was opened; yieldscope check tells it for a folder";
    }
    std::string text;
    const auto add_part = [&](const std::string& part) {
      text += (text.empty() ? "" : ", ") + part;
    };
    if (counts_[0] > 0) {
      add_part(fmt::format("{} other {} the same way", counts_[0],
                           counts_[0] == 1 ? "history breaks" : "histories break"));
    }
    if (counts_[1] > 0) {
      add_part(fmt::format("{} {} not", counts_[1], counts_[1] == 1 ? "does" : "do"));
    }
    if (counts_[2] > 0) add_part(fmt::format("{} not checked", counts_[2]));
    return text;
  }

  const state::AppState& state_;
  const core::model::Finding& finding_;
  std::map<Place, const state::SeenReading*> seen_;  // with the code on screen
  std::set<std::string_view> listed_;  // files that stand there already
  std::array<std::size_t, 3> counts_{};
  BlastRadius radius_;
};

}  // namespace

BlastRadius build_blast_radius(const state::AppState& state, std::size_t finding) {
  return Builder(state, state.reading->findings[finding]).build();
}

}  // namespace app::views
