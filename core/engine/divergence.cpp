#include "core/engine/divergence.h"

#include <algorithm>
#include <string>

#include "core/base/text.h"
#include "core/engine/event_facts.h"

namespace core::engine {
namespace {

using model::Divergence;
using model::DivergenceKind;
using model::EventIndex;
using model::EventType;
using platform::Command;
using platform::Issued;

constexpr std::int32_t kSplitTimer = -100;
constexpr std::string_view kNoCall = "no call";

std::string_view words_of(Command command) {
  switch (command) {
    case Command::schedule_task:
      return "activity";
    case Command::create_timer:
      return "timer";
    case Command::create_sub_orchestration:
      return "sub-orchestration";
    case Command::send_event:
      return "entity operation";
    case Command::complete:
      break;
  }
  return "the end";
}

Command command_of(EventType type) {
  switch (type) {
    case EventType::task_scheduled:
      return Command::schedule_task;
    case EventType::timer_created:
      return Command::create_timer;
    case EventType::sub_orchestration_instance_created:
      return Command::create_sub_orchestration;
    default:
      return Command::send_event;
  }
}

std::string recorded_words(const model::EventView& event) {
  const Command command = command_of(event.type());
  std::string words(words_of(command));
  if (command == Command::send_event) {
    return words + " sent to " + std::string(event.instance_id());
  }
  return event.name().empty() ? words : words + " " + std::string(event.name());
}

/// Looks for the first difference of one pass.
class Finder {
 public:
  Finder(const sdk::Interpreter& code, const platform::Interpreter& host,
         const model::History& history, const model::Pass& pass, model::PassIndex index,
         std::span<const EventIndex> resumed_during)
      : code_(code),
        host_(host),
        history_(history),
        pass_(pass),
        index_(index),
        resumed_during_(resumed_during) {}

  std::optional<Divergence> find() const {
    if (host_.verdict()) {
      return at_event(host_.verdict()->event);
    }
    if (pass_.is_confirming || pass_.number > history_.episodes().size()) {
      return std::nullopt;
    }
    const model::Episode& episode = history_.episodes()[pass_.number - 1];
    if (episode.end == pass_.events_end) {
      return std::nullopt;  // nothing was recorded after this pass
    }
    std::optional<Divergence> found = among_calls(episode);
    return found ? found : at_end(episode);
  }

 private:
  bool is_last_episode() const { return pass_.number == history_.episodes().size(); }

  /// This episode's new calls against what it wrote, both in the order of ids.
  std::optional<Divergence> among_calls(const model::Episode& episode) const {
    std::vector<EventIndex> recorded;
    std::vector<EventIndex> unnumbered;
    bool has_ended = false;
    for (EventIndex event = pass_.events_end; event < episode.end; ++event.value) {
      const model::EventView view = history_.at(event);
      if (model::is_schedule(view.type()) && view.id().value != kSplitTimer) {
        (is_sequence_id(view.id(), history_) ? recorded : unnumbered).push_back(event);
      }
      has_ended = has_ended || view.type() == EventType::execution_completed ||
                  view.type() == EventType::continue_as_new;
    }
    std::sort(recorded.begin(), recorded.end(), [this](EventIndex a, EventIndex b) {
      return history_.at(a).id() < history_.at(b).id();
    });
    auto next = recorded.begin();
    const std::vector<Issued>& issued = host_.issued();
    for (std::size_t id = 0; id < issued.size(); ++id) {
      if (!issued[id].is_pending || issued[id].command == Command::complete) continue;
      if (next != recorded.end() &&
          history_.at(*next).id().value <= static_cast<std::int32_t>(id)) {
        if (!fits(issued[id], static_cast<std::int32_t>(id), *next)) return at_event(*next);
        ++next;
      } else if (take_unnumbered(issued[id], unnumbered) ||
                 was_rewound(static_cast<std::int32_t>(id), episode.end)) {
        continue;
      } else if (next != recorded.end() || !is_last_episode() || has_ended) {
        return added(issued[id]);
      } else {
        return std::nullopt;  // appended at the live end
      }
    }
    return next == recorded.end() ? std::nullopt : std::optional(at_event(*next));
  }

  /// The call may be the one of a recorded event whose id was damaged.
  bool take_unnumbered(const Issued& issued, std::vector<EventIndex>& unnumbered) const {
    const auto found = std::find_if(unnumbered.begin(), unnumbered.end(), [&](EventIndex event) {
      return host_.looks_like(issued, event, command_of(history_.at(event).type()));
    });
    if (found == unnumbered.end()) return false;
    unnumbered.erase(found);
    return true;
  }

  /// The call's own row was made a GenericEvent by a rewind: SEMANTICS 1.4 and 6.39.
  bool was_rewound(std::int32_t id, EventIndex end) const {
    for (EventIndex event{0}; event < end; ++event.value) {
      const model::EventView view = history_.at(event);
      if (view.type() == EventType::generic_event && view.id().value == id) return true;
    }
    return false;
  }

  bool fits(const Issued& issued, std::int32_t id, EventIndex event) const {
    const model::EventView view = history_.at(event);
    return view.id().value == id && issued.command == command_of(view.type()) &&
           (issued.command == Command::create_timer ||
            base::equal_ignoring_case(host_.name_of(issued), view.name()));
  }

