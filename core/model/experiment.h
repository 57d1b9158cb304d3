// A run of the same passes under one changed condition: what changes the yields is the cause. Made
// by core/session (prove), read by diagnostics, which rank causes by it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/model/ids.h"
#include "core/model/place.h"

namespace core::model {

/// What was otherwise than in the run it is compared with; `none` shows what differs by itself.
enum class Condition : std::uint8_t { none, clock, random, hash_seed, environment };
std::string_view name_of(Condition condition);

/// The first difference between two runs of the same passes.
struct Experiment {
  Condition condition = Condition::none;
  bool has_changed = false;
  /// Where; meaningless when nothing changed.
  PassIndex pass;
  YieldIndex yield;
  Place place;
  std::string before;  ///< in words: what the code did in the run as it is
  std::string after;   ///< in words: what it did under the condition
  /// Why the experiment could not be made; empty when it was.
  std::string not_made;

  friend bool operator==(const Experiment&, const Experiment&) = default;
};

}  // namespace core::model
