// GUIDs that come out the same in every pass: from the instance, the clock and how many there were.
// Source: SEMANTICS 3.1, Guids.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/timestamp.h"

namespace core::orchestrators {

/// As context.new_uuid() of the Python SDK makes the `count`th, from 0. `clock` in microseconds.
std::string make_uuid(std::string_view instance_id, base::Timestamp clock, std::uint32_t count);
/// As context.new_guid() does; both count with the same counter.
std::string make_guid(std::string_view instance_id, base::Timestamp clock, std::uint32_t count);

}  // namespace core::orchestrators
