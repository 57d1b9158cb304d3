#include "core/comparison/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/base/canonical_json.h"
#include "core/base/text.h"
#include "core/comparison/trace_yields.h"

namespace core::comparison {
namespace {

using model::AlignmentKind;
using model::EventIndex;
using model::EventType;
using model::Severity;

constexpr std::size_t kShownValue = 120;

struct AspectText {
  Aspect aspect;
  Severity severity;
  std::string_view name;
};
constexpr std::array<AspectText, kAspects> kAspectTexts{{
    {Aspect::orchestrator, Severity::error, "orchestrator"},
    {Aspect::start, Severity::warning, "input of the run"},
    {Aspect::only_a, Severity::error, "only in A"},
    {Aspect::only_b, Severity::error, "only in B"},
    {Aspect::renamed, Severity::error, "renamed"},
    {Aspect::order, Severity::error, "order"},
    {Aspect::input, Severity::warning, "input"},
    {Aspect::answer, Severity::warning, "answer"},
    {Aspect::event_only_a, Severity::warning, "event only in A"},
    {Aspect::event_only_b, Severity::warning, "event only in B"},
    {Aspect::event_value, Severity::warning, "event value"},
    {Aspect::status, Severity::error, "status"},
    {Aspect::output, Severity::warning, "output"},
}};

/// How an execution ended: its event, if it has.
std::optional<EventIndex> end_of(const model::History& history) {
  for (std::size_t i = history.size(); i > 0; --i) {
    const EventIndex event{static_cast<std::uint32_t>(i - 1)};
    const EventType type = history.at(event).type();
    if (type == EventType::execution_completed || type == EventType::execution_failed ||
        type == EventType::continue_as_new) {
      return event;
    }
  }
  return std::nullopt;
}

model::RuntimeStatus status_of(const model::History& history) {
  const auto end = end_of(history);
  if (!end) return model::RuntimeStatus::running;
  const model::EventView event = history.at(*end);
  if (event.type() == EventType::continue_as_new) return model::RuntimeStatus::continued_as_new;
  if (event.type() == EventType::execution_failed) return model::RuntimeStatus::failed;
  return event.status();
}

model::PayloadView output_of(const model::History& history) {
  const auto end = end_of(history);
  return end ? history.at(*end).payload() : model::PayloadView();
}

bool same_value(model::PayloadView a, model::PayloadView b) {
  if (a.has_value() != b.has_value()) return false;
  return base::equal_as_json(a.text, b.text);
}

bool is_failure(EventType type) {
  return type == EventType::task_failed || type == EventType::sub_orchestration_instance_failed;
}

/// What two calls got; a timer that fired is a timer that fired.
bool same_answer(const Side& a, EventIndex left, const Side& b, EventIndex right) {
  if (left == model::kNoEvent || right == model::kNoEvent) return left == right;
  const model::EventView x = a.history.at(left), y = b.history.at(right);
  if (x.type() == EventType::timer_fired || y.type() == EventType::timer_fired) {
    return x.type() == y.type();
  }
  return is_failure(x.type()) == is_failure(y.type()) && same_value(x.payload(), y.payload());
}

std::string shown(std::string_view text) {
  return base::printable(base::shorten(text, kShownValue));
}

std::string value_words(model::PayloadView payload) {
  return payload.has_value() ? shown(payload.text) : std::string("nothing");
}

/// A timer by how long it waits: when it is due is another time in every run.
std::string compared_words(const model::History& history, const RecordedCall& call) {
  if (call.kind != model::ActionKind::timer) return call_words(history, call);
  const double seconds = static_cast<double>(wait_ticks(history, call)) / base::kTicksPerSecond;
  return fmt::format("timer of {:g} s", seconds);
}

std::string answer_words(const model::History& history, EventIndex answer) {
  if (answer == model::kNoEvent) return "not answered";
  const model::EventView event = history.at(answer);
  if (event.type() == EventType::timer_fired) return "fired";
  return (is_failure(event.type()) ? "failed: " : "→ ") + value_words(event.payload());
}

/// The lists that are aligned, and what the pairs are asked beside.
class Comparer {
 public:
  Comparer(const Side& a, const Side& b) : a_(a), b_(b) {}

  Comparison run() {
    take_apart(a_, found_.a);
    take_apart(b_, found_.b);
    compare_starts();
    const auto pass_a = pass_of(a_), pass_b = pass_of(b_);
    found_.is_by_yields = pass_a && pass_b;
    if (found_.is_by_yields) {
      compare_yields(*pass_a, *pass_b);
    } else {
      compare_calls();
    }
    compare_events();
    if (status_of(a_.history) != status_of(b_.history)) {
      note(Aspect::status);
    } else if (!same_value(output_of(a_.history), output_of(b_.history))) {
      note(Aspect::output);
    }
    return std::move(found_);
  }

