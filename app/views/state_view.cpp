#include "app/views/state_view.h"

#include <algorithm>

#include "app/state/locator.h"
#include "app/views/event_text.h"
#include "app/views/evidence_text.h"
#include "core/base/match.h"
#include "core/base/text.h"

namespace app::views {

namespace {

using state::AppState;
using state::Stop;

/// Children of an any or all beyond this are counted, not listed.
constexpr std::size_t kMaxChildren = 1'000;
/// Tasks can be shared, so that a small trace can describe an endless tree.
constexpr std::size_t kMaxTasks = 5'000;
constexpr std::size_t kMaxFrames = 100;

const model::Call* find_call(const AppState& state, model::TaskHandle task) {
  if (!state.ledger) return nullptr;
  const auto& calls = state.ledger->calls;
  const auto found = std::lower_bound(
      calls.begin(), calls.end(), task,
      [](const model::Call& call, model::TaskHandle wanted) { return call.handle < wanted; });
  return found != calls.end() && found->handle == task ? &*found : nullptr;
}

std::string ids_text(const model::Call& call, const model::History& history) {
  std::string text;
  const auto add = [&text](const std::string& part) {
    text += (text.empty() ? "" : " · ") + part;
  };
  if (call.sdk_id) add("sdk id " + std::to_string(*call.sdk_id));
  if (call.platform_id && call.platform_id != call.sdk_id) {
    add("platform id " + std::to_string(*call.platform_id));
  }
  if (call.scheduled != model::kNoEvent) add(event_number(history, call.scheduled));
  if (call.answered != model::kNoEvent) add("answered by " + event_number(history, call.answered));
  return text;
}

/// Builds the tree of a yielded task.
class TaskTree {
 public:
  explicit TaskTree(const AppState& state) : state_(state), trace_(*trace_of(state)) {}

  TaskNode node(model::TaskHandle task, const std::vector<std::uint32_t>& child) {
    ++built_;
    TaskNode node;
    node.child = child;
    node.is_picked = !child.empty() && child == state_.focus.picked.child;
    const model::Op* op = trace_.find_op(state_.focus.pass, task);
    if (op == nullptr) {
      node.label = "task #" + std::to_string(task.value);
      return node;
    }
    node.kind = op->kind;
    node.label = task_label(*op);
    if (const model::Call* call = find_call(state_, task)) {
      node.task_state = call->state;
      node.state = name_of(call->state);
      node.ids = ids_text(*call, state_.reading->history());
      node.scheduled = call->scheduled;
      node.answered = call->answered;
    }
    add_children(node, task, *op);
    return node;
  }

 private:
  static std::string task_label(const model::Op& op) {
    if (!model::is_compound(op.kind)) return to_text(op);
    return std::string(name_of(op.kind)) + " of " +
           core::base::count_of(op.children.size(), "task");
  }

  void add_children(TaskNode& node, model::TaskHandle task, const model::Op& op) {
    std::size_t shown = 0;
    for (; shown < op.children.size(); ++shown) {
      // A child is always older than what it is a child of.
      const bool is_sound = op.children[shown] < task;
      if (!is_sound || shown == kMaxChildren || built_ >= kMaxTasks) break;
      std::vector<std::uint32_t> path = node.child;
      path.push_back(static_cast<std::uint32_t>(shown + 1));
      node.children.push_back(this->node(op.children[shown], path));
    }
    if (shown == op.children.size()) return;
    TaskNode rest;
    rest.label = "… " + std::to_string(op.children.size() - shown) + " more";
    node.children.push_back(std::move(rest));
  }

