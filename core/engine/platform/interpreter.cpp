#include "core/engine/platform/interpreter.h"

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/engine/actions/action_table.h"

namespace core::engine::platform {

using model::EventIndex;
using model::EventType;
using sdk::Emitted;

void Interpreter::reserve(std::size_t calls) {
  nodes_.reserve(calls);
  issued_.reserve(calls);
  open_.reserve(calls);
}

void Interpreter::begin(const sdk::Interpreter& code) {
  code_ = &code;
  nodes_.clear();
  issued_.clear();
  open_.clear();
  waiting_.clear();
  buffered_.clear();
  held_.clear();
  verdict_.reset();
  open_count_ = 0;
  next_entry_ = current_entry_ = 0;
  awaited_ = kNoNode;
  has_started_ = is_finished_ = is_suspended_ = is_terminated_ = continues_as_new_ = false;
}

void Interpreter::run(const sdk::Interpreter& code, EventIndex events_end, EventIndex written_end) {
  begin(code);
  EventIndex event{0};
  for (; event < events_end && !verdict_; ++event.value) {
    process(event);
  }
  for (; event < written_end && !verdict_; ++event.value) {
    const model::EventView view = facts_->history().at(event);
    if (model::is_schedule(view.type()) && is_sequence_id(view.id(), facts_->history())) {
      go_on_after_failure(view.id().value);
    }
  }
}

bool Interpreter::go_on_after_failure(std::int32_t wanted_id) {
  const std::size_t issued_before = issued_.size();
  while (wanted_id >= 0 && static_cast<std::size_t>(wanted_id) >= issued_.size() &&
         awaited_ != kNoNode && nodes_[awaited_].has_failed_child) {
    nodes_[awaited_].is_done = true;
    advance_main();
  }
  return issued_.size() > issued_before;
}

model::RuntimeStatus Interpreter::status() const {
  using model::RuntimeStatus;
  if (is_terminated_) return RuntimeStatus::terminated;
  if (verdict_) return RuntimeStatus::failed;
  if (is_suspended_) return RuntimeStatus::suspended;
  if (!completes()) return RuntimeStatus::running;
  if (code_->broke() || code_->has_raised()) return RuntimeStatus::failed;
  return continues_as_new_ ? RuntimeStatus::continued_as_new : RuntimeStatus::completed;
}

void Interpreter::process(EventIndex event) {
  if (is_suspended_) {
    const EventType type = facts_->history().at(event).type();
    const bool passes = type == EventType::execution_resumed ||
                        type == EventType::execution_terminated ||
                        type == EventType::orchestrator_started;
    if (!passes) {
      if (type != EventType::execution_suspended) held_.push_back(event);
      return;
    }
  }
  handle(event);
}

void Interpreter::handle(EventIndex event) {
  constexpr std::int32_t kSplitTimer = -100;  // SEMANTICS 1.4: internal, ignored
  const model::EventView view = facts_->history().at(event);
  switch (view.type()) {
    case EventType::execution_started:
      if (!has_started_) {
        has_started_ = true;
        advance_main();
      }
      break;
    case EventType::task_scheduled:
      confirm(event, Command::schedule_task);
      break;
    case EventType::timer_created:
      if (view.id().value != kSplitTimer) confirm(event, Command::create_timer);
      break;
    case EventType::sub_orchestration_instance_created:
      confirm(event, Command::create_sub_orchestration);
      break;
    case EventType::event_sent:
      confirm(event, Command::send_event);
      break;
    case EventType::task_completed:
    case EventType::timer_fired:
    case EventType::sub_orchestration_instance_completed:
      complete(event, true);
      break;
    case EventType::task_failed:
    case EventType::sub_orchestration_instance_failed:
      complete(event, false);
      break;
    case EventType::event_raised:
      raise_event(event);
      break;
    case EventType::execution_terminated:
      terminate();
      break;
    case EventType::execution_suspended:
      is_suspended_ = true;
      break;
    case EventType::execution_resumed:
      resume(event);
      break;
    default:
      break;
  }
}

void Interpreter::resume(EventIndex) {
  is_suspended_ = false;
  const std::vector<EventIndex> held = std::exchange(held_, {});
  for (const EventIndex event : held) {
    if (verdict_) return;
    process(event);
  }
}

void Interpreter::terminate() {
  is_terminated_ = true;
  Issued& issued = issued_.emplace_back();
  issued.command = Command::complete;
  open_.push_back(kNoNode);
}

void Interpreter::complete(EventIndex event, bool ok) {
  const std::int32_t id = facts_->history().at(event).link().value;
  const auto at = static_cast<std::size_t>(id);
  if (id < 0 || at >= open_.size() || open_[at] == kNoNode) {
    return;  // a duplicate, or an answer to nothing: logged and ignored
  }
  const NodeIndex node = open_[at];
  open_[at] = kNoNode;
  --open_count_;
  settle(node, ok, event);
}

std::vector<NodeIndex>& Interpreter::waiters(std::string_view name) {
  return waiting_[base::to_lower_ascii(name)];
}

void Interpreter::raise_event(EventIndex event) {
  if (continues_as_new_) {
    return;  // carried to the next generation
  }
  const std::string_view name = facts_->history().at(event).name();
  std::vector<NodeIndex>& stack = waiters(name);
  if (stack.empty()) {
    buffered_[base::to_lower_ascii(name)].push_back(event);
    return;
  }
  const NodeIndex newest = stack.back();
  stack.pop_back();
  settle(newest, true, event);
}

// The main routine: each action is invoked and awaited before the next; with V1 all actions of one
// inner list are invoked and any one of them is awaited. Source: SEMANTICS 3.3, step 2.
void Interpreter::advance_main() {
  awaited_ = kNoNode;
  const std::size_t count = code_->broke() ? 0 : code_->emitted().size();
  while (next_entry_ < count) {
    current_entry_ = next_entry_++;
    const NodeIndex node =
        code_->rules().schema == 1 ? invoke_flat(current_entry_) : invoke_entry(current_entry_);
    if (node != kNoNode && !nodes_[node].is_done) {
      awaited_ = node;
      return;
    }
  }
  is_finished_ = code_->broke() || code_->is_done() || code_->has_raised();
}

NodeIndex Interpreter::invoke_entry(std::uint32_t entry) {
  const Emitted& emitted = code_->emitted()[entry];
  switch (emitted.what) {
    case Emitted::What::continue_as_new:
      continues_as_new_ = true;
      return kNoNode;
    case Emitted::What::timer_leg: {
      const NodeIndex node = add_node(NodeKind::leaf, emitted.task);
      issue(node, Command::create_timer);
      return node;
    }
    case Emitted::What::task:
      break;
  }
  const model::Op* op = code_->task(emitted.task).op;
  return action_rules(op->kind).invoke(*this, emitted.task);
}

NodeIndex Interpreter::invoke_flat(std::uint32_t entry) {
  const Emitted& emitted = code_->emitted()[entry];
  const bool is_compound =
      emitted.what == Emitted::What::task && model::is_compound(code_->task(emitted.task).op->kind);
  if (!is_compound) {
    return invoke_entry(entry);
  }
  return invoke_children(NodeKind::any, emitted.task);
}

NodeIndex Interpreter::add_node(NodeKind kind, sdk::TaskIndex task) {
  Node& node = nodes_.emplace_back();
  node.kind = kind;
  node.task = task;
  node.entry = current_entry_;
  return static_cast<NodeIndex>(nodes_.size() - 1);
}

void Interpreter::issue(NodeIndex node, Command command) {
  Issued& issued = issued_.emplace_back();
  issued.command = command;
  issued.node = node;
  issued.task = nodes_[node].task;
  issued.entry = nodes_[node].entry;
  const bool is_open = command != Command::send_event;
  open_.push_back(is_open ? node : kNoNode);
  open_count_ += is_open ? 1 : 0;
}

void Interpreter::settle_now(NodeIndex node, bool ok) {
  if (!issued_.empty() && issued_.back().node == node && open_.back() == node) {
    open_.back() = kNoNode;
    --open_count_;
  }
  settle(node, ok, model::kNoEvent);
}

void Interpreter::await_event(NodeIndex node, std::string_view name) {
  const auto buffered = buffered_.find(base::to_lower_ascii(name));
  if (buffered == buffered_.end() || buffered->second.empty()) {
    waiters(name).push_back(node);
    return;
  }
  const EventIndex event = buffered->second.front();
  buffered->second.pop_front();
  settle(node, true, event);
}

NodeIndex Interpreter::begin_attempts(NodeKind kind, sdk::TaskIndex task, Command command) {
  const NodeIndex node = add_node(kind, task);
  nodes_[node].command = command;
  start_part(node, command);
  return node;
}

void Interpreter::start_part(NodeIndex parent, Command command) {
  const NodeIndex part = add_node(NodeKind::leaf, nodes_[parent].task);
  nodes_[part].parent = parent;
  nodes_[part].entry = nodes_[parent].entry;
  issue(part, command);
}

NodeIndex Interpreter::invoke_children(NodeKind kind, sdk::TaskIndex task) {
  const NodeIndex node = add_node(kind, task);
  const std::span<const sdk::TaskIndex> children = code_->carried_by(task);
  nodes_[node].remaining = static_cast<std::uint32_t>(children.size());
  nodes_[node].is_done = children.empty();
  for (const sdk::TaskIndex child : children) {
    const model::Op* op = code_->task(child).op;
    NodeIndex made = kNoNode;
    if (op == nullptr) {  // the first leg of a long timer
      made = add_node(NodeKind::leaf, child);
      issue(made, Command::create_timer);
    } else if (code_->rules().schema == 1 && model::is_compound(op->kind)) {
      made = invoke_children(NodeKind::any, child);
    } else {
      made = action_rules(op->kind).invoke(*this, child);
    }
    if (nodes_[made].is_done) {
      if (const std::optional<bool> settles = decide(node, true, model::kNoEvent)) {
        nodes_[node].is_done = true;
      }
    } else {
      nodes_[made].parent = node;
    }
  }
  return node;
}

void Interpreter::settle(NodeIndex node, bool ok, EventIndex event) {
  for (;;) {
    nodes_[node].is_done = true;
    const NodeIndex parent = nodes_[node].parent;
    if (parent == kNoNode || nodes_[parent].is_done) {
      break;
    }
    const std::optional<bool> settles = decide(parent, ok, event);
    if (!settles) {
      return;
    }
    node = parent;
    ok = *settles;
  }
  if (node == awaited_) {
    advance_main();
  }
}

std::optional<bool> Interpreter::decide(NodeIndex parent, bool child_ok, EventIndex event) {
  switch (nodes_[parent].kind) {
    case NodeKind::any:
      return true;
    case NodeKind::retry:
      return decide_retry(parent, child_ok, event);
    case NodeKind::http:
      return decide_http(parent, child_ok, event);
    case NodeKind::all:
    case NodeKind::leaf:
      break;
  }
  nodes_[parent].has_failed_child = nodes_[parent].has_failed_child || !child_ok;
  return --nodes_[parent].remaining == 0 ? std::optional(true) : std::nullopt;
}

std::optional<bool> Interpreter::decide_retry(NodeIndex parent, bool child_ok, EventIndex event) {
  Node& node = nodes_[parent];
  if (node.is_on_timer) {
    node.is_on_timer = false;
    if (node.attempts >= code_->task(node.task).op->max_attempts) {
      return false;
    }
    ++node.attempts;
    start_part(parent, node.command);
    return std::nullopt;
  }
  if (child_ok) {
    return true;
  }
  if (facts_->is_non_retriable(event)) {
    return false;
  }
  node.is_on_timer = true;
  start_part(parent, Command::create_timer);
  return std::nullopt;
}

std::optional<bool> Interpreter::decide_http(NodeIndex parent, bool child_ok, EventIndex event) {
  constexpr std::int64_t kAccepted = 202;
  Node& node = nodes_[parent];
  if (node.is_on_timer) {
    node.is_on_timer = false;
    start_part(parent, Command::schedule_task);
    return std::nullopt;
  }
  if (!child_ok || facts_->http_status(event) != kAccepted) {
    return child_ok;
  }
  const base::Result<base::JsonValue> request =
      base::parse_json(code_->task(node.task).op->options);
  if (request.ok() && !request.value().boolean_at("asynchronousPatternEnabled").value_or(true)) {
    return true;
  }
  node.is_on_timer = true;
  start_part(parent, Command::create_timer);
  return std::nullopt;
}

}  // namespace core::engine::platform
