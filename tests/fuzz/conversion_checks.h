// What must hold of histories that are written in another format. Called by fuzz.cpp.
#pragma once

#include <string_view>

namespace tests::fuzz {

/// Writes every instance of the file in every format and reads it again: what is not told as lost
/// is the same. As a trace all of it is.
void check_conversion(std::string_view bytes);

}  // namespace tests::fuzz
