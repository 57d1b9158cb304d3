// What stays of a finding when lines move, values change, or another history shows it: the baseline
// of accepted findings and SARIF's partialFingerprints are keyed by it. Pure, any thread.
#pragma once

#include <string>
#include <string_view>

#include "core/model/finding.h"

namespace core::exporters {

/// 32 lower-case hexadecimal digits over the rule, the orchestrator's recorded name, file,
/// function, kind of difference and both sides without their values (skeleton). Not over lines,
/// passes, yields, events or instances.
std::string fingerprint(std::string_view orchestrator, const model::Finding& finding);

/// The text without what quotes, brackets and digits hold:
/// `activity Hello("Tokyo")` and `activity Hello(<text 5>)` both give `activity Hello()`.
std::string skeleton(std::string_view text);

/// The first `digits` (at most 64) hexadecimal digits of the SHA-256 of the bytes.
std::string short_hash(std::string_view bytes, std::size_t digits);

}  // namespace core::exporters
