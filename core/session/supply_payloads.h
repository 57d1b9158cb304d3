// Puts the values that lie in blobs into a history, from a folder that the person names. What is
// not found stays offloaded, and the report says which blob is missing. Works for the history of
// every format. Private to this folder.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/importers/importer.h"
#include "core/session/payload_folder.h"

namespace core::session {

/// Of remarks that name the blob of a value; where a folder is given, what came of it takes their
/// place.
inline constexpr std::string_view kValueInBlob = "table.value_in_blob";

/// `folder` is null where none was named: then the values are only told apart from real ones.
/// Errors: cancelled.
base::Status supply_payloads(importers::Loaded& loaded, PayloadFolder* folder,
                             const std::string& file, const base::WorkContext& work);

}  // namespace core::session
