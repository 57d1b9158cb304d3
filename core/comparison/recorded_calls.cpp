#include "core/comparison/recorded_calls.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/base/canonical_json.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/model/recorded_input.h"

namespace core::comparison {
namespace {

using model::ActionKind;
using model::EventIndex;
using model::EventType;
using model::EventView;

constexpr std::int32_t kSplitTimer = -100;
constexpr std::string_view kHttpActivity = "BuiltIn::HttpActivity";
constexpr std::size_t kShownInput = 60;
constexpr std::int64_t kTicksPerMillisecond = 10'000;

ActionKind kind_of(const EventView& event) {
  switch (event.type()) {
    case EventType::timer_created:
      return ActionKind::timer;
    case EventType::sub_orchestration_instance_created:
      return ActionKind::sub_orchestration;
    case EventType::event_sent:
      return ActionKind::entity_call;
    default:
      return base::equal_ignoring_case(event.name(), kHttpActivity) ? ActionKind::http
                                                                    : ActionKind::activity;
  }
}

/// What an EventSent to an entity carries; empty where it carries something else.
base::JsonValue request_of(const EventView& event) {
  auto parsed = base::parse_json(event.payload().text);
  return parsed.ok() ? std::move(parsed).value() : base::JsonValue();
}

/// Collects schedules and completions in one walk.
class Collector {
 public:
  explicit Collector(const model::History& history) : history_(history) {}

  RecordedCalls run() {
    const auto size = static_cast<std::uint32_t>(history_.size());
    for (EventIndex event{0}; event.value < size; ++event.value) {
      const EventType type = history_.at(event).type();
      if (type == EventType::orchestrator_started) sort_episode();
      if (model::is_schedule(type)) {
        take_schedule(event);
      } else if (model::is_completion(type)) {
        take_completion(event);
      }
    }
    sort_episode();
    drop_polls();
    return std::move(found_);
  }

 private:
  void take_schedule(EventIndex event) {
    const EventView view = history_.at(event);
    if (view.id().value == kSplitTimer) return;
    found_.calls.push_back({event, model::kNoEvent, kind_of(view)});
    if (view.type() != EventType::event_sent) return;
    const base::JsonValue request = request_of(view);
    if (const std::string_view id = request.string_at("id"); !id.empty()) {
      requests_.emplace(std::string(id), event);
    }
  }

  void take_completion(EventIndex event) {
    const EventView view = history_.at(event);
    if (view.type() == EventType::event_raised) {
      const auto request = requests_.find(std::string(view.name()));
      if (request == requests_.end()) {
        found_.raised.push_back(event);
      } else {
        answers_.emplace(request->second.value, event);
      }
    } else if (const auto scheduled = history_.scheduled_by(event)) {
      answers_.emplace(scheduled->value, event);
    }
  }

  void sort_episode() {
    std::sort(found_.calls.begin() + static_cast<std::ptrdiff_t>(sorted_), found_.calls.end(),
              [this](const RecordedCall& a, const RecordedCall& b) {
                return history_.at(a.event).id() < history_.at(b.event).id();
              });
    sorted_ = found_.calls.size();
  }

  /// Gives each call its answer, and leaves out what follows from a 202: SEMANTICS 3.3, CallHttp.
  void drop_polls() {
    std::vector<RecordedCall> kept;
    kept.reserve(found_.calls.size());
    std::size_t timers = 0, calls = 0;
    for (RecordedCall& call : found_.calls) {
      if (const auto answer = answers_.find(call.event.value); answer != answers_.end()) {
        call.answer = answer->second;
      }
      if (call.kind == ActionKind::http && is_accepted(call)) {
        ++timers;
        if (calls == 0) kept.push_back(call);
        calls += calls == 0 ? 1 : 0;
      } else if (call.kind == ActionKind::timer && timers > 0) {
        --timers;
      } else if (call.kind == ActionKind::http && calls > 0) {
        calls = 0;
      } else {
        kept.push_back(call);
      }
    }
    found_.calls = std::move(kept);
  }

  bool is_accepted(const RecordedCall& call) const {
    constexpr std::int64_t kAccepted = 202;
    if (call.answer == model::kNoEvent) return false;
    const auto value = base::parse_json(history_.at(call.answer).payload().text);
    return value.ok() && value->integer_at("statusCode") == kAccepted;
  }

