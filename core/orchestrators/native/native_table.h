// The native orchestrators by name: what `native:NAME` can be. To add one: a file in samples/, its
// declaration there, and a row here.
#pragma once

#include <span>
#include <string_view>

#include "core/orchestrators/native/native_run.h"

namespace core::orchestrators {

/// One row.
struct NativeRow {
  std::string_view name;
  NativeFunction function;
  std::string_view summary;
};

std::span<const NativeRow> native_rows();

/// Errors: target.not_found, with what was probably meant or all there is.
base::Result<std::unique_ptr<Target>> open_native_target(std::string_view name);

}  // namespace core::orchestrators
