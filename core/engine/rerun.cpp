#include "core/engine/rerun.h"

namespace core::engine {
namespace {

using model::EventIndex;
using model::EventType;

const Flavour& flavour_of(const model::Trace& trace) {
  const Flavour* flavour = find_flavour(trace.flavour);
  return flavour != nullptr ? *flavour : default_flavour();
}

base::Timestamp first_clock(const model::History& history) {
  for (std::uint32_t i = 0; i < history.size(); ++i) {
    const model::EventView event = history.at(EventIndex{i});
    if (event.type() == EventType::orchestrator_started) return event.timestamp();
  }
  return {};
}

EventIndex played_until(const model::Trace& trace, const model::Pass& pass) {
  const auto episodes = trace.history->episodes();
  return pass.number <= episodes.size() ? episodes[pass.number - 1].begin : pass.events_end;
}

}  // namespace

Rerun::Rerun(const model::Trace& trace, model::PassIndex pass)
    : trace_(trace),
      index_(pass),
      pass_(trace.passes[pass.value]),
      flavour_(flavour_of(trace)),
      rules_(resolve_rules(flavour_, trace.history->envelope())),
      facts_(*trace.history),
      code_(rules_, facts_),
      host_(facts_) {
  code_.begin(played_until(trace, pass_), first_clock(*trace.history));
  run_code();
}

void Rerun::run_code() {
  std::uint32_t next = 0;
  EventIndex cursor{0};
  const EventIndex end{
      std::min(pass_.events_end.value, static_cast<std::uint32_t>(trace_.history->size()))};
  for (;;) {
    if (code_.wants_resume()) {
      code_.skip_resume();
      if (next == pass_.length) {
        end_code();
        return;
      }
      const model::Yield& yield = trace_.yield_at(index_, model::YieldIndex{next++});
      for (const model::Op& op : yield.segment.ops) {
        code_.run_op(op);
      }
      code_.yielded(yield.what);
    } else if (code_.has_ended() || cursor >= end) {
      break;
    } else {
      code_.process(cursor);
      ++cursor.value;
    }
  }
  if (const auto* broke = std::get_if<model::SdkBroke>(&pass_.outcome.what)) {
    code_.broken({broke->type, broke->message});
  }
}

// The run from the last yield to the end.
void Rerun::end_code() {
  for (const model::Op& op : pass_.outcome.segment.ops) {
    code_.run_op(op);
  }
  const auto& what = pass_.outcome.what;
  if (const auto* broke = std::get_if<model::SdkBroke>(&what)) {
    code_.broken({broke->type, broke->message});
  } else if (const auto* raised = std::get_if<model::Raised>(&what);
             raised != nullptr && !raised->returned) {
    code_.raised();
  } else if (raised != nullptr) {
    code_.returned();
  } else if (std::holds_alternative<model::Returned>(what) ||
             std::holds_alternative<model::ContinuedAsNew>(what)) {
    code_.returned();
  }
}

const platform::Interpreter& Rerun::run_host() {
  if (flavour_.checker == Checker::platform) {
    const auto episodes = trace_.history->episodes();
    host_.run(code_, pass_.events_end,
              pass_.number <= episodes.size() ? episodes[pass_.number - 1].end : EventIndex{0});
  }
  return host_;
}

}  // namespace core::engine
