// A Trace while its passes are run: the newest spine and its yields, places by number, evidence
// noted once. Made by replay and direct execution; one thread.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "core/model/trace.h"
#include "core/orchestrators/orchestrator.h"

namespace core::engine {

/// Owns the Trace until take().
class TraceBuilder {
 public:
  explicit TraceBuilder(model::Trace trace);

  const model::Trace& trace() const { return trace_; }
  model::Trace take() { return std::move(trace_); }

  /// The yields of the newest spine, in order, through its parents.
  std::size_t known_count() const { return known_.size(); }
  const model::Yield& known(std::size_t at) const;
  model::SpineIndex spine() const { return spine_; }

  /// The first `count` known yields as a script. Its resumes are the recorded ones; what the code
  /// is told by is_replaying must be set with set_replaying() first.
  orchestrators::Script script(std::size_t count);
  void set_replaying(std::size_t resume, bool is_replaying);

  /// Makes room for that many yields; memory that is never written is never resident.
  void reserve(std::size_t yields);
  /// An empty yield behind the newest spine, to be filled where it will lie. It is not known before
  /// keep_draft(), and stays where it is until then.
  model::Yield& draft();
  /// The draft becomes the yield at that position; where the newest spine has another there, it is
  /// forked. Gives it where it lies from now on.
  model::Yield& keep_draft(std::size_t at);
  void drop_draft();
  void append(model::Pass pass) { trace_.passes.push_back(std::move(pass)); }
  void set_divergence(model::Divergence divergence) { trace_.divergence = std::move(divergence); }
  model::PassIndex next_pass() const;

  /// Number of a place; kNoPlace for one without a file and a function.
  model::PlaceIndex intern(const model::Place& place);
  /// Keeps an evidence unless an earlier pass noted the same at the same yield.
  void note(const orchestrators::Advance::Noted& noted, model::YieldIndex yield);
  /// Sets the places of log lines.
  void place_logs(std::vector<model::LogLine>& logs, const std::vector<model::Place>& places);

 private:
  struct Position {
    std::uint32_t spine, at;
  };

  void fork(std::size_t at);

  model::Trace trace_;
  model::SpineIndex spine_;
  std::uint64_t spine_version_ = 0;
  bool has_draft_ = false;
  std::vector<Position> known_;
  std::vector<model::Resume> resumes_;  // of the known yields, as far as a script needed them
  std::unordered_map<std::string, model::PlaceIndex> places_;
  model::PlaceIndex last_place_ = model::kNoPlace;
  std::set<std::tuple<std::uint32_t, std::uint32_t, bool, std::string, std::string>> noted_;
};

}  // namespace core::engine
