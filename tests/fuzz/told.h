// What every word that a reader says to a person has to be: there, and fit to be shown.
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/model/report.h"

namespace tests::fuzz {

/// Neither control characters nor broken UTF-8.
bool is_showable(std::string_view text);

/// Code and message are there, without control characters or broken UTF-8.
void check_error(const core::base::Error& error);
/// The same of every remark, and places lie inside `size` bytes.
void check_report(const core::model::Report& report, std::uint64_t size);

}  // namespace tests::fuzz
