#include "core/exporters/convert_losses.h"

#include <fmt/format.h>

#include "core/base/text.h"

namespace core::exporters {
namespace {

constexpr std::size_t kMostRanges = 1000;

}  // namespace

void ConvertLosses::add(const model::EventView& event, std::string_view what) {
  std::string type = base::printable(base::shorten(event.type_name(), 40));
  const auto [found, is_new] = index_.try_emplace(fmt::format("{}\n{}", type, what), losses_.size());
  if (is_new) losses_.push_back({std::move(type), std::string(what), {}});
  std::vector<std::uint32_t>& events = losses_[found->second].events;
  if (events.empty() || events.back() != event.index().value) events.push_back(event.index().value);
}

std::vector<std::string> ConvertLosses::sentences() const {
  std::vector<std::string> sentences = about_instance_;
  for (const Loss& loss : losses_) {
    sentences.push_back(
        fmt::format("{} ({}): {}", events_text(loss.events), loss.type, loss.what));
  }
  return sentences;
}

std::string events_text(const std::vector<std::uint32_t>& ascending) {
  std::vector<std::string> ranges;
  std::size_t told = 0;
  while (told < ascending.size() && ranges.size() < kMostRanges) {
    std::size_t end = told + 1;
    while (end < ascending.size() && ascending[end] == ascending[end - 1] + 1) ++end;
    if (end - told > 2) {
      ranges.push_back(fmt::format("{}-{}", ascending[told], ascending[end - 1]));
    } else {
      end = told + 1;
      ranges.push_back(std::to_string(ascending[told]));
    }
    told = end;
  }
  if (told < ascending.size()) ranges.push_back(fmt::format("{} more", ascending.size() - told));
  std::string text = ascending.size() == 1 ? "event " : "events ";
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == ranges.size() ? " and " : ", ") + ranges[i];
  }
  return text;
}

}  // namespace core::exporters
