// Reads the events of the newer Durable Task SDKs out of whatever they stand in: one list or
// several, around or inside a request, or one event a line. protobuf_json and sdk_export differ in
// how an event names its kind. Source: SEMANTICS 2f. One thread.
#pragma once

#include "core/importers/importer.h"

namespace core::importers {

/// How an event names its kind.
enum class SdkForm {
  oneof,  ///< by the one member that holds the rest; zeros are left out
  flat    ///< as text beside the rest
};

/// Errors: cancelled, import.damaged, import.no_events.
base::Result<std::unique_ptr<Import>> read_sdk_history(std::string_view text,
                                                       const std::string& file, SdkForm form,
                                                       const base::WorkContext& work);

}  // namespace core::importers
