#include "core/importers/common/row_json.h"

#include "core/base/json_writer.h"

namespace core::importers {

std::string row_as_json(const TableRow& row) {
  base::JsonWriter json;
  json.begin_object();
  for (const Cell& cell : row.cells) {
    json.key(cell.column);
    if (cell.kind == '"') {
      json.string(cell.text);
    } else {
      json.raw(cell.text);
    }
  }
  json.end_object();
  return json.take();
}

}  // namespace core::importers
