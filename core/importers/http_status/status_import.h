// Opens a file of statuses: finds each with the place of its events, and reads one at a time.
#pragma once

#include "core/importers/importer.h"

namespace core::importers {

/// Errors: import.no_history when no status carries events; cancelled. Throws FormatError.
base::Result<std::unique_ptr<Import>> open_statuses(std::string bytes, const std::string& file,
                                                    const base::WorkContext& work);

}  // namespace core::importers
