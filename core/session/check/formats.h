// The result of a check as a text for machines and browsers. The one place that knows the formats.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/model/check_result.h"

namespace core::session {

/// What check_document() writes.
inline constexpr std::array<const char*, 4> kCheckFormats{"json", "junit", "sarif", "html"};

/// REQUIRES: `format` is one of kCheckFormats. `version` is the program's.
std::string check_document(const model::CheckResult& result, std::string_view format,
                           std::string_view version);

}  // namespace core::session
