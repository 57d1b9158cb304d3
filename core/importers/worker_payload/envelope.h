// The members around the events of a worker payload. Source: SEMANTICS 2a, FORMAT.md.
#pragma once

#include <string>
#include <string_view>

#include "core/importers/common/json_cursor.h"
#include "core/importers/common/remark_log.h"
#include "core/model/history.h"

namespace core::importers {

/// Puts one member into the envelope. A member of the wrong kind is left out with a remark; one
/// that nobody knows gets a remark too.
void put_envelope_member(std::string_view key, const JsonSpan& value, const base::Location& where,
                         model::Envelope& envelope, RemarkLog& remarks);

}  // namespace core::importers
