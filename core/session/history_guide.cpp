#include "core/session/history_guide.h"

#include <algorithm>
#include <exception>

#include "core/diagnostics/execution_end.h"

namespace core::session {
namespace {

using comparison::CallToken;
using comparison::kNoCall;
using model::EventIndex;

/// Nones given to calls without a recorded one: a loop that never ends on them is left.
constexpr std::size_t kMostNones = 1'000;
/// Of them behind the history's end.
constexpr std::size_t kMostExplored = 16;
/// Calls of one name that are looked at for one of the same input.
constexpr std::size_t kMostLooks = 64;

std::uint64_t key_of(const CallToken& token) {
  return token.name * 31 + static_cast<std::uint64_t>(token.kind);
}

bool has_known_input(const CallToken& a, const CallToken& b) {
  return a.input != 0 && b.input != 0;
}

}  // namespace

RecordedSide::RecordedSide(const model::History& of)
    : history(of), found(comparison::recorded_calls(of)) {
  tokens.reserve(found.calls.size());
  const auto note_answer = [this](EventIndex event) {
    if (event == model::kNoEvent) return;
    if (last_answer == model::kNoEvent || last_answer < event) last_answer = event;
  };
  for (const comparison::RecordedCall& call : found.calls) {
    tokens.push_back(comparison::token_of(of, call));
    note_answer(call.answer);
  }
  for (const EventIndex event : found.raised) note_answer(event);
  // The platform's own verdict ends what the code has not ended.
  const auto end = diagnostics::execution_end({.history = of});
  has_ended = end && !end->is_platform_verdict;
}

HistoryGuide::HistoryGuide(const RecordedSide& side, GuidePlan plan)
    : side_(side),
      plan_(std::move(plan)),
      facts_(side.history),
      states_(side.tokens.size(), State::free),
      guessed_by_(side.tokens.size(), kNoCall) {
  for (std::uint32_t i = 0; i < side_.tokens.size(); ++i) {
    by_name_[key_of(side_.tokens[i])].push_back(i);
  }
  for (const EventIndex event : side_.found.raised) {
    raised_[std::string(side_.history.at(event).name())].push_back(event);
  }
}

void HistoryGuide::scheduled(const engine::OpenCall& call) {
  const auto number = static_cast<std::uint32_t>(calls_.size());
  GuidedCall made;
  made.token = comparison::token_of(call.op, call.is_hidden_timer, call.wait_ticks);
  made.words = call.is_hidden_timer ? "timer of " + model::to_text(call.op)
                                    : model::to_text(call.op);
  made.yield = call.yield;
  made.is_beyond = side_.last_answer == model::kNoEvent
                       ? has_waited_
                       : newest_given_ != model::kNoEvent && newest_given_ >= side_.last_answer;
  calls_.push_back(std::move(made));
  if (calls_.back().is_wait()) {
    open_wait(number, call.op.name);
  } else {
    match(number);
  }
}

void HistoryGuide::open_wait(std::uint32_t number, const std::string& name) {
  const auto found = raised_.find(name);
  if (found == raised_.end() || found->second.empty()) {
    waits_.push_back(number);
    return;
  }
  offer(found->second.front(), number);
  found->second.pop_front();
}

void HistoryGuide::match(std::uint32_t number) {
  const CallToken& token = calls_[number].token;
  std::uint32_t recorded = kNoCall;
  bool is_guess = false;
  const std::size_t at = planned_++;
  if (at < plan_.size()) {
    recorded = plan_[at];
    const bool is_free = recorded == kNoCall || states_[recorded] == State::free;
    if (!is_free || (recorded != kNoCall && side_.tokens[recorded].kind != token.kind)) {
      recorded = find_by_name(token);
    }
  } else {
    recorded = find_by_name(token);
    if (recorded == kNoCall) {
      recorded = find_by_place(token);
      is_guess = recorded != kNoCall;
    }
  }
  if (recorded == kNoCall) {
    without_answer_.push_back(number);
  } else {
    take(number, recorded, is_guess);
  }
}

/// Behind the last match first, with the same input if one is known; a guess gives way.
std::uint32_t HistoryGuide::find_by_name(const CallToken& token) const {
  const auto found = by_name_.find(key_of(token));
  if (found == by_name_.end()) return kNoCall;
  const std::vector<std::uint32_t>& list = found->second;
  const auto behind = std::lower_bound(list.begin(), list.end(), cursor_);
  std::uint32_t nearest = kNoCall;
  std::size_t looks = 0;
  for (auto at = behind; at != list.end() && looks < kMostLooks; ++at) {
    if (states_[*at] == State::taken) continue;
    ++looks;
    const CallToken& recorded = side_.tokens[*at];
    if (nearest == kNoCall) nearest = *at;
    if (!has_known_input(token, recorded)) break;
    if (token.same_input(recorded)) return *at;
  }
  if (nearest != kNoCall) return nearest;
  const auto before = std::find_if(list.begin(), behind, [&](std::uint32_t recorded) {
    return states_[recorded] != State::taken;
  });
  return before == behind ? kNoCall : *before;
}

std::uint32_t HistoryGuide::find_by_place(const CallToken& token) const {
  std::uint32_t at = cursor_;
  while (at < states_.size() && states_[at] != State::free) ++at;
  if (at >= states_.size() || side_.tokens[at].kind != token.kind) return kNoCall;
  // A name that the code still uses was hardly renamed.
  return used_names_.contains(key_of(side_.tokens[at])) ? kNoCall : at;
}

void HistoryGuide::take(std::uint32_t number, std::uint32_t recorded, bool is_guess) {
  if (states_[recorded] == State::guessed) {
    GuidedCall& before = calls_[guessed_by_[recorded]];
    before.recorded = kNoCall;
    before.is_guess = false;
  }
  GuidedCall& call = calls_[number];
  call.recorded = recorded;
  call.is_guess = is_guess;
  states_[recorded] = is_guess ? State::guessed : State::taken;
  if (!is_guess) used_names_.insert(key_of(call.token));
  guessed_by_[recorded] = is_guess ? number : kNoCall;
  if (recorded >= cursor_ && !is_guess) cursor_ = recorded + 1;
  const EventIndex answer = side_.found.calls[recorded].answer;
  if (answer != model::kNoEvent) {
    offer(answer, number);
  } else if (is_guess) {
    without_answer_.push_back(number);
  }
}

void HistoryGuide::offer(EventIndex event, std::uint32_t number) {
  offers_.emplace(event.value, number);
}

std::optional<engine::AnswerGuide::Next> HistoryGuide::next() {
  has_waited_ = true;
  if (offers_.empty()) return without_record();
  const auto [event, number] = offers_.top();
  offers_.pop();
  if (newest_given_ == model::kNoEvent || newest_given_.value < event) {
    newest_given_ = EventIndex{event};
  }
  return Next{number, answer_of(EventIndex{event})};
}

bool HistoryGuide::is_something_left() const {
  const auto begin = states_.begin() + static_cast<std::ptrdiff_t>(cursor_);
  return std::find(begin, states_.end(), State::free) != states_.end();
}

bool HistoryGuide::may_get_none(const GuidedCall& call, bool is_left) {
  if (is_left || call.is_guess || !call.is_beyond) return true;
  const bool is_guessed =
      std::find(states_.begin(), states_.end(), State::guessed) != states_.end();
  if (!is_guessed || explored_ >= kMostExplored) return false;
  ++explored_;
  return true;
}

/// Nothing recorded can be answered any more: a call that nothing is recorded for gets None, as long
/// as the history goes on behind it.
std::optional<engine::AnswerGuide::Next> HistoryGuide::without_record() {
  const bool is_left = is_something_left();
  while (!without_answer_.empty()) {
    const std::uint32_t number = without_answer_.front();
    if (!may_get_none(calls_[number], is_left)) break;
    without_answer_.pop_front();
    if (calls_[number].token.kind == model::ActionKind::entity_call &&
        calls_[number].words.starts_with("entity signal")) {
      continue;
    }
    if (++nones_ > kMostNones) break;
    calls_[number].got_none = true;
    return Next{number, {}};
  }
  const EventIndex other = unclaimed_event();
  if (nones_ <= kMostNones && !waits_.empty() && (is_left || other != model::kNoEvent)) {
    const std::uint32_t number = waits_.front();
    waits_.pop_front();
    calls_[number].other_event = other;
    if (other != model::kNoEvent) {
      raised_[std::string(side_.history.at(other).name())].pop_front();
      return Next{number, answer_of(other)};
    }
    ++nones_;
    calls_[number].got_none = true;
    return Next{number, {}};
  }
  has_given_up_ = nones_ > kMostNones;
  return std::nullopt;
}

EventIndex HistoryGuide::unclaimed_event() const {
  EventIndex only = model::kNoEvent;
  for (const auto& [name, events] : raised_) {
    if (events.empty()) continue;
    if (only != model::kNoEvent) return model::kNoEvent;
    only = events.front();
  }
  if (only == model::kNoEvent) return only;
  const std::vector<comparison::RecordedCall>& calls = side_.found.calls;
  const bool goes_on =
      side_.has_ended || std::any_of(calls.begin(), calls.end(),
                                     [&](const auto& call) { return call.event > only; });
  return goes_on ? only : model::kNoEvent;
}

base::Timestamp HistoryGuide::arrival(EventIndex event) const {
  const auto episodes = side_.history.episodes();
  return episodes.empty()
             ? side_.history.at(event).timestamp()
             : side_.history.at(episodes[side_.history.episode_of(event)].begin).timestamp();
}

engine::DirectAnswer HistoryGuide::answer_of(EventIndex event) {
  const model::EventView view = side_.history.at(event);
  engine::DirectAnswer answer;
  answer.at = arrival(event);
  switch (view.type()) {
    case model::EventType::task_failed:
    case model::EventType::sub_orchestration_instance_failed:
      answer.ok = false;
      answer.message = view.payload().text;
      answer.details = view.details().text;
      if (view.extra() != nullptr) answer.failure_details = view.extra()->failure_details;
      return answer;
    case model::EventType::event_raised:
      break;
    case model::EventType::timer_fired:
      return answer;
    default:
      answer.result = facts_.value_of(event);
      return answer;
  }
  if (raised_.contains(std::string(view.name()))) {
    answer.result = facts_.value_of(event);
    return answer;
  }
  try {
    const engine::EntityReply& reply = facts_.entity_reply(event);
    answer.ok = reply.ok;
    if (reply.ok) {
      answer.result = model::Payload::of_text(reply.text);
    } else {
      answer.message = reply.text;
    }
  } catch (const std::exception&) {
    // A reply that the SDK breaks on: the call gets None, and the rest can still be aligned.
  }
  return answer;
}

}  // namespace core::session
