// The record of all replay passes of one instance: nouns only. Made by the engine, read by
// diagnostics, recording, exporters and every view; never changes once built. Memory grows with the
// number of distinct yields: passes share spines (DESIGN 5, Trace).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/model/action.h"
#include "core/model/alignment.h"
#include "core/model/experiment.h"
#include "core/model/finding.h"
#include "core/model/history.h"
#include "core/model/ids.h"
#include "core/model/payload.h"
#include "core/model/place.h"
#include "core/model/rare_list.h"
#include "core/model/report.h"
#include "core/model/short_list.h"
#include "core/model/source_remark.h"

namespace core::model {

/// One task that was settled, and what the code will see as its result.
struct Settled {
  TaskHandle handle = kNoTask;
  /// The event that settled it; kNoEvent when the engine did (an empty all, a hidden timer).
  EventIndex event = kNoEvent;
  bool ok = true;
  /// ok: JSON text of the value (absent: None). Failed: the exception's message. A settled any
  /// carries the winner's handle and an all its children's in `children` instead.
  Payload value;
  std::vector<TaskHandle> children;

  friend bool operator==(const Settled&, const Settled&) = default;
};
using SettledList = ShortList<Settled>;

/// What goes into the generator when it runs on.
enum class ResumeKind : std::uint8_t { start, send, raise };

/// One resume of the code: what had been settled since it was last suspended, and what it is given.
struct Resume {
  ResumeKind kind = ResumeKind::start;
  bool is_replaying = false;
  /// The task whose result is sent or raised; kNoTask for start.
  TaskHandle awaited = kNoTask;
  /// The event whose processing caused this resume; kNoEvent for one that follows immediately.
  EventIndex cause = kNoEvent;
  base::Timestamp clock;
  SettledList settled;

