// The SDK's side of a pass: takes events, says when the code runs on and with what, takes what the
// code then asks for. It never calls the code itself, so the same object serves known yields and
// live ones. Rules: SEMANTICS 3.1. Every pass starts with begin(); buffers are kept between passes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/engine/event_facts.h"
#include "core/engine/schema.h"
#include "core/engine/sdk/open_tasks.h"
#include "core/engine/sdk/task.h"
#include "core/model/trace.h"

namespace core::engine::sdk {

/// An exception that the SDK raised, and where it went.
struct Failure {
  std::string type, message;
};

/// A new compound's state as the constructor left it (for an Ask).
struct Constructed {
  std::optional<model::Settled> settled;
  std::string raised;  ///< not empty: the constructor raised Exception(raised)
};

/// An answer with more actions than this is never written to its end: a compound that holds the
/// same child several times doubles with each level, and Python runs out of memory.
inline constexpr std::uint64_t kMostActions = 1'000'000;

class Interpreter {
 public:
  Interpreter(const SdkRules& rules, EventFacts& facts) : rules_(&rules), facts_(&facts) {}

  /// Makes room for that many calls; memory that is never written is never resident.
  void reserve(std::size_t calls);
  /// Forgets the pass before. Inbound events before `played_until` count as played; `clock` is
  /// the time of the first OrchestratorStarted.
  void begin(model::EventIndex played_until, base::Timestamp clock);

  // --- events ---
  /// Takes one event. Afterwards ask wants_resume() and has_ended().
  void process(model::EventIndex event);
  /// Takes events up to `end`, until the code is to run on or no further one is looked at. One
  /// past the last that was taken.
  model::EventIndex process_until_resume(model::EventIndex event, model::EventIndex end);
  /// The code is to run on.
  bool wants_resume() const { return wants_resume_; }
  /// No further event is looked at: returned, raised, continued as new, or the SDK broke.
  bool has_ended() const { return broke_ || is_done() || has_raised(); }

  // --- the code runs on ---
  /// is_replaying as the code is told.
  bool is_replaying() const { return is_played(tasks_[current_].played_by); }
  /// The event being processed, also where the resume follows immediately from another.
  model::EventIndex during() const { return during_; }
  /// Puts into an empty Resume what the code is given.
  void take_resume(model::Resume& resume);
  /// The same where it is known already: nothing is built.
  void skip_resume();

  // --- what the code did ---
  /// An op in the order of asking. Throws FormatError where handles make no sense.
  void run_op(const model::Op& op);
  /// The same for an Ask: says what the constructor made of the compound.
  Constructed construct(const model::Op& op);
  /// Whether a compound's result depends on what its children are by now.
  bool needs_ask(const model::Op& op) const;
  /// What a constructor raised that nobody asked about; empty when none did.
  std::optional<Failure> take_constructor_error() {
    return std::exchange(constructor_error_, std::nullopt);
  }
  /// The ops of this segment have moved to `ops`: they are where their tasks find them from now.
  void ops_moved(std::span<const model::Op> ops);
  void yielded(const std::variant<model::TaskHandle, model::NotATask>& what);
  void returned();
  void raised();
  /// The code's own end in the child's SDK: nothing of the document stands.
  void broken(Failure failure);

  // --- what came of it ---
  const std::optional<Failure>& broke() const { return broke_; }
  /// Raised by the SDK inside its own try block while it scheduled a yielded task.
  const std::optional<Failure>& exception() const { return exception_; }
  bool has_raised() const { return exception_.has_value() || user_raised_; }
  bool has_returned() const { return has_returned_; }
  bool will_continue_as_new() const { return will_continue_as_new_; }
  /// isDone of the state document.
  bool is_done() const { return has_returned_ || will_continue_as_new_; }
  std::uint32_t yields() const { return yields_; }
  /// The next id to be counted.
  std::int32_t sequence_number() const { return sequence_number_; }
  std::span<const Emitted> emitted() const { return emitted_; }
  const Task& task(TaskIndex index) const { return tasks_[index]; }
  std::size_t task_count() const { return tasks_.size(); }
  TaskIndex task_of(model::TaskHandle handle) const;
  std::span<const TaskIndex> handles() const { return handles_; }
  std::span<const TaskIndex> children_of(TaskIndex index) const;
  /// The children whose actions a compound's action carries.
  std::span<const TaskIndex> carried_by(TaskIndex index) const;
  /// When a timer is due: its own time, or that of a leg.
  base::Timestamp due(TaskIndex index) const;
  const OpenTasks& open_tasks() const { return open_; }
  /// Atomic tasks in the order in which they were scheduled, settled ones too.
  std::span<const TaskIndex> opened() const { return opened_; }
  bool is_scheduled(TaskIndex index) const;
  /// Actions in the action of the task, up to one more than kMostActions.
  std::uint64_t actions_of(TaskIndex index) const;
  /// REQUIRES: a compound.
  const Compound& compound_of(TaskIndex index) const { return compounds_[tasks_[index].compound]; }
  const model::Op* custom_status() const { return custom_status_; }
  /// The op that continued as new; null when none did.
  const model::Op* continue_as_new() const;
  const std::vector<std::string>& warnings() const { return warnings_; }
  const SdkRules& rules() const { return *rules_; }
  base::Timestamp clock() const { return clock_; }
  model::TaskHandle current_handle() const { return tasks_[current_].handle; }
  /// Tasks settled since the code last ran.
  model::SettledList settled_unused() const;

