// How Python shows JSON values: str() and repr(), where the SDK puts a value into a message.
#pragma once

#include <string>

#include "core/base/json.h"

namespace core::engine {

/// str(value): a string is itself, everything else its repr().
std::string python_str(const base::JsonValue& value);
/// type(value).__name__ of what json.loads makes of it, e.g. "NoneType".
std::string_view python_type(const base::JsonValue& value);
std::string python_repr(const base::JsonValue& value);

}  // namespace core::engine
