// What reading an orchestrator's source showed, without running it: a call that must not stand in
// one. Made by the runtime that knows the language, read by diagnostics, which match it with evidence.
#pragma once

#include <cstdint>
#include <string>

#include "core/model/place.h"

namespace core::model {

/// One expression of the source. Source of the kinds: SEMANTICS 4.3.
struct SourceRemark {
  /// clock, uuid, random, sleep, thread, async, network, file, environment, process, binding,
  /// global, order, loop, log, replaying, unyielded, wait, swallow, catch_type, unread, more.
  std::string kind;
  std::string detail;  ///< the expression as the code writes it, e.g. "datetime.now()"
  Place place;
  std::uint32_t column = 0;      ///< from 1, in characters
  std::uint32_t end_column = 0;  ///< one behind the last character; 0 when it ends on another line
  /// What to write instead of the expression, e.g. "context.current_utc_datetime"; may be empty.
  std::string replacement;

  friend bool operator==(const SourceRemark&, const SourceRemark&) = default;
};

}  // namespace core::model
