// Collects remarks about events with their places, and keeps a broken file of a million events
// from making a million remarks: of each code the first twenty stand in full, the rest as a count.
// Made by importers, one a Report; one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/model/report.h"

namespace core::importers {

/// Where an event stands in its file: byte of its first character, and its position in the list.
struct EventPlace {
  std::uint64_t byte = 0;
  std::size_t number = 0;
};

/// Makes a Location of a place; the reader knows the file's lines and paths.
using Locator = std::function<base::Location(const EventPlace&)>;

/// Adds to a Report that outlives it.
class RemarkLog {
 public:
  explicit RemarkLog(model::Report& report) : report_(report) {}

  void set_locator(Locator locator) { locator_ = std::move(locator); }
  /// `member` is appended to the JSON path of the event when it is not empty.
  void add(model::Severity severity, std::string_view code, std::string message,
           const EventPlace& place, std::string_view member = {});
  void add_at(model::Severity severity, std::string_view code, std::string message,
              base::Location where);
  /// Adds the counts of what was held back. Call once, at the end.
  void finish();

 private:
  bool has_room(std::string_view code, model::Severity severity);

  struct Tally {
    model::Severity severity = model::Severity::information;
    std::size_t seen = 0;
  };

  model::Report& report_;
  Locator locator_;
  std::map<std::string, Tally, std::less<>> tallies_;
};

}  // namespace core::importers
