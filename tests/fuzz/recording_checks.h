// What must hold of any bytes that the readers of our own files are given. Called by fuzz.cpp.
#pragma once

#include <string_view>

namespace tests::fuzz {

/// Reads the bytes as trace or recording; what was read is written, and reads back the same.
void check_recording(std::string_view bytes);

}  // namespace tests::fuzz
