// From a place of the trace to the event and the source line that belong to it, and back. Pure;
// the ledger of the pass in question comes from session::ledger.
#pragma once

#include <optional>

#include "app/state/focus.h"
#include "app/state/reading.h"
#include "core/model/ledger.h"

namespace app::state {

/// What the focus means beside its place: a click's pick where there is one, else derived.
struct Derived {
  model::EventIndex event = model::kNoEvent;
  std::optional<SourceLine> line;
  friend bool operator==(const Derived&, const Derived&) = default;
};

/// The task yielded there, after following `child` (positions from 1) into any and all; kNoTask
/// for no yield, no task, or no such child.
model::TaskHandle task_at(const Reading& reading, model::PassIndex pass, model::YieldIndex yield,
                          const std::vector<std::uint32_t>& child = {});

/// The event that answered the yield in this pass; kNoEvent while it waits.
model::EventIndex answering_event(const Reading& reading, model::PassIndex pass,
                                  model::YieldIndex yield);
/// The event that the platform wrote for the yield's task (of a compound: of its first leaf that
/// has one); kNoEvent when it wrote none.
model::EventIndex scheduling_event(const Reading& reading, const model::Ledger& ledger,
                                   model::PassIndex pass, model::YieldIndex yield,
                                   const std::vector<std::uint32_t>& child = {});

/// Event and line of the focus. Start: the episode's OrchestratorStarted; a yield: what answered
/// it, else what scheduled it; end: the last outbound event of the episode.
Derived derive(const Reading& reading, const model::Ledger& ledger, const Focus& focus);

/// The pass that first sees or writes the event; empty without passes.
std::optional<model::PassIndex> pass_of_event(const Reading& reading, model::EventIndex event);
/// The place where the event matters, in the pass of pass_of_event(), with that event picked. A
/// completion: the yield it answered; a schedule: the yield whose segment made the call; an
/// OrchestratorStarted: start; the end of the execution: end. `ledger` is that pass's.
Focus focus_of_event(const Reading& reading, const model::Ledger& ledger, model::EventIndex event,
                     std::uint32_t instance);
/// The first yield of the pass on that line, else the first pass's that has one; empty if none.
std::optional<Focus> focus_of_line(const Reading& reading, const SourceLine& line,
                                   const Focus& from);
/// Where a place of a finding is, with its event and line picked; a yield alone picks nothing, a
/// line alone leaves the pass as it is. Empty when it points nowhere in the trace.
std::optional<Focus> focus_of_place(const Reading& reading, const model::FindingPlace& place,
                                    const Focus& from);

}  // namespace app::state
