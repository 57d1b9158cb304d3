// One good sample of every format and layout, for damage too costly to do to all of them.
#pragma once

#include <vector>

#include "tests/core/importers/damage/sample_text.h"

namespace core::importers {

/// Named by format and layout: "mssql_rows_csv".
std::vector<SampleText> one_of_each_format();

}  // namespace core::importers