 private:
  static void take_apart(const Side& side, ComparedSide& out) {
    out.recorded = recorded_calls(side.history);
    out.compared = static_cast<std::uint32_t>(out.recorded.calls.size());
  }

  static std::optional<model::PassIndex> pass_of(const Side& side) {
    return side.trace == nullptr ? std::nullopt : last_recorded_pass(*side.trace);
  }

  void note(Aspect aspect, std::uint32_t a = kNoCall, std::uint32_t b = kNoCall) {
    found_.differences.push_back({aspect, a, b});
    ++found_.counts[static_cast<std::size_t>(aspect)];
  }

  void compare_starts() {
    const model::Envelope &x = a_.history.envelope(), &y = b_.history.envelope();
    if (!base::equal_ignoring_case(x.name, y.name)) note(Aspect::orchestrator);
    if (!same_value(x.input.view(), y.input.view())) note(Aspect::start);
  }

  static std::vector<CallToken> tokens_of_calls(const Side& side, const ComparedSide& apart) {
    std::vector<CallToken> made;
    made.reserve(apart.recorded.calls.size());
    for (const RecordedCall& call : apart.recorded.calls) {
      made.push_back(token_of(side.history, call));
    }
    return made;
  }

  void compare_calls() {
    std::vector<CallToken> left = tokens_of_calls(a_, found_.a);
    std::vector<CallToken> right = tokens_of_calls(b_, found_.b);
    const bool has_inputs = has_activity_input(left) || has_activity_input(right);
    if (!has_inputs) {
      tell_apart_by_answer(left, a_, found_.a);
      tell_apart_by_answer(right, b_, found_.b);
    }
    std::vector<AlignedPair> pairs = align_calls(left, right);
    for (AlignedPair& pair : pairs) {
      const bool is_by_answer = !has_inputs && pair.kind == AlignmentKind::input_changed &&
                                left[pair.left].kind == model::ActionKind::activity;
      if (is_by_answer) pair.kind = AlignmentKind::same;
    }
    note_pairs(pairs, [this](std::uint32_t at_left, std::uint32_t at_right) {
      return same_answer(a_, found_.a.recorded.calls[at_left].answer, b_,
                         found_.b.recorded.calls[at_right].answer);
    });
  }

  static bool has_activity_input(const std::vector<CallToken>& tokens) {
    return std::any_of(tokens.begin(), tokens.end(), [](const CallToken& token) {
      return token.kind == model::ActionKind::activity && token.input != 0;
    });
  }

  /// Most histories hold no inputs of activities: then what they got tells one from another.
  static void tell_apart_by_answer(std::vector<CallToken>& tokens, const Side& side,
                                   const ComparedSide& apart) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const EventIndex answer = apart.recorded.calls[i].answer;
      if (tokens[i].kind != model::ActionKind::activity || answer == model::kNoEvent) continue;
      tokens[i].input = hash_of(base::canonical_json(side.history.at(answer).payload().text));
    }
  }

  void compare_yields(model::PassIndex pass_a, model::PassIndex pass_b) {
    const auto tokens = [](const Side& side, model::PassIndex pass, ComparedSide& apart) {
      apart.pass = pass;
      apart.compared = side.trace->passes[pass.value].length;
      std::vector<CallToken> made;
      for (std::uint32_t i = 0; i < apart.compared; ++i) {
        made.push_back(token_of_yield(*side.trace, pass, model::YieldIndex{i}));
      }
      return made;
    };
    const auto left_tokens = tokens(a_, pass_a, found_.a);
    const auto right_tokens = tokens(b_, pass_b, found_.b);
    note_pairs(align_calls(left_tokens, right_tokens),
               [&](std::uint32_t left, std::uint32_t right) {
                 return answer_of_yield(*a_.trace, pass_a, model::YieldIndex{left}) ==
                        answer_of_yield(*b_.trace, pass_b, model::YieldIndex{right});
               });
  }