  /// The event stands there and the code's call at its id does not fit it, or is none.
  Divergence at_event(EventIndex event) const {
    const model::EventView view = history_.at(event);
    Divergence found;
    found.pass = index_;
    found.event = event;
    found.expected = recorded_words(view);
    const auto id = static_cast<std::size_t>(view.id().value);
    const std::vector<Issued>& issued = host_.issued();
    if (view.id().value < 0 || id >= issued.size() || !issued[id].is_pending) {
      found.kind = DivergenceKind::call_missing;
      found.yield = yield_at_end_of(event);
      found.actual = std::string(kNoCall) + "; " + standing();
      return found;
    }
    place_call(found, issued[id]);
    found.kind = issued[id].command == command_of(view.type()) ? DivergenceKind::name_differs
                                                               : DivergenceKind::kind_differs;
    found.actual = asked_words(issued[id]);
    return found;
  }

  Divergence added(const Issued& issued) const {
    Divergence found;
    found.kind = DivergenceKind::call_added;
    found.pass = index_;
    place_call(found, issued);
    found.expected = kNoCall;
    found.actual = asked_words(issued);
    return found;
  }

  std::optional<Divergence> at_end(const model::Episode& episode) const {
    EventIndex end = model::kNoEvent;
    for (EventIndex event = pass_.events_end; event < episode.end; ++event.value) {
      const EventType type = history_.at(event).type();
      if (type == EventType::execution_completed || type == EventType::execution_failed ||
          type == EventType::continue_as_new) {
        end = event;
      }
    }
    const bool ends = host_.completes() || host_.is_terminated();
    if (ends == (end != model::kNoEvent) || host_.is_suspended() || ended_by_platform(end)) {
      return std::nullopt;
    }
    Divergence found;
    found.kind = ends ? DivergenceKind::ended_early : DivergenceKind::ended_late;
    found.pass = index_;
    found.yield = model::YieldIndex{ends || pass_.length == 0 ? pass_.length : pass_.length - 1};
    found.event = end;
    found.expected = ends ? "the orchestration goes on" : ending_words(end);
    found.actual = standing();
    return found;
  }

  /// The platform ended the instance over the code's head: its verdict, or a termination.
  bool ended_by_platform(EventIndex end) const {
    if (end == model::kNoEvent) {
      return false;
    }
    const model::EventView view = history_.at(end);
    const bool is_forced = view.status() == model::RuntimeStatus::terminated ||
                           view.status() == model::RuntimeStatus::canceled;
    return is_forced || view.payload().text.find("Non-Deterministic workflow detected") !=
                            std::string_view::npos;
  }

  std::string ending_words(EventIndex end) const {
    const model::EventView view = history_.at(end);
    if (view.type() == EventType::continue_as_new) {
      return "the orchestration continues as new";
    }
    const model::RuntimeStatus status = view.status();
    return "the orchestration ends" + (status == model::RuntimeStatus::unknown
                                           ? std::string()
                                           : " as " + std::string(model::name_of(status)));
  }

  std::string standing() const {
    if (std::holds_alternative<model::Waiting>(pass_.outcome.what)) {
      return "the code waits";
    }
    const std::string ended = model::outcome_text(pass_.outcome);
    return std::holds_alternative<model::SdkBroke>(pass_.outcome.what) ? ended
                                                                       : "the code " + ended;
  }

  std::string asked_words(const Issued& issued) const {
    const model::Op* op = code_.task(issued.task).op;
    if (issued.command == Command::create_timer && op != nullptr &&
        op->kind != model::ActionKind::timer) {
      return "timer of " + model::to_text(*op);
    }
    return op == nullptr ? std::string(words_of(issued.command)) : model::to_text(*op);
  }

  void place_call(Divergence& found, const Issued& issued) const {
    found.yield = model::YieldIndex{code_.emitted()[issued.entry].yield};
    found.task = code_.task(issued.task).handle;
  }

  /// The yield that the code stood at when the episode of a recorded call ended.
  model::YieldIndex yield_at_end_of(EventIndex event) const {
    const model::Episode& episode = history_.episodes()[history_.episode_of(event)];
    std::uint32_t resumed = 0;
    for (const EventIndex during : resumed_during_) {
      resumed += during < episode.inbound_end ? 1 : 0;
    }
    const bool has_ended = resumed > pass_.length;
    return model::YieldIndex{has_ended || resumed == 0 ? std::min(resumed, pass_.length)
                                                       : resumed - 1};
  }

  const sdk::Interpreter& code_;
  const platform::Interpreter& host_;
  const model::History& history_;
  const model::Pass& pass_;
  model::PassIndex index_;
  std::span<const EventIndex> resumed_during_;
};

}  // namespace

std::optional<model::Divergence> find_divergence(const sdk::Interpreter& code,
                                                 const platform::Interpreter& host,
                                                 const model::History& history,
                                                 const model::Pass& pass, model::PassIndex index,
                                                 std::span<const EventIndex> resumed_during) {
  return Finder(code, host, history, pass, index, resumed_during).find();
}

}  // namespace core::engine