  // --- for core/engine/actions ---
  TaskIndex add_atomic(const model::Op& op, IdKind id);
  void add_with_retry(const model::Op& op);
  void add_timer(const model::Op& op);
  void add_compound(const model::Op& op, TaskClass task_class);
  /// Emits the action at once, as fire and forget does, and counts an id for it.
  void record_at_once(TaskIndex task);

 private:
  bool is_played(model::EventIndex event) const;
  TaskIndex new_task(const model::Op* op, TaskClass task_class, IdKind id);
  void register_handle(const model::Op& op);
  TaskIndex child_task(model::TaskHandle handle) const;
  TaskIndex new_hidden(TaskIndex parent);
  void make_compound(TaskIndex index, std::uint32_t children_begin);
  void note_settled_children(TaskIndex index);
  void add_leg(TaskIndex long_timer);
  base::Timestamp next_leg(TaskIndex long_timer) const;
  /// From now to the time a timer is due, in ticks.
  std::int64_t time_until(const model::Op& timer) const;
  void change_children(const model::Op& op);
  /// The SDK's id of a task; null before it is first yielded.
  model::Payload id_json(model::TaskHandle handle) const;

  void resume_user_code();
  void rename_entity_call(model::EventIndex event);
  void set_task_value(model::EventIndex event);
  void settle_yielded_value(model::EventIndex event);
  Key key_of(model::EventIndex event) const;
  bool read_outcome(model::EventIndex event, const Task& task);
  void take_value(const model::NotATask& value);
  void complete(TaskIndex index, bool ok);
  /// Marks the state and notes that the code has not seen it yet.
  void set_state(TaskIndex index, bool ok);
  /// Whether the parent settles by it, and how.
  std::optional<bool> handle_completion(TaskIndex parent, TaskIndex child);
  std::optional<bool> try_all(TaskIndex parent, TaskIndex child);
  std::optional<bool> try_retry(TaskIndex parent, TaskIndex child);
  std::optional<bool> try_long_timer(TaskIndex parent, TaskIndex child);
  [[noreturn]] void raise_completed_twice(TaskIndex parent, TaskIndex child) const;

  void put_unseen(model::SettledList& all) const;
  /// Puts what the code sees of a settled task into an empty Settled.
  void put_settled(TaskIndex index, model::Settled& out) const;

  void add_to_open(TaskIndex index);
  void mark_scheduled(TaskIndex index);
  void emit(Emitted entry);
  void emit_yielded(TaskIndex index);
  TaskIndex failed_leaf(TaskIndex index) const;

  const SdkRules* rules_;
  EventFacts* facts_;

  std::vector<Task> tasks_;
  std::vector<Compound> compounds_;
  std::vector<TaskIndex> pool_;  // children and carried children of the compounds
  std::vector<std::pair<TaskIndex, base::Timestamp>> legs_;  // due times of legs, ascending
  std::vector<TaskIndex> handles_;
  std::vector<TaskIndex> unseen_;  // settled since the code last ran
  std::vector<TaskIndex> opened_;  // in the order in which they were scheduled
  std::vector<Emitted> emitted_;
  std::vector<std::string> warnings_;
  OpenTasks open_;
  std::optional<Failure> constructor_error_;
  model::EventIndex played_until_;
  model::EventIndex during_ = model::kNoEvent;
  base::Timestamp clock_;
  TaskIndex current_ = kDummy;
  std::int32_t sequence_number_ = 0;
  std::uint32_t yields_ = 0;
  std::uint32_t immediate_resumes_ = 0;
  mutable std::uint32_t depth_ = 0;
  const model::Op* custom_status_ = nullptr;
  std::optional<Failure> broke_;
  std::optional<Failure> exception_;
  bool has_started_ = false;
  bool wants_resume_ = false;
  bool is_immediate_ = false;
  bool has_returned_ = false;
  bool user_raised_ = false;
  bool will_continue_as_new_ = false;
  bool yielded_none_ = false;
};

}  // namespace core::engine::sdk
