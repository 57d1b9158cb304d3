// User code behind one interface: the only thing of this folder that the engine sees. Native
// coroutines and child processes pass the same conformance suite (tests/conformance).
//
// One Orchestrator is one run of one instance: its passes are started in ascending order, so that
// module state lives across passes as in a real worker. One thread uses it at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/trace.h"

namespace core::orchestrators {

/// What a pass begins with. Source: SEMANTICS 3.1, Construction.
struct Begin {
  std::uint32_t pass = 1;
  std::string instance_id;
  std::optional<std::string> parent_instance_id;
  /// The worker payload's `input` member.
  model::Payload input;
  base::Timestamp clock;
  bool is_replaying = false;
  /// Replay schema: 1 = V1, 2 = V2, 3 = V3 (changes only how arguments are checked in the shim).
  std::int32_t schema = 2;
  /// Timers further off than this are long ones (100 ns ticks); 0: there are none.
  std::int64_t longest_timer_ticks = 0;
  /// The SDK checks the output with a json.dumps that knows no custom objects.
  bool has_plain_output = false;
  /// True for the flavour `generator`: no context is passed and yielded values are the tasks.
  bool is_plain_generator = false;
  /// The plain generator's call arguments as a JSON array text; empty for none.
  std::string arguments;
};

struct YieldedTask {
  model::TaskHandle handle = model::kNoTask;
};
/// The code is blocked on a call whose result depends on task state; answer with reply().
struct Ask {
  model::Op op;           ///< a compound over a finished child or over none
  std::string question;   ///< the op as protocol text
};
struct Returned {
  model::Payload value;
  /// The function was not a generator: its value came from the plain call.
  bool was_generator = true;
};

/// What the code did when it ran on: ops, then one stop.
struct Advance {
  std::vector<model::Op> ops;
  std::variant<YieldedTask, model::NotATask, Returned, model::Raised, model::SdkBroke, Ask> stop;
  /// The suspended frame, innermost user frame under `yield from`; empty file for an end.
  model::Place place;
  /// resume_into: stands where it stood before, and `place` was left as it was.
  bool is_same_place = false;
  std::vector<model::Place> frames;  ///< outer ones, outermost first
  std::vector<model::LogLine> logs;  ///< their `place` is kNoPlace; see log_places
  std::vector<model::Place> log_places;
  std::string locals;
  /// Reads noted and acts refused since the last advance.
  struct Noted {
    std::string kind, detail;
    bool is_refused = false;
    model::Place place;
  };
  std::vector<Noted> noted;

  /// Empties every list and text and keeps their buffers; `stop` and `place` stay.
  void clear();
};

/// Whether the code made one activity, yielded it at once, and did no other op.
inline bool is_plain_call(const Advance& advance) {
  const auto* const yielded = std::get_if<YieldedTask>(&advance.stop);
  return yielded != nullptr && advance.ops.size() == 1 &&
         advance.ops[0].verb == model::OpVerb::make &&
         advance.ops[0].kind == model::ActionKind::activity &&
         advance.ops[0].handle == yielded->handle;
}

/// Answer to an Ask: the state the engine gave the compound, or an exception to raise on that line.
struct Reply {
  std::optional<model::Settled> settled;  ///< empty: the compound is still running
  std::string raise_message;              ///< not empty: raise Exception(message)
};

/// A reply as the text that a Trace keeps of it (model::AskReply): {"running":true},
/// {"raise":MESSAGE} or {"handle":N,"event":N,"ok":BOOL,"value":TEXT,"children":[N…]}, of which
/// event, value and children may be absent.
std::string to_text(const Reply& reply);
/// Errors: orchestrator.protocol.
base::Result<Reply> reply_from_text(std::string_view text);

/// The part of a pass that earlier passes have already shown: start, then one resume a yield.
/// yields.size() resumes are given: `resumes[0]` is the start, `resumes[i]` answers yields[i-1].
struct Script {
  std::span<const model::Resume> resumes;
  std::vector<const model::Yield*> yields;
  std::span<const model::Place> places;  ///< resolves the yields' PlaceIndex
  /// Changes whenever the spine that `yields` come from does; equal means: only longer than before.
  std::uint64_t spine = 0;
};

/// What became of a Script.
struct Replayed {
  /// How many of the script's yields came out as known.
  std::uint32_t matched = 0;
  /// The first advance that differs from the script, when matched < yields.size().
  std::optional<Advance> differing;
  /// Log lines and locals that were otherwise than in the script, by yield.
  struct Difference {
    std::uint32_t yield = 0;
    std::optional<std::vector<model::LogLine>> logs;
    std::vector<model::Place> log_places;
    std::optional<std::string> locals;
  };
  std::vector<Difference> differs;
  std::vector<std::pair<std::uint32_t, Advance::Noted>> noted;
};

/// User code, ready to run passes of one instance. Every call is a door: its Error says that the
/// code could not be run on (codes orchestrator.*: crashed, time_limit, output_limit, protocol,
/// cancelled) and the orchestrator must not be used any more except for destruction.
class Orchestrator {
 public:
  virtual ~Orchestrator() = default;

  /// Runs a new pass from its first line to the first stop.
  virtual base::Result<Advance> start(const Begin& begin, const model::Resume& first,
                                      const base::WorkContext& work) = 0;
  /// Runs on from a yield.
  virtual base::Result<Advance> resume(const model::Resume& resume, const base::WorkContext& work) = 0;
  /// The same into an Advance that the caller keeps from yield to yield, whatever it still holds:
  /// for code that runs on faster than a new Advance is made. The default calls resume.
  virtual base::Status resume_into(const model::Resume& resume, Advance& advance,
                                   const base::WorkContext& work);
  /// How many resumes it holds ahead of their yields; 0: give_ahead is not called.
  virtual std::size_t most_ahead() const { return 0; }
  /// Tells it the next resumes, behind those that it holds already, so that it runs on without
  /// waiting for them. REQUIRES: the last advance was a plain call. The caller still takes every
  /// advance by resume(), with the same resumes in the same order; the first that is no plain call
  /// makes void what is left.
  virtual void give_ahead(std::span<const model::Resume> resumes) { static_cast<void>(resumes); }
  /// Runs on from an Ask.
  virtual base::Result<Advance> reply(const Reply& reply, const base::WorkContext& work) = 0;
  /// Runs a new pass through what is known of it. The default calls start and resume and compares;
  /// a child process does the same on its own side in one message.
  virtual base::Result<Replayed> replay(const Begin& begin, const Script& script,
                                        const base::WorkContext& work);
  /// Closes the generator of a pass that waits, as SDK processes do when they drop it: what is
  /// printed or called there is returned and never becomes an action.
  virtual base::Result<model::Segment> close(const base::WorkContext& work) = 0;

  virtual model::OrchestratorIdentity identity() const = 0;
};

/// Code that can be run any number of times: a coroutine factory, or an imported project.
class Target {
 public:
  virtual ~Target() = default;
  /// A new run of one instance (for a project: a fork of the process that imported it).
  virtual base::Result<std::unique_ptr<Orchestrator>> open_run(const base::WorkContext& work) = 0;
  virtual model::OrchestratorIdentity identity() const = 0;
  /// What reading the source shows, without running it; the default knows no source. Errors as for
  /// open_run; the target can be used on after one.
  virtual base::Result<std::vector<model::SourceRemark>> source_remarks(
      const base::WorkContext& work);
};

}  // namespace core::orchestrators
