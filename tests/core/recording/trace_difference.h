// Compares two traces member by member, for tests of whatever writes, reads or rebuilds one.
#pragma once

#include <string>

#include "core/model/trace.h"

namespace tests {

/// The path of the first member that differs, e.g. "passes[2].outcome.segment.ops[0].name"; empty
/// when the traces are equal. The interpreter, which is never written, is not compared.
std::string first_difference(const core::model::Trace& a, const core::model::Trace& b);

}  // namespace tests
