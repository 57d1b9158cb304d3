// What a converted history could not keep, collected event by event and told in few lines: equal
// losses of equal kinds of event are one sentence that names all their events. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/model/history.h"

namespace core::exporters {

/// Grows while a history is written.
class ConvertLosses {
 public:
  /// `what` follows the event in a sentence: "IsPlayed has no place in the format".
  void add(const model::EventView& event, std::string_view what);
  /// About the instance as a whole; a sentence of its own.
  void add(std::string what) { about_instance_.push_back(std::move(what)); }

  /// About the instance first, then in the order of the first event of each.
  std::vector<std::string> sentences() const;

 private:
  struct Loss {
    std::string type, what;
    std::vector<std::uint32_t> events;  // ascending
  };

  std::vector<std::string> about_instance_;
  std::vector<Loss> losses_;
  std::unordered_map<std::string, std::size_t> index_;  // by type and sentence
};

/// "event 3", "events 3, 5-9 and 12"; counts what is beyond the first thousand ranges.
std::string events_text(const std::vector<std::uint32_t>& ascending);

}  // namespace core::exporters
