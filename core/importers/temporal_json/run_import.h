// Opens a file of Temporal or Cadence runs and reads one at a time into a timeline with passes.
#pragma once

#include "core/importers/importer.h"

namespace core::importers {

/// `platform` is "Temporal" or "Cadence". Throws FormatError.
base::Result<std::unique_ptr<Import>> open_temporal_runs(std::string bytes, const std::string& file,
                                                         const std::string& platform,
                                                         const base::WorkContext& work);

}  // namespace core::importers
