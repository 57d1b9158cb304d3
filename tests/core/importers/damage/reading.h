// What a file says, flattened to texts that two readings can be compared by: every value of every
// event, every remark, or the error. Made by read_all, read by the damage tests.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/report.h"

namespace core::importers {

/// The values of one event as "label=value"; what the event does not have stands not there.
using EventValues = std::vector<std::string>;

struct ReadInstance {
  std::string id;
  std::vector<std::string> envelope;  ///< as EventValues
  std::vector<EventValues> events;
  std::size_t recorded = 0;  ///< of the events, those that were not worked out
  model::Fidelity fidelity = model::Fidelity::exact;
  std::optional<base::Error> problem;  ///< why it could not be loaded
};

struct Reading {
  std::optional<base::Error> error;  ///< why the file could not be opened
  std::string format;
  bool was_wrapped = false;  ///< places count in a text that stood inside the file
  std::vector<ReadInstance> instances;
  std::vector<model::Remark> remarks;  ///< of the file, then of each instance

  /// Events that stand in the file.
  std::size_t events() const;
  bool has_same_values(const Reading& other) const;
  /// Whether any value holds the text.
  bool shows(std::string_view text) const;
  /// The remarks that the other reading has not, told by code and place-free wording.
  std::vector<const model::Remark*> remarks_beyond(const Reading& other) const;
};

/// Opens the bytes through the registry and loads every instance.
Reading read_all(std::string bytes, const std::string& file);

/// What no Error may lack, in words; empty when it has everything.
std::string missing_in(const base::Error& error);

}  // namespace core::importers
