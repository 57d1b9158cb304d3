// The rows of an Application Insights export, whichever way the tool wrote them: CSV, a list of
// objects, or the tables of a query's answer. One thread.
#pragma once

#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/importers/app_insights/tracking_row.h"
#include "core/importers/shape.h"

namespace core::importers {

/// Whether the file has a column customDimensions, in any of the forms.
bool has_dimensions(const Shape& shape);
/// All rows with dimensions; damage goes to the log. Throws FormatError "cancelled".
std::vector<TrackingRow> read_tracking_rows(std::string_view text, const std::string& file,
                                            RemarkLog& log, const base::WorkContext& work);

}  // namespace core::importers