  template <class SameAnswer>
  void note_pairs(const std::vector<AlignedPair>& pairs, SameAnswer same_answer_of) {
    for (const AlignedPair& pair : pairs) {
      switch (pair.kind) {
        case AlignmentKind::removed:
          note(Aspect::only_a, pair.left);
          continue;
        case AlignmentKind::inserted:
          note(Aspect::only_b, kNoCall, pair.right);
          continue;
        case AlignmentKind::renamed:
          note(Aspect::renamed, pair.left, pair.right);
          break;
        case AlignmentKind::moved:
          note(Aspect::order, pair.left, pair.right);
          break;
        case AlignmentKind::input_changed:
          note(Aspect::input, pair.left, pair.right);
          break;
        case AlignmentKind::same:
          break;
      }
      if (!same_answer_of(pair.left, pair.right)) {
        note(Aspect::answer, pair.left, pair.right);
      } else if (pair.kind == AlignmentKind::same) {
        ++found_.same;
      }
    }
  }

  /// Events are sent by others: their order among the calls says nothing about the code.
  void compare_events() {
    const auto tokens = [](const Side& side, const std::vector<EventIndex>& events) {
      std::vector<CallToken> made;
      for (const EventIndex event : events) {
        const model::EventView view = side.history.at(event);
        CallToken token;
        token.kind = model::ActionKind::external_event;
        token.name = hash_of(view.name());
        token.input = hash_of(base::canonical_json(view.payload().text));
        made.push_back(token);
      }
      return made;
    };
    const auto left = tokens(a_, found_.a.recorded.raised);
    const auto right = tokens(b_, found_.b.recorded.raised);
    for (const AlignedPair& pair : align_calls(left, right)) {
      if (pair.kind == AlignmentKind::same || pair.kind == AlignmentKind::moved) continue;
      if (pair.kind == AlignmentKind::input_changed) {
        note(Aspect::event_value, pair.left, pair.right);
        continue;
      }
      if (pair.left != kNoCall) note(Aspect::event_only_a, pair.left);
      if (pair.right != kNoCall) note(Aspect::event_only_b, kNoCall, pair.right);
    }
  }

  const Side &a_, &b_;
  Comparison found_;
};

DifferenceSide whole_run_words(const Side& side, Aspect aspect) {
  DifferenceSide words;
  const model::History& history = side.history;
  if (aspect == Aspect::orchestrator) {
    words.text = base::printable(history.envelope().name);
  } else if (aspect == Aspect::start) {
    words.text = value_words(history.envelope().input.view());
  } else {
    const auto end = end_of(history);
    if (end) words.event = *end;
    words.text = aspect == Aspect::output ? value_words(output_of(history))
                 : !end                   ? std::string("has not ended")
                                          : std::string(model::name_of(status_of(history)));
  }
  return words;
}

DifferenceSide yield_words(const ComparedSide& apart, const Side& side, std::uint32_t index,
                           Aspect aspect) {
  const model::YieldIndex yield{index};
  DifferenceSide words;
  words.text = model::yield_label(*side.trace, apart.pass, yield);
  if (aspect == Aspect::answer) {
    words.text += " " + answer_words_of_yield(*side.trace, apart.pass, yield);
  }
  const model::Place* place =
      side.trace->place(side.trace->yield_at(apart.pass, yield).place);
  if (place != nullptr) words.place = *place;
  return words;
}

}  // namespace

std::string_view name_of(Aspect aspect) {
  return kAspectTexts[static_cast<std::size_t>(aspect)].name;
}

model::Severity severity_of(Aspect aspect) {
  return kAspectTexts[static_cast<std::size_t>(aspect)].severity;
}

Comparison compare(const Side& a, const Side& b) { return Comparer(a, b).run(); }

DifferenceSide words_of(const Comparison& comparison, const Side& side, const Difference& difference,
                        bool is_a) {
  const std::uint32_t index = is_a ? difference.a : difference.b;
  const ComparedSide& apart = is_a ? comparison.a : comparison.b;
  const Aspect aspect = difference.aspect;
  const bool is_whole = difference.a == kNoCall && difference.b == kNoCall;
  if (is_whole) return whole_run_words(side, aspect);
  if (index == kNoCall) return {};
  DifferenceSide words;
  const bool is_event = aspect == Aspect::event_only_a || aspect == Aspect::event_only_b ||
                        aspect == Aspect::event_value;
  if (is_event) {
    words.event = apart.recorded.raised[index];
    const model::EventView event = side.history.at(words.event);
    words.text = "event " + base::printable(event.name()) + " " + value_words(event.payload());
  } else if (comparison.is_by_yields) {
    words = yield_words(apart, side, index, aspect);
  } else {
    const RecordedCall& call = apart.recorded.calls[index];
    words.event = call.event;
    words.text = compared_words(side.history, call);
    if (aspect == Aspect::answer) words.text += " " + answer_words(side.history, call.answer);
  }
  words.number = index + 1;
  return words;
}

}  // namespace core::comparison
