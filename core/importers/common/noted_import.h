// An import about whose file there is more to say than its importer could know: how the bytes were
// damaged before any format was looked for. Made by the registry; as its inner import in all else.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/importers/importer.h"

namespace core::importers {

class Pace;

/// The import with the remarks before its own; as it is when there are none.
std::unique_ptr<Import> with_remarks(std::unique_ptr<Import> import,
                                     std::vector<model::Remark> remarks);

/// What is wrong with a text whatever its format: bytes that are no UTF-8, and why its packing
/// ended early (empty: it did not).
std::vector<model::Remark> remarks_on_text(std::string_view text, std::string_view packing_damage,
                                           const std::string& file, Pace* pace = nullptr);

}  // namespace core::importers
