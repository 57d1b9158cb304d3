// What the code knew at the focus: locals, the task it waits for, the answer it got, the clock and
// is_replaying. Rebuilt when the focus or the reading changes.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "app/state/app_state.h"
#include "app/views/value_node.h"

namespace app::views {

namespace model = core::model;

/// A task with its ids and children.
struct TaskNode {
  std::string label;         ///< "activity Hello("Tokyo")"
  std::string state;         ///< "succeeded"
  std::string ids;           ///< "sdk 0 · platform 0 · events 2, 5"
  model::ActionKind kind = model::ActionKind::activity;
  model::TaskState task_state = model::TaskState::created;
  model::EventIndex scheduled = model::kNoEvent;
  model::EventIndex answered = model::kNoEvent;
  bool is_picked = false;    ///< the focus names this child
  std::vector<std::uint32_t> child;  ///< its path for select.place
  std::vector<TaskNode> children;
};

/// One frame of the generators that are suspended in one another under `yield from`.
struct FrameRow {
  std::string function;
  std::string where;         ///< "order.py:31"
  state::SourceLine line;
  bool is_innermost = false;
  bool is_shown = false;     ///< the source shows its line
};

/// A noted read or refused act on the way to the stop.
struct EvidenceRow {
  std::string text;          ///< "clock: time.time()"
  std::string where;         ///< "order.py:31"; empty when not known
  state::SourceLine line;
  bool is_refused = false;
};

/// What the code was given at the yield.
struct AnswerText {
  std::string headline;      ///< "sent by event 5 TaskCompleted", "not answered in this pass"
  bool is_there = false;
  bool is_error = false;
  model::EventIndex event = model::kNoEvent;
  ValueNode value;
};

struct StateView {
  std::uint64_t version = 0;        ///< key: reading's version
  std::uint64_t focus_version = 0;  ///< key: focus_version; 0 before the first build

  std::string title;                ///< "p5.y4"
  std::string place;                ///< "order.py:31 in process_order"
  model::CellState cell = model::CellState::not_reached;
  std::vector<std::pair<std::string, std::string>> facts;  ///< is replaying, clock, outcome, …
  std::vector<TaskNode> tasks;      ///< none or one
  AnswerText answer;
  std::vector<FrameRow> frames;     ///< innermost first; empty without `yield from`
  std::vector<EvidenceRow> evidence;
  std::vector<ValueNode> locals;
  /// Why there are no locals, or "as first recorded in p2"; empty when neither.
  std::string locals_note;
  std::size_t changed_locals = 0;

  bool is_stale(const state::AppState& state) const;
};

StateView build_state_view(const state::AppState& state);

}  // namespace app::views
