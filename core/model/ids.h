// The ids of the model. Different things have different types.
#pragma once

#include <cstdint>

#include "core/base/strong_id.h"

namespace core::model {

/// Position of an event in its History, from 0. Events are keyed by it: EventId is not unique.
using EventIndex = base::StrongId<struct EventIndexTag, std::uint32_t>;
/// Id as recorded in the history: the sequence id of a scheduling event, -1 for most others.
using EventId = base::StrongId<struct EventIdTag, std::int32_t>;
/// A task of one pass: creation order, from 0. Equal code gives equal handles in every pass.
using TaskHandle = base::StrongId<struct TaskHandleTag, std::uint32_t>;
/// Position of a yield in its pass, from 0; people see y1 for 0.
using YieldIndex = base::StrongId<struct YieldIndexTag, std::uint32_t>;
/// Position of a pass in its Trace, from 0; people see p1 for 0.
using PassIndex = base::StrongId<struct PassIndexTag, std::uint32_t>;
using SpineIndex = base::StrongId<struct SpineIndexTag, std::uint32_t>;
using PlaceIndex = base::StrongId<struct PlaceIndexTag, std::uint32_t>;

inline constexpr EventIndex kNoEvent{0xffffffffu};
inline constexpr EventId kNoEventId{-1};
inline constexpr TaskHandle kNoTask{0xffffffffu};
inline constexpr PlaceIndex kNoPlace{0xffffffffu};

}  // namespace core::model