  const model::History& history_;
  RecordedCalls found_;
  std::unordered_map<std::string, EventIndex> requests_;
  std::unordered_map<std::uint32_t, EventIndex> answers_;
  std::size_t sorted_ = 0;
};

/// 0 for null, which stands for "not recorded".
std::uint64_t input_hash(const std::string& canonical) {
  return canonical.empty() || canonical == "null" ? 0 : hash_of(canonical);
}

std::uint64_t name_hash(std::string_view name) { return hash_of(base::to_lower_ascii(name)); }

/// The SDK drops what is below a microsecond, hence the nearest millisecond.
std::string wait_words(std::int64_t ticks) {
  return std::to_string((ticks + kTicksPerMillisecond / 2) / kTicksPerMillisecond);
}

/// When the code that asked for it ran, by its episode's own event.
base::Timestamp asked_at(const model::History& history, EventIndex event) {
  const auto episodes = history.episodes();
  return episodes.empty() ? history.at(event).timestamp()
                          : history.at(episodes[history.episode_of(event)].begin).timestamp();
}

void read_recorded_input(const EventView& event, CallToken& token) {
  if (!event.payload().has_value()) return;
  const model::RecordedInput input = model::recorded_input(event);
  token.input = input_hash(input.value);
  token.other_input = token.input == 0 ? 0 : input_hash(input.outside);
}

std::string shown(std::string_view text) {
  return base::printable(base::shorten(text, kShownInput));
}

std::string entity_words(const EventView& event) {
  const base::JsonValue request = request_of(event);
  const std::string_view operation = request.string_at("op");
  const std::string_view verb =
      request.boolean_at("signal").value_or(false) ? "entity signal " : "entity call ";
  std::string words = std::string(verb) + base::printable(event.instance_id());
  if (!operation.empty()) words += "." + base::printable(operation);
  return words;
}

}  // namespace

std::int64_t wait_ticks(const model::History& history, const RecordedCall& call) {
  const EventView event = history.at(call.event);
  return event.fire_at() ? event.fire_at()->ticks - asked_at(history, call.event).ticks : 0;
}

RecordedCalls recorded_calls(const model::History& history) { return Collector(history).run(); }

CallToken token_of(const model::History& history, const RecordedCall& call) {
  const EventView event = history.at(call.event);
  CallToken token;
  token.kind = call.kind;
  switch (call.kind) {
    case ActionKind::timer:
      if (event.fire_at()) token.input = hash_of(wait_words(wait_ticks(history, call)));
      break;
    case ActionKind::http:
      break;
    case ActionKind::entity_call: {
      const base::JsonValue request = request_of(event);
      token.name = name_hash(std::string(event.instance_id()) + "." +
                             std::string(request.string_at("op")));
      const std::string_view input = request.string_at("input");
      if (!input.empty()) token.input = input_hash(base::canonical_json(input));
      break;
    }
    default:
      token.name = name_hash(event.name());
      read_recorded_input(event, token);
  }
  return token;
}

CallToken token_of(const model::Op& op, bool is_timer, std::int64_t wait_ticks) {
  CallToken token;
  if (is_timer || op.kind == ActionKind::timer) {
    token.kind = ActionKind::timer;
    token.input = hash_of(wait_words(wait_ticks));
    return token;
  }
  if (op.input.has_value()) token.input = input_hash(base::canonical_json(op.input.text));
  switch (op.kind) {
    case ActionKind::http:
      token.kind = ActionKind::http;
      token.input = 0;
      break;
    case ActionKind::entity_call:
    case ActionKind::entity_signal:
      token.kind = ActionKind::entity_call;
      token.name = name_hash(op.target.value_or("") + "." + op.name);
      break;
    case ActionKind::sub_orchestration:
    case ActionKind::sub_orchestration_with_retry:
      token.kind = ActionKind::sub_orchestration;
      token.name = name_hash(op.name);
      break;
    default:
      token.kind = op.kind == ActionKind::activity_with_retry ? ActionKind::activity : op.kind;
      token.name = name_hash(op.name);
  }
  return token;
}

std::string short_words(const model::History& history, const RecordedCall& call) {
  const EventView event = history.at(call.event);
  switch (call.kind) {
    case ActionKind::timer:
      return event.fire_at() ? "timer " + base::format_clock(*event.fire_at()) : "timer";
    case ActionKind::http:
      return "http call";
    case ActionKind::entity_call:
      return entity_words(event);
    case ActionKind::sub_orchestration:
      return "sub-orchestration " + base::printable(event.name());
    default:
      return "activity " + base::printable(event.name());
  }
}

std::string call_words(const model::History& history, const RecordedCall& call) {
  const EventView event = history.at(call.event);
  std::string words = short_words(history, call);
  const bool has_input =
      call.kind == ActionKind::activity || call.kind == ActionKind::sub_orchestration;
  if (!has_input || !event.payload().has_value()) return words;
  return words + "(" + shown(model::recorded_input(event).text) + ")";
}

}  // namespace core::comparison
