#include "app/cli/pass_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/cli/text_layout.h"
#include "core/base/base64.h"

namespace app::cli {
namespace {

using core::model::CellState;
using core::model::PassIndex;
using core::model::Trace;
using core::model::YieldIndex;

constexpr std::size_t kValueColumns = 60;

/// The name of the call that a completion answers, or its own.
std::string_view name_of_event(const core::model::History& history, core::model::EventIndex index) {
  const auto event = history.at(index);
  if (!event.name().empty()) return event.name();
  const auto scheduled = history.scheduled_by(index);
  return scheduled ? history.at(*scheduled).name() : std::string_view();
}

/// How the task was settled, looked for from the answer backwards: it can lie long ago.
const core::model::Settled* find_settled(const Trace& trace, PassIndex pass, YieldIndex yield,
                                         core::model::TaskHandle task) {
  const core::model::Resume* answer = trace.answer_of(pass, yield);
  for (std::uint32_t i = yield.value + 1; answer != nullptr; --i) {
    for (const auto& settled : answer->settled) {
      if (settled.handle == task) return &settled;
    }
    if (i == 0) break;
    answer = &trace.yield_at(pass, YieldIndex{i - 1}).segment.arrived;
  }
  return nullptr;
}

/// A value in a few words; base64 of text is shown as what it holds.
std::string value_words(std::string_view text) {
  std::string_view inner = text;
  if (inner.size() > 2 && inner.front() == '"' && inner.back() == '"') {
    inner = inner.substr(1, inner.size() - 2);
  }
  if (const auto decoded = core::base::text_in_base64(inner)) {
    return "from base64 " + foreign(*decoded, kValueColumns);
  }
  return foreign(text, kValueColumns);
}

std::string settled_words(const Trace& trace, PassIndex pass, const core::model::Settled& settled) {
  if (!settled.ok) return "failed: " + foreign(settled.value.text, kValueColumns);
  if (settled.children.empty()) {
    return settled.value.has_value() ? value_words(settled.value.text) : "None";
  }
  if (settled.children.size() > 1) return fmt::format("all {}", settled.children.size());
  const core::model::Op* op = trace.find_op(pass, settled.children.front());
  return op == nullptr ? "one of them" : foreign(core::model::to_text(*op), kValueColumns);
}

}  // namespace

std::string trigger_words(const Trace& trace, const core::model::Pass& pass, EventNumbers numbers) {
  if (pass.is_confirming) return "nothing new: the platform checks the last calls";
  const core::model::History& history = *trace.history;
  std::string words;
  std::size_t shown = 0;
  for (const core::model::EventIndex index : pass.trigger) {
    if (index.value >= history.size()) continue;
    const auto event = history.at(index);
    if (event.type() == core::model::EventType::orchestrator_started) continue;
    if (++shown > 3) continue;
    words += (words.empty() ? "" : ", ") + foreign(event.type_name(), 30);
    // The orchestrator's own name says nothing new.
    const bool is_start = event.type() == core::model::EventType::execution_started;
    const std::string name = foreign(is_start ? "" : name_of_event(history, index), 30);
    if (!name.empty()) words += " " + name;
    if (numbers == EventNumbers::yes) words += fmt::format(" (event {})", index.value);
  }
  if (shown > 3) words += fmt::format(" and {} more", shown - 3);
  return words.empty() ? "no event" : words;
}

std::string answer_words(const Trace& trace, PassIndex pass, YieldIndex yield) {
  const core::model::Resume* answer = trace.answer_of(pass, yield);
  if (answer == nullptr) return "waiting";
  const bool is_last = yield.value + 1 == trace.passes[pass.value].length;
  const bool is_broken =
      is_last && std::holds_alternative<core::model::SdkBroke>(trace.passes[pass.value].outcome.what);
  if (is_broken) return "no answer";
  const core::model::Settled* settled = find_settled(trace, pass, yield, answer->awaited);
  if (settled == nullptr) {
    return answer->kind == core::model::ResumeKind::raise ? "failed" : "None";
  }
  return settled_words(trace, pass, *settled);
}

std::string place_words(const Trace& trace, core::model::PlaceIndex place) {
  const core::model::Place* found = trace.place(place);
  if (found == nullptr || found->file.empty()) return {};
  return fmt::format("{}:{}", foreign(found->file, 60), found->line);
}

std::string_view glyph_of(CellState state) {
  switch (state) {
    case CellState::not_reached:
      return " ";
    case CellState::replayed:
      return "■";
    case CellState::fresh:
      return "●";
    case CellState::waiting:
      return "○";
    case CellState::diverged:
      return "✕";
    case CellState::failed:
      return "!";
  }
  return " ";
}

Ink ink_of(CellState state) {
  switch (state) {
    case CellState::replayed:
      return Ink::dim;
    case CellState::fresh:
      return Ink::good;
    case CellState::waiting:
      return Ink::wait;
    case CellState::diverged:
    case CellState::failed:
      return Ink::bad;
    case CellState::not_reached:
      return Ink::plain;
  }
  return Ink::plain;
}

std::string state_legend(const Console& console) {
  std::string text;
  for (const CellState state : {CellState::replayed, CellState::fresh, CellState::waiting,
                                CellState::diverged, CellState::failed}) {
    text += (text.empty() ? "" : "   ") + console.ink(ink_of(state), glyph_of(state)) + " " +
            std::string(core::model::name_of(state));
  }
  return text;
}

std::uint32_t longest_pass(const Trace& trace) {
  std::uint32_t longest = 0;
  for (const auto& pass : trace.passes) longest = std::max(longest, pass.length);
  return longest;
}

}  // namespace app::cli
