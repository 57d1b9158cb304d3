// The native twins of orchestrators.py.
#pragma once

#include <span>

#include "core/orchestrators/native/native_table.h"

namespace conformance {

std::span<const core::orchestrators::NativeRow> native_twins();

}  // namespace conformance
