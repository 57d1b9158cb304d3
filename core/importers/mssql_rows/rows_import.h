// An opened file of MSSQL rows: finds the instances, reads one at a time in SequenceNumber order.
#pragma once

#include "core/importers/importer.h"

namespace core::importers {

/// `key` names the array of rows of a JSON file. Throws FormatError.
base::Result<std::unique_ptr<Import>> open_mssql_rows(std::string bytes, const std::string& file,
                                                      bool is_csv, const std::string& key,
                                                      const base::WorkContext& work);

}  // namespace core::importers
