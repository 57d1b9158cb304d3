#include "core/engine/sdk/interpreter.h"

#include <algorithm>

#include "core/base/format_error.h"
#include "core/engine/actions/action_table.h"
#include "core/engine/python_error.h"

namespace core::engine::sdk {

using model::EventIndex;
using model::EventType;
using model::OpVerb;

namespace {

/// The SDK answers a yield of a finished task by calling itself, until Python's stack is used up.
constexpr std::uint32_t kMostImmediateResumes = 970;

base::FormatError value_without_task() {
  base::Error error;
  error.code = "orchestrator.protocol";
  error.message =
      "the orchestrator yielded a value of a plain generator without making a task of it";
  error.hint = "This is a fault of the runtime that ran the code; please report it.";
  return base::FormatError(std::move(error));
}

}  // namespace

void Interpreter::reserve(std::size_t calls) {
  tasks_.reserve(calls + 1);
  handles_.reserve(calls);
  opened_.reserve(calls);
  emitted_.reserve(calls);
}

void Interpreter::begin(EventIndex played_until, base::Timestamp clock) {
  tasks_.clear();
  compounds_.clear();
  pool_.clear();
  legs_.clear();
  handles_.clear();
  unseen_.clear();
  opened_.clear();
  emitted_.clear();
  warnings_.clear();
  open_.clear();
  constructor_error_.reset();
  broke_.reset();
  exception_.reset();
  played_until_ = played_until;
  during_ = model::kNoEvent;
  clock_ = clock;
  current_ = kDummy;
  sequence_number_ = 0;
  yields_ = 0;
  depth_ = 0;
  immediate_resumes_ = 0;
  custom_status_ = nullptr;
  has_started_ = wants_resume_ = is_immediate_ = false;
  has_returned_ = user_raised_ = will_continue_as_new_ = yielded_none_ = false;

  Task dummy;
  dummy.state = State::succeeded;
  dummy.id_kind = IdKind::compound;
  dummy.played_by = EventIndex{1};  // SEMANTICS 6.35: read by position
  tasks_.push_back(dummy);
}

bool Interpreter::is_played(EventIndex event) const {
  if (event >= played_until_) {
    return false;
  }
  const EventType type = facts_->history().at(event).type();
  return type != EventType::orchestrator_started && !model::is_outbound(type);
}

void Interpreter::process(EventIndex event) {
  during_ = event;
  is_immediate_ = false;
  immediate_resumes_ = 0;
  const model::EventView view = facts_->history().at(event);
  try {
    switch (view.type()) {
      case EventType::orchestrator_started:
        clock_ = std::max(clock_, view.timestamp());
        break;
      case EventType::continue_as_new:
        tasks_[kDummy].played_by = model::kNoEvent;
        current_ = kDummy;
        yielded_none_ = false;
        break;
      case EventType::execution_started:
        resume_user_code();
        break;
      case EventType::event_sent:
        rename_entity_call(event);
        break;
      case EventType::sent:
      case EventType::thrown:
        settle_yielded_value(event);
        resume_user_code();
        break;
      default:
        if (model::is_completion(view.type())) {
          set_task_value(event);
          resume_user_code();
        }
    }
  } catch (const PythonError& error) {
    broken({error.type(), error.message()});
  }
}

EventIndex Interpreter::process_until_resume(EventIndex event, EventIndex end) {
  while (event < end && !wants_resume_ && !has_ended()) {
    process(event);
    ++event.value;
  }
  return event;
}

void Interpreter::resume_user_code() {
  if (yielded_none_) {
    throw PythonError("AttributeError", "'NoneType' object has no attribute 'is_played'");
  }
  wants_resume_ = tasks_[current_].state != State::running;
}

void Interpreter::take_resume(model::Resume& resume) {
  const Task& current = tasks_[current_];
  resume.kind = !has_started_                    ? model::ResumeKind::start
                : current.state == State::failed ? model::ResumeKind::raise
                                                 : model::ResumeKind::send;
  resume.is_replaying = is_replaying();
  resume.awaited = current.handle;
  resume.cause = is_immediate_ ? model::kNoEvent : during_;
  resume.clock = clock_;
  put_unseen(resume.settled);
  skip_resume();
}

void Interpreter::skip_resume() {
  unseen_.clear();
  wants_resume_ = false;
  has_started_ = true;
}

void Interpreter::run_op(const model::Op& op) {
  switch (op.verb) {
    case OpVerb::make:
      try {
        action_rules(op.kind).construct(*this, op);
      } catch (const PythonError& error) {
        constructor_error_ = Failure{error.type(), error.message()};
      }
      break;
    case OpVerb::cancel:
      tasks_[child_task(op.handle)].is_cancelled = true;
      break;
    case OpVerb::custom_status:
      custom_status_ = &op;
      break;
    case OpVerb::continue_as_new:
      emit({Emitted::What::continue_as_new, kNoIndex, &op, yields_});
      ++sequence_number_;
      will_continue_as_new_ = true;
      break;
    case OpVerb::children:
      change_children(op);
      break;
    case OpVerb::id:
      break;
  }
}

Constructed Interpreter::construct(const model::Op& op) {
  constructor_error_.reset();
  run_op(op);
  Constructed made;
  if (op.verb == OpVerb::id) {
    made.settled = model::Settled{op.handle, model::kNoEvent, true, id_json(op.handle), {}};
    return made;
  }
  if (const std::optional<Failure> raised = take_constructor_error()) made.raised = raised->message;
  const TaskIndex index = handles_.back();
  if (made.raised.empty() && tasks_[index].state != State::running) {
    put_settled(index, made.settled.emplace());
  }
  if (!unseen_.empty() && unseen_.back() == index) {
    unseen_.pop_back();
  }
  return made;
}

model::Payload Interpreter::id_json(model::TaskHandle handle) const {
  const Task& task = tasks_[child_task(handle)];
  return model::Payload::of_text(task.id_kind == IdKind::sequence ? std::to_string(task.id)
                                                                  : "null");
}

bool Interpreter::needs_ask(const model::Op& op) const {
  if (op.verb == OpVerb::id) return true;
  if (op.verb != OpVerb::make || !model::is_compound(op.kind)) {
    return false;
  }
  return op.children.empty() ||
         std::any_of(op.children.begin(), op.children.end(), [this](model::TaskHandle child) {
           const TaskIndex index = task_of(child);
           return index != kNoIndex && tasks_[index].state != State::running;
         });
}

void Interpreter::ops_moved(std::span<const model::Op> ops) {
  for (const model::Op& op : ops) {
    if (op.verb == OpVerb::make && op.handle.value < handles_.size()) {
      const TaskIndex index = handles_[op.handle.value];
      tasks_[index].op = &op;
      if (tasks_[index].task_class == TaskClass::retry) {
        tasks_[children_of(index).front()].op = &op;
      }
    } else if (op.verb == OpVerb::custom_status) {
      custom_status_ = &op;
    } else if (op.verb == OpVerb::continue_as_new) {
      for (Emitted& entry : emitted_) {
        if (entry.what == Emitted::What::continue_as_new) entry.op = &op;
      }
      return;  // later ones were dropped
    }
  }
}

void Interpreter::yielded(const std::variant<model::TaskHandle, model::NotATask>& what) {
  if (const auto* other = std::get_if<model::NotATask>(&what)) {
    take_value(*other);
    ++yields_;
    return;
  }
  const TaskIndex index = child_task(std::get<model::TaskHandle>(what));
  if (actions_of(index) > kMostActions) {
    ++yields_;
    broken({"MemoryError", "the action of the yielded task holds more than 1000000 actions"});
    return;
  }
  try {
    if (!is_scheduled(index)) {
      add_to_open(index);
    }
  } catch (const PythonError& error) {
    exception_ = Failure{error.type(), error.message()};
  }
  current_ = index;
  yielded_none_ = false;
  ++yields_;
  try {
    emit_yielded(index);
  } catch (const PythonError& error) {
    broken({error.type(), error.message()});
    return;
  }
  is_immediate_ = true;
  if (++immediate_resumes_ > kMostImmediateResumes) {
    exception_ = Failure{"RecursionError", "maximum recursion depth exceeded"};
    return;
  }
  resume_user_code();
}

// Up to 1.2 a task that an early event has settled is neither emitted nor marked: SEMANTICS 6.26.
void Interpreter::emit_yielded(TaskIndex index) {
  const bool counts = rules_->emits_settled || tasks_[index].state == State::running;
  if (counts && !is_scheduled(index)) {
    emit({Emitted::What::task, index, nullptr, yields_ - 1});
    mark_scheduled(index);
  }
}

// Source: SEMANTICS 3.1, Odd user code.
void Interpreter::take_value(const model::NotATask& value) {
  if (rules_->is_plain_generator) {
    throw value_without_task();
  }
  if (value.type_name == "NoneType") {
    yielded_none_ = true;
    return;
  }
  broken({"AttributeError", "'" + value.type_name + "' object has no attribute '" +
                                (rules_->emits_settled ? "_is_scheduled'" : "state'")});
}

void Interpreter::returned() { has_returned_ = true; }

void Interpreter::raised() {
  exception_.reset();
  user_raised_ = true;
}

void Interpreter::broken(Failure failure) {
  wants_resume_ = false;
  broke_ = std::move(failure);
}

const model::Op* Interpreter::continue_as_new() const {
  const bool is_last = !emitted_.empty() && emitted_.back().what == Emitted::What::continue_as_new;
  return will_continue_as_new_ && is_last ? emitted_.back().op : nullptr;
}

void Interpreter::emit(Emitted entry) {
  if (!will_continue_as_new_) {
    emitted_.push_back(entry);
  }
}

}  // namespace core::engine::sdk
