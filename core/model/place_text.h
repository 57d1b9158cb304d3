// Places in words: "p3.y2" for a stop of a pass, "orchestrator.py:14" for a line of the source. Said
// the same way by findings, reports and the command line. Texts are as recorded; where_words alone
// is free of control characters. Pure.
#pragma once

#include <string>

#include "core/model/trace.h"

namespace core::model {

/// "p3.y2", or "p3.end" behind the last yield. REQUIRES: the trace has the pass.
std::string locator_of(const Trace& trace, PassIndex pass, YieldIndex yield);
/// The same of a place, "p3" where it names no yield; empty without a pass, or when the trace has no
/// such pass. Without a trace (null) passes are counted from 1.
std::string locator_of(const FindingPlace& place, const Trace* trace);
/// "orchestrator.py:14", "orchestrator.py" without a line, or empty.
std::string file_and_line(const FindingPlace& place);
std::string file_and_line(const Place& place);
/// "orchestrator.py:14 three_cities, p3.y2, event 10"; with a history "event 10 (TaskScheduled)",
/// and no event that it has not. Both may be null.
std::string where_words(const FindingPlace& place, const Trace* trace,
                        const History* history = nullptr);

}  // namespace core::model
