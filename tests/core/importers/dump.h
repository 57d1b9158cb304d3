// The canonical text of an imported file, for the case folders: everything a reader of the model
// can see, one event a line.
#pragma once

#include <string>

namespace core::importers {

/// Opens `bytes` through the registry and writes down what came of it, errors included.
std::string dump_import(std::string bytes, const std::string& file);

}  // namespace core::importers
