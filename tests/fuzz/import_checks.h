// What must hold of any bytes that an importer is given; a broken promise stops the program, which
// libFuzzer keeps as a finding. Called by fuzz.cpp.
#pragma once

#include <string_view>

#include "core/importers/importer.h"

namespace tests::fuzz {

/// Opens what the importer's sniff accepts, loads every instance, and looks at all of it.
void check_importer(const core::importers::Importer& importer, std::string_view bytes);

/// The same through the importers' door, which unpacks and recognises.
void check_registry(std::string_view bytes);

}  // namespace tests::fuzz
