// The answer to `source` (assets/runtimes/python/PROTOCOL.md), read into model values. What does not
// fit the protocol throws FormatError.
#pragma once

#include <string_view>
#include <vector>

#include "core/model/source_remark.h"

namespace core::orchestrators {

/// The remarks; how many more there were comes as a last one of the kind "more", its number in
/// `detail`.
std::vector<model::SourceRemark> read_remarks(std::string_view line);

}  // namespace core::orchestrators
