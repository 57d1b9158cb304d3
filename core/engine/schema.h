// Which replay schema an instance runs under, and the limits that come with it, from the worker
// payload and the flavour. Source: SEMANTICS 3.1, Construction; DESIGN 5, Flavours.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/timestamp.h"
#include "core/engine/flavour.h"
#include "core/model/history.h"

namespace core::engine {

/// What the SDK's interpreter needs to know of flavour and payload.
struct SdkRules {
  /// 1 = V1, 2 = V2, 3 = V3.
  std::int32_t schema = 2;
  /// Timers beyond the longest one become legs.
  bool has_long_timers = false;
  /// A yielded task that an early event has settled is emitted all the same.
  bool emits_settled = false;
  /// The output must be plain JSON.
  bool has_plain_output = false;
  /// Any value may be yielded and is a task of its own; there is no context.
  bool is_plain_generator = false;
  std::int64_t longest_timer_ticks = 0;  ///< maximumShortTimerDuration; 0: no timer is too long
  std::int64_t timer_leg_ticks = 0;      ///< longRunningTimerIntervalDuration
  /// Set when the SDK refuses the payload: the text of its ValueError.
  std::optional<std::string> refusal;
};

/// A payload that names no schema, such as a table export, is taken as what the host sends today.
SdkRules resolve_rules(const Flavour& flavour, const model::Envelope& envelope);

}  // namespace core::engine
