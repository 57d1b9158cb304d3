// A trace in which every member of every noun is set, hostile bytes included.
#pragma once

#include "core/model/trace.h"

namespace tests {

core::model::Trace sample_trace();

}  // namespace tests
