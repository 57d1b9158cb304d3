// The platform's side of a pass: the host re-issues the actions that the SDK answered, one after
// another, against the same history, counts ids of its own and compares kind and name with what
// was recorded. Source: SEMANTICS 3.3 and 4.1. One object serves all passes; buffers are kept.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/engine/event_facts.h"
#include "core/engine/sdk/interpreter.h"
#include "core/model/trace.h"

namespace core::engine::platform {

using NodeIndex = std::uint32_t;
inline constexpr NodeIndex kNoNode = 0xffffffffu;

/// What the platform writes into the history, one kind a schedule event.
enum class Command : std::uint8_t {
  schedule_task,
  create_timer,
  create_sub_orchestration,
  send_event,
  complete,
};
/// DTFx's own class name, as its messages quote it. Source: SEMANTICS 4.1, {ActionType}.
std::string_view class_name_of(Command command);

/// One id that the platform gave away.
struct Issued {
  Command command = Command::schedule_task;
  /// Asked for and not found in the history so far.
  bool is_pending = true;
  NodeIndex node = kNoNode;
  sdk::TaskIndex task = sdk::kNoIndex;
  /// Position of the action among those the SDK emitted.
  std::uint32_t entry = 0;
  model::EventIndex confirmed_by = model::kNoEvent;
};

/// Runs the platform's algorithm over the events of a pass.
class Interpreter {
 public:
  explicit Interpreter(EventFacts& facts) : facts_(&facts) {}

  /// Makes room for that many calls; memory that is never written is never resident.
  void reserve(std::size_t calls);
  /// `code` holds what the SDK answered for this pass; `events_end` is one past its last event,
  /// `written_end` one past what its own episode wrote afterwards.
  void run(const sdk::Interpreter& code, model::EventIndex events_end,
           model::EventIndex written_end);

  /// The first event that did not fit: nothing after it was looked at.
  const std::optional<model::Verdict>& verdict() const { return verdict_; }
  /// By sequence id. What is still pending are this episode's new calls.
  const std::vector<Issued>& issued() const { return issued_; }
  /// Same kind and, where the platform compares names, same name.
  bool looks_like(const Issued& issued, model::EventIndex event, Command command) const;
  /// The name the platform compares; empty for timers.
  std::string_view name_of(const Issued& issued) const;
  /// The execution ends with this pass: all actions done, nothing open.
  bool completes() const { return is_finished_ && open_count_ == 0 && !is_suspended_; }
  bool is_suspended() const { return is_suspended_; }
  bool is_terminated() const { return is_terminated_; }
  std::size_t open_count() const { return open_count_; }
  /// Whether the answer to that sequence id is still to come.
  bool is_open(std::size_t id) const { return id < open_.size() && open_[id] != kNoNode; }
  /// The task whose action the main routine awaits; kNoIndex when it awaits none.
  sdk::TaskIndex awaited() const {
    return awaited_ == kNoNode ? sdk::kNoIndex : nodes_[awaited_].task;
  }
  /// What the instance's status reads after this pass. Source: SEMANTICS 3.3, step 4.
  model::RuntimeStatus status() const;

  // --- for core/engine/actions ---
  enum class NodeKind : std::uint8_t { leaf, retry, http, all, any };
  /// A promise for a task; under a parent when it is part of one.
  NodeIndex add_node(NodeKind kind, sdk::TaskIndex task);
  /// Takes the next id for the node's command and, but for an event sent, waits for its answer.
  void issue(NodeIndex node, Command command);
  /// The node is settled at once: a cancelled timer, a signal.
  void settle_now(NodeIndex node, bool ok);
  /// Waits for an external event, or takes a buffered one.
  void await_event(NodeIndex node, std::string_view name);
  /// First attempt of a retry, or of an HTTP call that may poll.
  NodeIndex begin_attempts(NodeKind kind, sdk::TaskIndex task, Command command);
  /// Invokes the carried children of a compound, then combines them.
  NodeIndex invoke_children(NodeKind kind, sdk::TaskIndex task);
  const sdk::Interpreter& code() const { return *code_; }

 private:
  struct Node {
    NodeIndex parent = kNoNode;
    sdk::TaskIndex task = sdk::kNoIndex;
    std::uint32_t entry = 0;
    std::uint32_t remaining = 0;
    std::int32_t attempts = 1;
    NodeKind kind = NodeKind::leaf;
    Command command = Command::schedule_task;
    bool is_done = false;
    bool is_on_timer = false;
    bool has_failed_child = false;
  };

  void begin(const sdk::Interpreter& code);
  void process(model::EventIndex event);
  void handle(model::EventIndex event);
  void advance_main();
  NodeIndex invoke_entry(std::uint32_t entry);
  NodeIndex invoke_flat(std::uint32_t entry);
  void complete(model::EventIndex event, bool ok);
  void raise_event(model::EventIndex event);
  void resume(model::EventIndex event);
  void terminate();
  void settle(NodeIndex node, bool ok, model::EventIndex event);
  std::optional<bool> decide(NodeIndex parent, bool child_ok, model::EventIndex event);
  std::optional<bool> decide_retry(NodeIndex parent, bool child_ok, model::EventIndex event);
  std::optional<bool> decide_http(NodeIndex parent, bool child_ok, model::EventIndex event);
  /// Hosts differ in whether an all that has failed waits for its other children: where the history
  /// holds a schedule that needs it, the main routine goes on from there. True when it did.
  bool go_on_after_failure(std::int32_t wanted_id);
  void start_part(NodeIndex parent, Command command);
  std::vector<NodeIndex>& waiters(std::string_view name);

  /// D1 to D11; true when the event was confirmed.
  bool confirm(model::EventIndex event, Command command);
  std::string missing_text(model::EventIndex event, Command command) const;
  std::string other_kind_text(model::EventIndex event, Command command, Command instead) const;
  std::string other_name_text(model::EventIndex event, Command command,
                              std::string_view instead) const;
  void confirm_unnumbered(model::EventIndex event, Command command);
  void note_confirmed(model::EventIndex event, Issued& issued);

  EventFacts* facts_;
  const sdk::Interpreter* code_ = nullptr;
  std::vector<Node> nodes_;
  std::vector<Issued> issued_;
  std::vector<NodeIndex> open_;                                      // by id
  std::unordered_map<std::string, std::vector<NodeIndex>> waiting_;  // by lower-case name
  std::unordered_map<std::string, std::deque<model::EventIndex>> buffered_;
  std::vector<model::EventIndex> held_;  // while suspended
  std::optional<model::Verdict> verdict_;
  std::size_t open_count_ = 0;
  std::uint32_t next_entry_ = 0;
  std::uint32_t current_entry_ = 0;
  NodeIndex awaited_ = kNoNode;
  bool has_started_ = false;
  bool is_finished_ = false;
  bool is_suspended_ = false;
  bool is_terminated_ = false;
  bool continues_as_new_ = false;
};

}  // namespace core::engine::platform