  /// Equal but for is_replaying: what two passes that share a yield have in common.
  bool same_answer(const Resume& other) const;
};

/// A value that was asked for between two yields because it depends on task state (DESIGN 6, ask).
struct AskReply {
  std::string question;  ///< the op as protocol text
  std::string reply;     ///< the reply as protocol text
  friend bool operator==(const AskReply&, const AskReply&) = default;
};

enum class LogStream : std::uint8_t { print, error, logging };
/// One line that the code wrote, through print, stderr or logging.
struct LogLine {
  LogStream stream = LogStream::print;
  std::string level;  ///< logging only, e.g. "INFO"
  std::string text;
  PlaceIndex place = kNoPlace;
  friend bool operator==(const LogLine&, const LogLine&) = default;
};

/// The code yielded something that is no task.
struct NotATask {
  std::string type_name;  ///< e.g. "str"
  Payload value;          ///< JSON text where it has one
  friend bool operator==(const NotATask&, const NotATask&) = default;
};

/// What happened between two suspensions: made from one resume, shared by yields and ends.
struct Segment {
  Resume arrived;
  std::vector<Op> ops;
  RareList<AskReply> asks;
  std::vector<LogLine> logs;
  /// Locals of the innermost user frame as JSON text (PROTOCOL.md, Locals); empty when not captured.
  std::string locals;
};

/// One suspension point of one pass. The answer of yield i is yields[i+1].segment.arrived, or the
/// end's.
struct Yield {
  Segment segment;
  std::variant<TaskHandle, NotATask> what = kNoTask;
  PlaceIndex place = kNoPlace;
  /// Outer frames under `yield from`, outermost first; without `place`.
  RareList<PlaceIndex> frames;
};

/// Yields shared by passes. A fork continues `parent` from its first `fork` yields.
struct Spine {
  std::optional<SpineIndex> parent;
  std::uint32_t fork = 0;
  std::vector<Yield> yields;
};

struct Waiting {};
struct Returned {
  Payload value;  ///< JSON text
};
/// The user's code raised.
struct Raised {
  std::string type;
  std::string message;              ///< str(exception)
  std::string traceback;            ///< as Python prints it; may be empty
  PlaceIndex place = kNoPlace;      ///< innermost user frame
  /// The code returned all the same, because the SDK itself raised while it scheduled an earlier
  /// yield: its document then shows isDone and this value beside the error.
  std::optional<Payload> returned = {};
};
struct ContinuedAsNew {
  Payload input;
  /// What the code returned after it had asked to continue; absent when it yielded instead. The
  /// platform ignores it, the SDK's document shows it.
  Payload returned = {};
};
/// The SDK itself would break here: no state document (SEMANTICS 3.1, odd user code).
struct SdkBroke {
  std::string type;
  std::string message;
};
/// The code could not be run on: crash, time limit, too much output. The session goes on.
struct NotRun {
  base::Error error;
};
/// How a pass ended. Everything but Waiting carries the last segment of code.
struct Outcome {
  std::variant<Waiting, Returned, Raised, ContinuedAsNew, SdkBroke, NotRun> what;
  /// The run from the last yield to the end; for Waiting only `ops` made by nobody: empty.
  Segment segment;
};

/// The platform's own verdict: its message, word for word, and where it raises it.
struct Verdict {
  std::string rule;  ///< "D1" … "D11" (SEMANTICS 4.1)
  EventIndex event = kNoEvent;
  std::string message;
};

/// Values of a shared yield that were otherwise in this pass.
struct PassDifference {
  YieldIndex yield;
  std::optional<std::vector<LogLine>> logs;
  std::optional<std::string> locals;
};

/// One run of the orchestrator from its first line.
struct Pass {
  /// From 1, the number of the episode; the confirming pass is one more than the last.
  std::uint32_t number = 1;
  /// One past the last event this pass is given.
  EventIndex events_end;
  /// Inbound events of its own episode, what woke it; empty for the confirming pass.
  std::vector<EventIndex> trigger;
  bool is_confirming = false;
  SpineIndex spine;
  /// How many yields it reached, with the one it waits at.
  std::uint32_t length = 0;
  /// Yields before this one had been gone past in an earlier pass.
  std::uint32_t first_fresh = 0;
  /// Tasks settled without the code running on (1 of 3 of a fan-in).
  SettledList settled_unused;
  /// is_replaying as the code was told, as runs: from this yield on, this value.
  std::vector<std::pair<YieldIndex, bool>> replaying;
  Outcome outcome;
  /// Prints and calls made by generator.close() after the document was fixed.
  Segment closing;
  std::vector<PassDifference> differs;
  std::optional<Verdict> verdict;
  /// SDK warnings, e.g. "Potential duplicate Task completion for TaskId: 3".
  std::vector<std::string> warnings;
  /// Custom status as JSON text if the code set one in this pass.
  std::optional<Payload> custom_status;
};

enum class DivergenceKind : std::uint8_t {
  name_differs, kind_differs, call_missing, call_added, ended_early, ended_late,
};
std::string_view name_of(DivergenceKind kind);

/// Where the code leaves the history: the first pass and yield whose new calls differ from what
/// its episode recorded. What follows is consequence.
struct Divergence {
  DivergenceKind kind = DivergenceKind::name_differs;
  PassIndex pass;
  /// The yield that carries the differing call; equal to the pass's length for its end.
  YieldIndex yield;
  TaskHandle task = kNoTask;   ///< kNoTask when the code made no call there
  EventIndex event = kNoEvent; ///< kNoEvent when the history has no call there
  std::string expected;        ///< in words: what the history recorded
  std::string actual;          ///< in words: what the code asked for
};

/// A noted read of something outside the replay, or a refused act on the world.
struct Evidence {
  std::string kind;    ///< clock, random, uuid, environment, file, network, process, …
  std::string detail;  ///< e.g. "time.time()"
  bool is_refused = false;
  PlaceIndex place = kNoPlace;
  PassIndex pass;
  YieldIndex yield;
};

/// Who ran the code.
struct OrchestratorIdentity {
  std::string language;  ///< "python", "native"
  std::string file;      ///< relative to the target's folder
  std::string function;
  std::string sdk;       ///< "shim", "real"
  /// "Python 3.11.2 at /usr/bin/python3 (from PATH)"; shown, not written to files.
  std::string interpreter;
  std::string sha256;
};

/// All passes of one instance. Top-level members as in DESIGN 8.
struct Trace {
  std::shared_ptr<const History> history;
  std::string source_file;    ///< base name of the file the history came from
  std::string format;         ///< importer name
  Fidelity fidelity = Fidelity::exact;
  OrchestratorIdentity orchestrator;
  std::string flavour;
  std::vector<Place> places;
  std::vector<Spine> spines;
  std::vector<Pass> passes;
  std::vector<Evidence> evidence;
  std::optional<Divergence> divergence;
  /// The code's calls beside the recorded ones; only where there is a divergence.
  std::optional<Alignment> alignment;
  /// What became of the code under changed conditions; empty when nobody asked.
  std::vector<Experiment> experiments;
  /// What reading the source showed.
  std::vector<SourceRemark> source_remarks;
  std::vector<Finding> findings;

  /// REQUIRES: yield < passes[pass].length. Constant time but for the depth of forks.
  const Yield& yield_at(PassIndex pass, YieldIndex yield) const;
  /// What answered the yield in this pass; null when it waits there.
  const Resume* answer_of(PassIndex pass, YieldIndex yield) const;
  /// What the code was told at this yield in this pass.
  bool is_replaying_at(PassIndex pass, YieldIndex yield) const;
  const std::vector<LogLine>& logs_at(PassIndex pass, YieldIndex yield) const;
  const std::string& locals_at(PassIndex pass, YieldIndex yield) const;
  /// The op that made the task, looked for in this pass's yields; null when it made none.
  const Op* find_op(PassIndex pass, TaskHandle task) const;
  const Place* place(PlaceIndex index) const;
};

/// State of a cell of the pass matrix. Derived, never stored.
enum class CellState : std::uint8_t { not_reached, replayed, fresh, waiting, diverged, failed };
CellState cell_state(const Trace& trace, PassIndex pass, YieldIndex yield);
std::string_view name_of(CellState state);

/// "Hello("Tokyo")", "any(Approval, timer)": the label of a yield's column.
std::string yield_label(const Trace& trace, PassIndex pass, YieldIndex yield);
/// "waiting", "returned 42", "raised ValueError: …" in one line.
std::string outcome_text(const Outcome& outcome);

}  // namespace core::model
