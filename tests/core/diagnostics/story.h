// A history and its trace, told as sentences: two calls, three passes, nothing wrong. Tests change
// one thing and ask what the rules say.
#pragma once

#include <string>
#include <vector>

#include "core/diagnostics/rule.h"
#include "core/model/history_builder.h"

namespace tests {

using namespace core;  // NOLINT: the whole of the model is the vocabulary of these tests

/// Writes events one after another, a second apart.
class HistoryStory {
 public:
  HistoryStory& episode();                                  ///< OrchestratorStarted
  HistoryStory& started(const std::string& name = "flow");  ///< with an episode before it
  HistoryStory& completed_episode();                        ///< OrchestratorCompleted
  HistoryStory& scheduled(int id, const std::string& name, const std::string& input = "");
  HistoryStory& completed(int id, const std::string& result);
  HistoryStory& failed(int id, const std::string& reason);
  HistoryStory& timer_created(int id, base::Timestamp due);
  HistoryStory& timer_fired(int id);
  HistoryStory& child_created(int id, const std::string& name, const std::string& instance_id);
  HistoryStory& sent(int id, const std::string& target, const std::string& request);
  HistoryStory& raised(const std::string& name, const std::string& input);
  HistoryStory& ended(model::RuntimeStatus status, const std::string& result,
                      const std::string& details = "");
  std::shared_ptr<const model::History> tell() { return builder_.finish(); }

 private:
  HistoryStory& add(model::EventRecord record);

  model::HistoryBuilder builder_;
  std::int64_t seconds_ = 0;
};

/// started, A scheduled | A done, B scheduled | B done, Completed "both".
HistoryStory two_calls();

/// An activity's op.
model::Op activity(std::uint32_t handle, const std::string& name, const std::string& input = "1");

/// The trace that deterministic code makes over two_calls(): passes of 1, 2 and 2 yields.
model::Trace two_calls_trace(std::shared_ptr<const model::History> history);

/// Ids of everything that the rules find, in their order.
std::vector<std::string> ids(const std::vector<model::Finding>& findings);
std::vector<std::string> found_in(const model::History& history);
std::vector<std::string> found_in(const model::Trace& trace, const model::Ledger* ledger = nullptr);

/// The one finding with that id. Fails the test when there is none.
model::Finding finding(const std::vector<model::Finding>& findings, const std::string& id);
std::vector<model::Finding> diagnose(const model::Trace& trace,
                                     const model::Ledger* ledger = nullptr);
std::vector<model::Finding> diagnose(const model::History& history);

}  // namespace tests
