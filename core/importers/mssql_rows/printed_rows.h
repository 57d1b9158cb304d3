// What SQL tools make of a query's answer: FOR JSON cut into lines of one column, tables aligned by
// blanks under a line of dashes, the count of rows below. Undone before the rows are read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace core::importers {

/// The JSON that FOR JSON PATH gave: joined out of the lines that sqlcmd and SSMS print, the cells
/// of a CSV, or an array of rows of that one column. Empty when the text is none of those.
std::optional<std::string> joined_for_json(std::string_view text);
/// A table that sqlcmd or SSMS aligned by blanks, as CSV; empty when the text is none.
std::optional<std::string> csv_of_sql_table(std::string_view text);

}  // namespace core::importers
