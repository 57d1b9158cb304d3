// Making tasks and giving them ids. Source: SEMANTICS 3.1, State and Id assignment.
#include <algorithm>

#include "core/base/format_error.h"
#include "core/engine/python_error.h"
#include "core/engine/sdk/interpreter.h"

namespace core::engine::sdk {
namespace {

/// Deeper nesting breaks the SDK as well: Python's own limit is about a thousand frames.
constexpr std::uint32_t kDeepest = 900;

/// Counts levels of nesting while it lives.
class Level {
 public:
  explicit Level(std::uint32_t& depth) : depth_(depth) {
    if (depth_ > kDeepest) {
      throw PythonError("RecursionError", "maximum recursion depth exceeded");
    }
    ++depth_;
  }
  ~Level() { --depth_; }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;

 private:
  std::uint32_t& depth_;
};

base::FormatError no_such_task(model::TaskHandle handle) {
  return base::FormatError({"orchestrator.protocol",
                            "the orchestrator named task #" + std::to_string(handle.value) +
                                ", which it has not made in this pass",
                            {},
                            "This is a fault of the runtime that ran the code; please report it."});
}

}  // namespace

TaskIndex Interpreter::task_of(model::TaskHandle handle) const {
  return handle.value < handles_.size() ? handles_[handle.value] : kNoIndex;
}

TaskIndex Interpreter::child_task(model::TaskHandle handle) const {
  const TaskIndex index = task_of(handle);
  if (index == kNoIndex) {
    throw no_such_task(handle);
  }
  return index;
}

std::span<const TaskIndex> Interpreter::children_of(TaskIndex index) const {
  const std::uint32_t at = tasks_[index].compound;
  if (at == kNoIndex) {
    return {};
  }
  const Compound& compound = compounds_[at];
  return {pool_.data() + compound.children_begin, pool_.data() + compound.children_end};
}

std::span<const TaskIndex> Interpreter::carried_by(TaskIndex index) const {
  const std::uint32_t at = tasks_[index].compound;
  if (at == kNoIndex) {
    return {};
  }
  const Compound& compound = compounds_[at];
  return {pool_.data() + compound.carried_begin, pool_.data() + compound.carried_end};
}

TaskIndex Interpreter::new_task(const model::Op* op, TaskClass task_class, IdKind id) {
  Task& task = tasks_.emplace_back();
  task.op = op;
  task.task_class = task_class;
  task.id_kind = id;
  return static_cast<TaskIndex>(tasks_.size() - 1);
}

void Interpreter::register_handle(const model::Op& op) {
  if (op.handle.value != handles_.size()) {
    throw no_such_task(op.handle);
  }
  tasks_.back().handle = op.handle;
  handles_.push_back(static_cast<TaskIndex>(tasks_.size() - 1));
}

TaskIndex Interpreter::add_atomic(const model::Op& op, IdKind id) {
  const TaskIndex index = new_task(&op, TaskClass::atomic, id);
  register_handle(op);
  return index;
}

TaskIndex Interpreter::new_hidden(TaskIndex parent) {
  const TaskIndex index = new_task(nullptr, TaskClass::atomic, IdKind::none);
  tasks_[index].parent = parent;
  tasks_[index].is_pending_in_parent = true;
  ++compounds_[tasks_[parent].compound].pending;
  return index;
}

void Interpreter::add_with_retry(const model::Op& op) {
  const TaskIndex attempt = new_task(&op, TaskClass::atomic, IdKind::none);
  const auto begin = static_cast<std::uint32_t>(pool_.size());
  pool_.push_back(attempt);
  const TaskIndex index = new_task(&op, TaskClass::retry, IdKind::compound);
  register_handle(op);
  make_compound(index, begin);
}

void Interpreter::add_compound(const model::Op& op, TaskClass task_class) {
  const auto begin = static_cast<std::uint32_t>(pool_.size());
  for (const model::TaskHandle child : op.children) {
    pool_.push_back(child_task(child));
  }
  const TaskIndex index = new_task(&op, task_class, IdKind::compound);
  register_handle(op);
  make_compound(index, begin);
}

// Whether long timers are cut into legs is the flavour's rule: SEMANTICS 3.1, Long timers.
void Interpreter::add_timer(const model::Op& op) {
  if (!rules_->has_long_timers || time_until(op) <= rules_->longest_timer_ticks) {
    add_atomic(op, IdKind::none);
    return;
  }
  const TaskIndex leg = new_task(nullptr, TaskClass::atomic, IdKind::none);
  const auto begin = static_cast<std::uint32_t>(pool_.size());
  pool_.push_back(leg);
  const TaskIndex index = new_task(&op, TaskClass::long_timer, IdKind::compound);
  register_handle(op);
  legs_.emplace_back(leg, next_leg(index));
  make_compound(index, begin);
}

std::int64_t Interpreter::time_until(const model::Op& timer) const {
  return timer.fire_at.value_or(clock_).ticks -
         timer.utc_offset_seconds * base::kTicksPerSecond - clock_.ticks;
}

base::Timestamp Interpreter::next_leg(TaskIndex long_timer) const {
  const model::Op& op = *tasks_[long_timer].op;
  return time_until(op) > rules_->longest_timer_ticks
             ? base::Timestamp{clock_.ticks + rules_->timer_leg_ticks}
             : op.fire_at.value_or(clock_);
}

base::Timestamp Interpreter::due(TaskIndex index) const {
  const auto found =
      std::lower_bound(legs_.begin(), legs_.end(), index,
                       [](const auto& leg, TaskIndex wanted) { return leg.first < wanted; });
  if (found != legs_.end() && found->first == index) {
    return found->second;
  }
  const model::Op* op = tasks_[index].op;
  return op != nullptr ? op->fire_at.value_or(clock_) : clock_;
}

void Interpreter::make_compound(TaskIndex index, std::uint32_t children_begin) {
  Compound compound;
  compound.children_begin = children_begin;
  compound.children_end = static_cast<std::uint32_t>(pool_.size());
  compound.carried_begin = compound.children_end;
  for (std::uint32_t at = compound.children_begin; at < compound.children_end; ++at) {
    Task& child = tasks_[pool_[at]];
    if (child.parent != index) {  // the same child twice is pending once
      child.parent = index;
      child.is_pending_in_parent = true;
      ++compound.pending;
    }
    if (rules_->schema == 1 || !is_scheduled(pool_[at])) {
      pool_.push_back(pool_[at]);
      compound.actions = std::min(compound.actions + actions_of(pool_[at]), kMostActions + 1);
    }
  }
  compound.carried_end = static_cast<std::uint32_t>(pool_.size());
  tasks_[index].compound = static_cast<std::uint32_t>(compounds_.size());
  compounds_.push_back(compound);
  note_settled_children(index);
}

// The SDK keeps the very list it was given: what the code does to it later shows.
void Interpreter::change_children(const model::Op& op) {
  const TaskIndex index = child_task(op.handle);
  if (tasks_[index].compound == kNoIndex) throw no_such_task(op.handle);
  const auto begin = static_cast<std::uint32_t>(pool_.size());
  for (const model::TaskHandle child : op.children) {
    pool_.push_back(child_task(child));
  }
  compounds_[tasks_[index].compound].children_begin = begin;
  compounds_[tasks_[index].compound].children_end = static_cast<std::uint32_t>(pool_.size());
  for (Compound& each : compounds_) {
    each.is_scheduled = false;  // it may hold others now, and so may all above it
  }
}

void Interpreter::note_settled_children(TaskIndex index) {
  const Compound& made = compounds_[tasks_[index].compound];
  const std::uint32_t begin = made.children_begin;
  const std::uint32_t end = made.children_end;
  if (begin == end) {
    set_state(index, true);
  }
  for (std::uint32_t at = begin; at < end; ++at) {
    const TaskIndex child = pool_[at];
    if (tasks_[child].state == State::running) {
      continue;
    }
    if (const std::optional<bool> settles = handle_completion(index, child)) {
      tasks_[index].result_event = tasks_[child].result_event;
      set_state(index, *settles);
    }
  }
}

void Interpreter::record_at_once(TaskIndex task) {
  emit({Emitted::What::task, task, nullptr, yields_, sequence_number_});
  ++sequence_number_;
}

bool Interpreter::is_scheduled(TaskIndex index) const {
  const Task& task = tasks_[index];
  if (task.compound == kNoIndex) {
    return task.is_scheduled;
  }
  const Compound& compound = compounds_[task.compound];
  if (!compound.is_scheduled) {
    const Level level(depth_);
    const std::span<const TaskIndex> children = children_of(index);
    compound.is_scheduled =
        std::all_of(children.begin(), children.end(),
                    [this](TaskIndex child) { return is_scheduled(child); });
  }
  return compound.is_scheduled;
}

std::uint64_t Interpreter::actions_of(TaskIndex index) const {
  const std::uint32_t at = tasks_[index].compound;
  return at == kNoIndex ? 1 : compounds_[at].actions;
}

void Interpreter::mark_scheduled(TaskIndex index) {
  if (tasks_[index].compound == kNoIndex) {
    tasks_[index].is_scheduled = true;
    return;
  }
  Compound& compound = compounds_[tasks_[index].compound];
  if (compound.is_scheduled) {
    return;
  }
  compound.is_scheduled = true;
  for (const TaskIndex child : children_of(index)) {
    mark_scheduled(child);
  }
}

void Interpreter::add_to_open(TaskIndex index) {
  const Level level(depth_);
  if (tasks_[index].compound != kNoIndex) {
    const std::uint32_t compound = tasks_[index].compound;
    for (std::uint32_t at = compounds_[compound].children_begin;
         at < compounds_[compound].children_end; ++at) {
      if (!is_scheduled(pool_[at])) add_to_open(pool_[at]);
    }
    return;
  }
  opened_.push_back(index);
  Task& task = tasks_[index];
  Key key;
  switch (task.id_kind) {
    case IdKind::compound:
      return;  // a plain generator's value: nothing is scheduled for it
    case IdKind::name:
      key = {-1, task.op->name, true};
      open_.open(key.name, index);
      break;
    case IdKind::sequence:  // the same task a second time in one compound
      if (open_.find(task.id) != kNoIndex) {
        const bool is_leg = task.op == nullptr && task.parent != kNoIndex &&
                            tasks_[task.parent].task_class == TaskClass::long_timer;
        const bool is_timer =
            is_leg || (task.op != nullptr && task.op->kind == model::ActionKind::timer);
        throw PythonError("AttributeError", std::string(is_timer ? "'TimerTask'" : "'AtomicTask'") +
                                                " object has no attribute 'append'");
      }
      key.number = task.id;
      open_.open(task.id, index);
      break;
    case IdKind::none:
      task.id = sequence_number_++;
      task.id_kind = IdKind::sequence;
      key.number = task.id;
      open_.open(task.id, index);
      break;
  }
  if (open_.has_deferred()) {
    if (const std::optional<model::EventIndex> early = open_.deferred(key)) set_task_value(*early);
  }
}

}  // namespace core::engine::sdk
