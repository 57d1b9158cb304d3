// A history with some of its values replaced: what an export left out and something beside it has.
// Used by supply_payloads and the join with an Instances table. Private to this folder.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "core/model/history.h"

namespace core::session {

/// Where a value of an event stands.
enum class ValuePlace : std::uint8_t { payload, details, failure_details };

/// "Result", "Details", as the platform calls it in an event of that type.
std::string_view member_name(model::EventType type, ValuePlace place);

/// Called for every value that is there; empty: it stays.
using ReplaceValue =
    std::function<std::optional<model::Payload>(const model::EventView&, ValuePlace,
                                                model::PayloadView)>;

/// `envelope` takes the place of the history's own; its input follows that of ExecutionStarted
/// where it was taken from there.
std::shared_ptr<const model::History> with_values(const model::History& history,
                                                  const ReplaceValue& replace,
                                                  const model::Envelope& envelope);

}  // namespace core::session
