// The calls of a pass with both counters' ids. Source: SEMANTICS 1.3 and 3.1, Id assignment.
#include <algorithm>

#include "core/engine/replay.h"
#include "core/engine/rerun.h"

namespace core::engine {
namespace {

using model::EventIndex;

model::TaskState state_of(const sdk::Interpreter& code, sdk::TaskIndex index) {
  const sdk::Task& task = code.task(index);
  switch (task.state) {
    case sdk::State::succeeded:
      return model::TaskState::succeeded;
    case sdk::State::failed:
      return model::TaskState::failed;
    case sdk::State::running:
      break;
  }
  if (task.is_cancelled) {
    return model::TaskState::cancelled;
  }
  return code.is_scheduled(index) ? model::TaskState::running : model::TaskState::created;
}

/// The id that the SDK counted: of a retry or a long timer that of its first part.
std::optional<std::int64_t> sdk_id_of(const sdk::Interpreter& code, sdk::TaskIndex index) {
  const sdk::TaskClass task_class = code.task(index).task_class;
  if (task_class == sdk::TaskClass::retry || task_class == sdk::TaskClass::long_timer) {
    index = code.children_of(index).front();
  }
  const sdk::Task& task = code.task(index);
  return task.id_kind == sdk::IdKind::sequence ? std::optional<std::int64_t>(task.id)
                                               : std::nullopt;
}

/// The task of the user's own that a task of the SDK's stands under.
model::TaskHandle handle_of(const sdk::Interpreter& code, sdk::TaskIndex index) {
  while (code.task(index).handle == model::kNoTask && code.task(index).parent != sdk::kNoIndex) {
    index = code.task(index).parent;
  }
  return code.task(index).handle;
}

/// A schedule that the pass's own episode wrote after it ran.
EventIndex written_after(const model::Trace& trace, const model::Pass& pass, std::int64_t id) {
  const auto episodes = trace.history->episodes();
  if (pass.number > episodes.size()) {
    return model::kNoEvent;
  }
  for (EventIndex event = pass.events_end; event < episodes[pass.number - 1].end; ++event.value) {
    const model::EventView view = trace.history->at(event);
    if (model::is_schedule(view.type()) && view.id().value == id) return event;
  }
  return model::kNoEvent;
}

void add_host_ids(model::Ledger& ledger, const model::Trace& trace, const model::Pass& pass,
                  const sdk::Interpreter& code, const platform::Interpreter& host) {
  const std::vector<platform::Issued>& issued = host.issued();
  for (std::size_t id = 0; id < issued.size(); ++id) {
    if (issued[id].command == platform::Command::complete) continue;
    const model::TaskHandle handle = handle_of(code, issued[id].task);
    if (handle.value >= ledger.calls.size()) continue;
    model::Call& call = ledger.calls[handle.value];
    if (call.platform_id) continue;  // later attempts
    call.platform_id = static_cast<std::int64_t>(id);
    call.scheduled = issued[id].is_pending ? written_after(trace, pass, *call.platform_id)
                                           : issued[id].confirmed_by;
  }
}

/// Counts the calls that one action of the state document carries.
void count_sent(model::Ledger& ledger, const sdk::Interpreter& code, sdk::TaskIndex index) {
  const sdk::TaskClass task_class = code.task(index).task_class;
  if (task_class == sdk::TaskClass::any || task_class == sdk::TaskClass::all) {
    for (const sdk::TaskIndex child : code.carried_by(index)) count_sent(ledger, code, child);
    return;
  }
  const model::TaskHandle handle = handle_of(code, index);
  if (handle.value < ledger.calls.size()) ++ledger.calls[handle.value].sent;
}

void count_sent(model::Ledger& ledger, const sdk::Interpreter& code) {
  for (const sdk::Emitted& emitted : code.emitted()) {
    if (emitted.what == sdk::Emitted::What::task) count_sent(ledger, code, emitted.task);
  }
}

void set_attempts(model::Call& call, const sdk::Interpreter& code, sdk::TaskIndex index) {
  if (code.task(index).task_class != sdk::TaskClass::retry) return;
  call.attempts = code.compound_of(index).attempts;
  call.is_on_delay =
      code.task(index).state == sdk::State::running && code.compound_of(index).is_waiting_on_timer;
}

model::PlatformView platform_view(const sdk::Interpreter& code, const platform::Interpreter& host) {
  model::PlatformView view;
  view.status = host.status();
  if (host.awaited() != sdk::kNoIndex) view.awaited = handle_of(code, host.awaited());
  return view;
}

void set_made_at(model::Ledger& ledger, const model::Segment& segment, model::YieldIndex at) {
  for (const model::Op& op : segment.ops) {
    if (op.verb == model::OpVerb::make && op.handle.value < ledger.calls.size()) {
      ledger.calls[op.handle.value].made_at = at;
    }
  }
}

}  // namespace

model::Ledger ledger(const model::Trace& trace, model::PassIndex pass_index) {
  const model::Pass& pass = trace.passes[pass_index.value];
  Rerun rerun(trace, pass_index);
  const sdk::Interpreter& code = rerun.code();
  model::Ledger ledger;
  ledger.calls.reserve(code.handles().size());
  for (const sdk::TaskIndex index : code.handles()) {
    model::Call& call = ledger.calls.emplace_back();
    call.handle = code.task(index).handle;
    call.state = state_of(code, index);
    call.sdk_id = sdk_id_of(code, index);
    call.answered = code.task(index).result_event;
    set_attempts(call, code, index);
  }
  count_sent(ledger, code);
  for (std::uint32_t i = 0; i < pass.length; ++i) {
    set_made_at(ledger, trace.yield_at(pass_index, model::YieldIndex{i}).segment,
                model::YieldIndex{i});
  }
  set_made_at(ledger, pass.outcome.segment, model::YieldIndex{pass.length});
  if (!std::holds_alternative<model::NotRun>(pass.outcome.what)) {
    const platform::Interpreter& host = rerun.run_host();
    add_host_ids(ledger, trace, pass, code, host);
    if (rerun.has_host()) ledger.platform = platform_view(code, host);
  }
  return ledger;
}

}  // namespace core::engine