  const AppState& state_;
  const model::Trace& trace_;
  std::size_t built_ = 0;
};

const model::Settled* settled_of(const model::Resume& resume, model::TaskHandle task) {
  const auto found = std::find_if(resume.settled.begin(), resume.settled.end(),
                                  [task](const auto& settled) { return settled.handle == task; });
  return found == resume.settled.end() ? nullptr : &*found;
}

/// Results of tasks that were settled on the way to an answer, newest first: what settled before an
/// earlier yield of this pass stands in the resume that led on from there.
const model::Settled* find_result(const model::Trace& trace, model::PassIndex pass,
                                  model::YieldIndex yield, model::TaskHandle task) {
  for (std::uint32_t y = yield.value + 1; y-- > 0;) {
    const model::Resume* resume = trace.answer_of(pass, model::YieldIndex{y});
    if (resume == nullptr) continue;
    if (const model::Settled* settled = settled_of(*resume, task)) return settled;
  }
  return nullptr;
}

/// The result of an any or all: its tasks, each with its own result.
ValueNode children_value(const model::Trace& trace, model::PassIndex pass, model::YieldIndex yield,
                         const model::Settled& settled) {
  ValueNode node;
  const model::Op* compound = trace.find_op(pass, settled.handle);
  const bool is_any = compound != nullptr && compound->kind == model::ActionKind::any;
  node.text = is_any ? "the task that won" : "[" + std::to_string(settled.children.size()) + "]";
  for (std::size_t i = 0; i < settled.children.size() && i < kMaxChildren; ++i) {
    const model::TaskHandle child = settled.children[i];
    const model::Op* op = trace.find_op(pass, child);
    std::string name = op != nullptr ? to_text(*op) : "task #" + std::to_string(child.value);
    const model::Settled* own = find_result(trace, pass, yield, child);
    ValueNode value;
    if (own != nullptr && own->value.has_value()) value = parse_value("", own->value.text);
    else value.text = own != nullptr ? "None" : "not recorded";
    if (own != nullptr && !own->ok) value.type = "error";
    value.name = std::move(name);
    node.children.push_back(std::move(value));
  }
  return node;
}

AnswerText answer_text(const AppState& state, const model::Trace& trace, model::YieldIndex yield) {
  AnswerText answer;
  const model::Resume* resume = trace.answer_of(state.focus.pass, yield);
  if (resume == nullptr) {
    answer.headline = "Not answered in this pass";
    return answer;
  }
  answer.is_there = true;
  answer.is_error = resume->kind == model::ResumeKind::raise;
  answer.event = state::answering_event(*state.reading, state.focus.pass, yield);
  answer.headline = answer.is_error ? "Raised" : "Sent";
  if (answer.event != model::kNoEvent) {
    answer.headline += " by " + event_title(state.reading->history(), answer.event);
  } else {
    answer.headline += " at once";
  }
  const model::Settled* settled = settled_of(*resume, resume->awaited);
  if (settled == nullptr) return answer;
  if (!settled->ok) {
    answer.value.type = "error";
    answer.value.text = core::base::printable(settled->value.text);
  } else if (!settled->children.empty()) {
    answer.value = children_value(trace, state.focus.pass, yield, *settled);
  } else if (settled->value.has_value()) {
    answer.value = parse_value("", settled->value.text);
  } else {
    answer.value.text = "None";
  }
  return answer;
}

/// First pass that went through this very yield: where its locals were captured. Empty when that
/// is this pass.
std::string first_recorded(const model::Trace& trace, model::PassIndex pass,
                           model::YieldIndex yield) {
  const model::Yield* shared = &trace.yield_at(pass, yield);
  if (&trace.locals_at(pass, yield) != &shared->segment.locals) return "";
  for (std::uint32_t p = 0; p < pass.value; ++p) {
    if (yield.value < trace.passes[p].length &&
        &trace.yield_at(model::PassIndex{p}, yield) == shared) {
      return "p" + std::to_string(trace.passes[p].number);
    }
  }
  return "";
}

void fill_locals(StateView& view, const model::Trace& trace, model::PassIndex pass,
                 model::YieldIndex yield) {
  const std::string& text = trace.locals_at(pass, yield);
  view.locals = parse_locals(text);
  if (text.empty()) {
    view.locals_note = "No locals were captured here";
    return;
  }
  if (yield.value > 0) {
    mark_changes(view.locals,
                 parse_locals(trace.locals_at(pass, model::YieldIndex{yield.value - 1})));
  } else {
    mark_changes(view.locals, {});
  }
  const model::PassIndex before{pass.value - 1};
  if (pass.value > 0 && yield.value < trace.passes[before.value].length &&
      &trace.locals_at(before, yield) != &text) {
    mark_pass_changes(view.locals, parse_locals(trace.locals_at(before, yield)));
  }
  view.changed_locals = static_cast<std::size_t>(
      std::count_if(view.locals.begin(), view.locals.end(),
                    [](const ValueNode& node) { return node.has_changed; }));
  const std::string first = first_recorded(trace, pass, yield);
  if (!first.empty()) view.locals_note = "As first recorded in " + first;
}

void add_frame(StateView& view, const AppState& state, const model::Trace& trace,
               model::PlaceIndex index) {
  const model::Place* place = trace.place(index);
  if (place == nullptr) return;
  FrameRow row;
  row.function = core::base::printable(place->function);
  row.where = core::base::printable(place->file) + ":" + std::to_string(place->line);
  row.line = {place->file, place->line};
  row.is_innermost = view.frames.empty();
  row.is_shown = state.derived.line == row.line;
  view.frames.push_back(std::move(row));
}

/// The stack of `yield from`; one frame alone is the place in the caption.
void fill_frames(StateView& view, const AppState& state, const model::Trace& trace,
                 const model::Yield& yield) {
  if (yield.frames.empty()) return;
  add_frame(view, state, trace, yield.place);
  const std::size_t shown = std::min(yield.frames.size(), kMaxFrames);
  for (std::size_t i = 0; i < shown; ++i) {
    add_frame(view, state, trace, yield.frames[yield.frames.size() - 1 - i]);
  }
}

void fill_evidence(StateView& view, const AppState& state, const model::Trace& trace,
                   model::YieldIndex yield) {
  for (const std::uint32_t i : state.reading->evidence.at(trace, state.focus.pass, yield)) {
    const model::Evidence& noted = trace.evidence[i];
    EvidenceRow row;
    row.text = evidence_text(noted);
    row.where = evidence_place(trace, noted);
    row.is_refused = noted.is_refused;
    if (const model::Place* place = trace.place(noted.place)) row.line = {place->file, place->line};
    view.evidence.push_back(std::move(row));
  }
}

/// The clock that the code was given, marked when the beginning of the pass it comes from was
/// worked out.
std::string clock_of(const model::History& history, core::base::Timestamp clock) {
  std::string text = format_round_trip(clock);
  for (const model::Episode& episode : history.episodes()) {
    const model::EventView begin = history.at(episode.begin);
    if (begin.timestamp() != clock) continue;
    return marked(begin, model::Inferable::timestamp, std::move(text));
  }
  return text;
}

void fill_yield(StateView& view, const AppState& state, const model::Trace& trace) {
  const model::PassIndex pass = state.focus.pass;
  const model::YieldIndex yield = state.focus.stop.yield;
  const model::Yield& of = trace.yield_at(pass, yield);
  view.cell = cell_state(trace, pass, yield);
  if (const model::Place* place = trace.place(of.place)) {
    view.place = place->file + ":" + std::to_string(place->line) + " in " + place->function;
  }
  view.facts.emplace_back("state", name_of(view.cell));
  view.facts.emplace_back("is_replaying", trace.is_replaying_at(pass, yield) ? "True" : "False");
  view.facts.emplace_back("clock", clock_of(state.reading->history(), of.segment.arrived.clock));
  if (view.cell == model::CellState::diverged && trace.divergence) {
    view.facts.emplace_back("history", trace.divergence->expected);
    view.facts.emplace_back("code", trace.divergence->actual);
  }
  core::base::match(
      of.what,
      [&](const model::TaskHandle& task) { view.tasks.push_back(TaskTree(state).node(task, {})); },
      [&](const model::NotATask& what) {
        TaskNode node;
        node.label = "not a task: " + core::base::printable(what.type_name);
        view.tasks.push_back(std::move(node));
      });
  view.answer = answer_text(state, trace, yield);
  fill_frames(view, state, trace, of);
  fill_evidence(view, state, trace, yield);
  fill_locals(view, trace, pass, yield);
}

/// The input is all there is before the first line runs.
void add_input(StateView& view, const model::Payload& input) {
  if (input.kind == model::PayloadKind::absent) {
    view.locals_note = "The code has not run yet; no input was recorded";
    return;
  }
  view.locals_note = "The code has not run yet: this is its input";
  ValueNode node;
  node.name = "input";
  if (input.has_value()) node = parse_value("input", input.text);
  else if (input.kind == model::PayloadKind::null) node.text = "None";
  else node.text = "stored elsewhere: " + core::base::printable(input.text);
  view.locals.push_back(std::move(node));
}

void fill_start(StateView& view, const AppState& state, const model::Trace& trace) {
  const model::Pass& pass = trace.passes[state.focus.pass.value];
  const model::Payload& input = state.reading->history().envelope().input;
  view.facts.emplace_back("woken by", pass.is_confirming
                                          ? "nothing new: the confirming pass"
                                          : trigger_text(state.reading->history(),
                                                         state.reading->pairs, pass.trigger));
  view.facts.emplace_back("runs again", core::base::count_of(pass.first_fresh, "yield"));
  add_input(view, input);
}

void fill_end(StateView& view, const AppState& state, const model::Trace& trace) {
  const model::Pass& pass = trace.passes[state.focus.pass.value];
  view.facts.emplace_back("outcome", outcome_text(pass.outcome));
  fill_evidence(view, state, trace, model::YieldIndex{pass.length});
  if (pass.verdict) {
    view.facts.emplace_back("platform", pass.verdict->rule + ": " + pass.verdict->message);
  }
  if (pass.custom_status) {
    view.facts.emplace_back("custom status", core::base::printable(pass.custom_status->text));
  }
  for (const std::string& warning : pass.warnings) view.facts.emplace_back("warning", warning);
  if (const auto* end = std::get_if<model::Returned>(&pass.outcome.what)) {
    if (end->value.has_value()) view.locals.push_back(parse_value("returned", end->value.text));
  } else if (const auto* raised = std::get_if<model::Raised>(&pass.outcome.what)) {
    ValueNode node;
    node.name = raised->type;
    node.type = "error";
    node.text = core::base::printable(raised->message);
    for (const std::string& line : pretty_lines(raised->traceback)) {
      ValueNode row;
      row.text = line;
      if (!line.empty()) node.children.push_back(std::move(row));
    }
    view.locals.push_back(std::move(node));
  }
  if (view.locals.empty()) view.locals_note = "Nothing is left to see after the last yield";
}

}  // namespace

bool StateView::is_stale(const AppState& state) const {
  return focus_version != state.focus_version ||
         version != (state.reading ? state.reading->version() : 0);
}

StateView build_state_view(const AppState& state) {
  StateView view;
  view.focus_version = state.focus_version;
  if (!state.reading) return view;
  view.version = state.reading->version();
  view.title = locator_text(state);
  const model::Trace* trace = trace_of(state);
  if (trace == nullptr) {
    const model::Payload& input = state.reading->history().envelope().input;
    if (input.has_value()) view.locals.push_back(parse_value("input", input.text));
    view.locals_note = state.reading->no_run.empty()
                           ? "No code was run: locals are known after an orchestrator was attached"
                           : state.reading->no_run;
    return view;
  }
  if (!state.reading->stops.has(state.focus.pass)) return view;
  switch (state.focus.stop.kind) {
    case Stop::Kind::start: fill_start(view, state, *trace); break;
    case Stop::Kind::yield: fill_yield(view, state, *trace); break;
    case Stop::Kind::end: fill_end(view, state, *trace); break;
  }
  return view;
}

}  // namespace app::views
