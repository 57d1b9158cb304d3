// How tasks settle: an event finds its task, the task tells its compound, and so on upwards.
// Source: SEMANTICS 3.1, set_task_value, Task states, Retry; 3.8.
#include "core/engine/python_error.h"
#include "core/engine/sdk/interpreter.h"

namespace core::engine::sdk {

using model::EventIndex;
using model::EventType;

namespace {

bool is_failure(EventType type) {
  return type == EventType::task_failed || type == EventType::sub_orchestration_instance_failed ||
         type == EventType::thrown;
}

bool is_entity_call(const Task& task) {
  return task.op != nullptr && task.op->kind == model::ActionKind::entity_call;
}

std::string id_text(const Task& task) {
  if (task.task_class == TaskClass::long_timer) return "None";
  switch (task.id_kind) {
    case IdKind::none:
      return "None";
    case IdKind::sequence:
      return std::to_string(task.id);
    case IdKind::name:
      return task.op->name;
    case IdKind::compound:
      break;
  }
  return "-1";
}

}  // namespace

void Interpreter::rename_entity_call(EventIndex event) {
  const std::int32_t id = facts_->history().at(event).id().value;
  const TaskIndex waiting = open_.find(id);
  if (waiting != kNoIndex && is_entity_call(tasks_[waiting])) {
    open_.rename(id, facts_->entity_request_id(event));
  }
}

Key Interpreter::key_of(EventIndex event) const {
  const model::EventView view = facts_->history().at(event);
  if (view.type() == EventType::event_raised) {
    return {-1, view.name(), true};
  }
  return {view.link().value, {}, false};
}

void Interpreter::set_task_value(EventIndex event) {
  const Key key = key_of(event);
  const TaskIndex index = open_.take(key);
  if (index == kNoIndex) {
    warnings_.push_back("Potential duplicate Task completion for TaskId: " +
                        (key.is_name ? std::string(key.name) : std::to_string(key.number)));
    open_.defer(key, event);
    return;
  }
  const bool ok = read_outcome(event, tasks_[index]);
  tasks_[index].played_by = event;
  tasks_[index].result_event = event;
  complete(index, ok);
}

bool Interpreter::read_outcome(EventIndex event, const Task& task) {
  const EventType type = facts_->history().at(event).type();
  if (is_failure(type)) {
    return false;
  }
  if (is_entity_call(task)) {
    return facts_->entity_reply(event).ok;
  }
  if (type != EventType::timer_fired) {
    facts_->check_json(event);
  }
  return true;
}

// A plain generator's history answers whatever was yielded last.
void Interpreter::settle_yielded_value(EventIndex event) {
  Task& current = tasks_[current_];
  if (current_ == kDummy || current.state != State::running) {
    warnings_.push_back("Nothing waits for this value");
    return;
  }
  current.played_by = event;
  current.result_event = event;
  complete(current_, !is_failure(facts_->history().at(event).type()));
}

void Interpreter::complete(TaskIndex index, bool ok) {
  for (;;) {
    set_state(index, ok);
    const TaskIndex parent = tasks_[index].parent;
    if (parent == kNoIndex) {
      return;
    }
    const std::optional<bool> settles = handle_completion(parent, index);
    if (!settles) {
      return;
    }
    tasks_[parent].result_event = tasks_[index].result_event;
    index = parent;
    ok = *settles;
  }
}

void Interpreter::set_state(TaskIndex index, bool ok) {
  tasks_[index].state = ok ? State::succeeded : State::failed;
  if (tasks_[index].handle != model::kNoTask) {
    unseen_.push_back(index);
  }
}

std::optional<bool> Interpreter::handle_completion(TaskIndex parent, TaskIndex child) {
  if (!tasks_[child].is_pending_in_parent) {
    raise_completed_twice(parent, child);
  }
  tasks_[child].is_pending_in_parent = false;
  --compounds_[tasks_[parent].compound].pending;
  tasks_[parent].played_by = tasks_[child].played_by;
  switch (tasks_[parent].task_class) {
    case TaskClass::any:
      if (tasks_[parent].state != State::running) {
        return std::nullopt;
      }
      tasks_[parent].result_task = child;
      return true;
    case TaskClass::retry:
      return try_retry(parent, child);
    case TaskClass::long_timer:
      return try_long_timer(parent, child);
    case TaskClass::all:
    case TaskClass::atomic:
      break;
  }
  return try_all(parent, child);
}

std::optional<bool> Interpreter::try_all(TaskIndex parent, TaskIndex child) {
  Compound& compound = compounds_[tasks_[parent].compound];
  if (tasks_[child].state == State::succeeded) {
    return compound.pending == 0 ? std::optional(true) : std::nullopt;
  }
  if (compound.has_failed_child) {
    return std::nullopt;
  }
  compound.has_failed_child = true;
  tasks_[parent].result_task = child;
  return false;
}

std::optional<bool> Interpreter::try_retry(TaskIndex parent, TaskIndex child) {
  const std::uint32_t at = tasks_[parent].compound;
  if (compounds_[at].is_waiting_on_timer) {
    compounds_[at].is_waiting_on_timer = false;
    if (compounds_[at].attempts >= tasks_[parent].op->max_attempts) {
      compounds_[at].is_waiting_on_timer = true;
      return false;
    }
    add_to_open(new_hidden(parent));
    ++compounds_[at].attempts;
    return std::nullopt;
  }
  if (tasks_[child].state == State::succeeded) {
    if (compounds_[at].pending != 0) {
      return std::nullopt;
    }
    tasks_[parent].result_task = child;
    return true;
  }
  tasks_[parent].result_task = child;
  add_to_open(new_hidden(parent));  // an early TimerFired settles the whole at once, with None
  compounds_[at].is_waiting_on_timer = true;
  return std::nullopt;
}

std::optional<bool> Interpreter::try_long_timer(TaskIndex parent, TaskIndex child) {
  if (time_until(*tasks_[parent].op) > 0) {
    add_leg(parent);
  }
  return try_all(parent, child);
}

void Interpreter::add_leg(TaskIndex long_timer) {
  const TaskIndex leg = new_hidden(long_timer);
  legs_.emplace_back(leg, next_leg(long_timer));
  add_to_open(leg);
  emit({Emitted::What::timer_leg, leg, nullptr, yields_ == 0 ? 0 : yields_ - 1});
  tasks_[leg].is_scheduled = true;
}

void Interpreter::raise_completed_twice(TaskIndex parent, TaskIndex child) const {
  const std::string id = id_text(tasks_[child]);
  throw PythonError("Exception", "Parent Task " + id_text(tasks_[parent]) +
                                     " does not have pending sub-task with ID " + id +
                                     ".This most likely means that Task " + id +
                                     " completed twice.");
}

model::SettledList Interpreter::settled_unused() const {
  model::SettledList all;
  put_unseen(all);
  return all;
}

void Interpreter::put_unseen(model::SettledList& all) const {
  for (const TaskIndex index : unseen_) {
    put_settled(index, all.emplace_back());
  }
}

// The atomic task whose failure a failed task shows.
TaskIndex Interpreter::failed_leaf(TaskIndex index) const {
  while (tasks_[index].compound != kNoIndex && tasks_[index].result_task != kNoIndex) {
    index = tasks_[index].result_task;
  }
  return index;
}

void Interpreter::put_settled(TaskIndex index, model::Settled& out) const {
  const Task& task = tasks_[index];
  out.handle = task.handle;
  out.event = task.result_event;
  out.ok = task.state == State::succeeded;
  if (!out.ok) {
    const Task& leaf = tasks_[failed_leaf(index)];
    const EventType type = facts_->history().at(leaf.result_event).type();
    out.value = type == EventType::thrown ? facts_->value_of(leaf.result_event)
                : is_failure(type)
                    ? model::Payload::of_text(facts_->failure_of(leaf.result_event))
                    : model::Payload::of_text(facts_->entity_reply(leaf.result_event).text);
    if (task.task_class == TaskClass::all) out.children = {tasks_[task.result_task].handle};
    return;
  }
  switch (task.task_class) {
    case TaskClass::any:
      if (task.result_task != kNoIndex) out.children = {tasks_[task.result_task].handle};
      return;
    case TaskClass::all:
      for (const TaskIndex child : children_of(index)) {
        out.children.push_back(tasks_[child].handle);
      }
      return;
    case TaskClass::long_timer:
      out.value = model::Payload::of_text("[null]");
      return;
    case TaskClass::retry:
      out.value = facts_->value_of(tasks_[task.result_task].result_event);
      return;
    case TaskClass::atomic:
      break;
  }
  out.value = is_entity_call(task)
                  ? model::Payload::of_text(facts_->entity_reply(task.result_event).text)
                  : facts_->value_of(task.result_event);
}

}  // namespace core::engine::sdk
