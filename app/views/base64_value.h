// Values that stand in base64 in a payload, found to be shown as what they are. Pure; used by every
// view of values.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/json.h"

namespace app::views {

/// What a text of base64 holds (core/base/base64.h): JSON, else a string. Empty when it is none.
std::optional<core::base::JsonValue> value_in_base64(std::string_view text);

/// The same of the member `data` of an object whose `metadata.encoding` says that it is JSON or
/// text, as Temporal writes payloads, however short it is. Empty for other objects.
std::optional<core::base::JsonValue> stated_value(const core::base::JsonValue& object);

/// Puts what base64 texts hold in their place, everywhere in the value. How many there were.
std::size_t decode_inside(core::base::JsonValue& value);

}  // namespace app::views
