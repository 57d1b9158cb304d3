// Opening files and running code in the background, so that the window never freezes. One job at a
// time: a new one cancels the former. Used on the UI thread; its results reach AppState in poll().
// Opening never runs code: an orchestrator found beside the history becomes a question in the
// state.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/commands/project_files.h"
#include "app/jobs/job.h"
#include "app/state/app_state.h"
#include "core/session/issue.h"
#include "core/session/session.h"

namespace app::commands {

/// What to open, and what the person already agreed to.
struct OpenOrder {
  /// Files, folders and patterns that become one document. REQUIRES: one at least.
  std::vector<std::string> paths;
  std::string instance;  ///< id; empty: the only or first one
  core::session::OpenOptions beside;  ///< what belongs to the files
  /// How to run the code. A target named here is run: naming it is the consent.
  core::session::ReplayRequest request;
  /// Run the orchestrator found beside the history without asking (--yes).
  bool runs_found = false;
  std::string focus;     ///< locator to stand at when all is there; empty: the first place
  /// Another instance of the open file: what was agreed to for it still counts.
  bool keeps_code = false;
};

class DocumentJobs {
 public:
  explicit DocumentJobs(jobs::Wake wake) : slot_(std::move(wake)) {}

  void open(state::AppState& state, OpenOrder order);
  /// Another instance of the open document; of a row that holds none, says why.
  void open_instance(state::AppState& state, std::size_t instance);
  /// Runs state.request over the open history. REQUIRES: a reading and a target.
  void replay(state::AppState& state);
  /// Runs it again under changed conditions. REQUIRES: a reading with a trace, and a target.
  void prove(state::AppState& state);
  /// Writes why the finding is accepted, or takes that back without a reason. REQUIRES: the finding
  /// exists, and no job runs.
  void accept(state::AppState& state, std::size_t finding, std::optional<std::string> reason);
  /// Puts the finding as Markdown into state.clipboard. REQUIRES: as accept.
  void copy_issue(state::AppState& state, std::size_t finding, core::session::IssueValues values);
  void cancel(state::AppState& state);

  /// Takes over finished work and refreshes state.job. True when the state changed, so that a new
  /// frame is due. Call once a frame and after each wake.
  bool poll(state::AppState& state);
  bool is_busy() const { return slot_.job() != nullptr; }
  /// Works until nothing is left to do, for pictures drawn off screen.
  void finish(state::AppState& state);

 private:
  /// What a job brings back: a file with a reading of one instance, or a new reading alone.
  struct Outcome {
    std::shared_ptr<core::session::Document> document;
    std::optional<state::OpenFile> file;
    state::ReadingPtr reading;
    std::optional<state::OrchestratorChoice> choice;  ///< instead of a reading
    std::optional<ProjectSettings> settings;          ///< that count for the reading
    std::optional<state::Acceptances> accepted;
    std::optional<std::string> copied;                ///< for the clipboard
    std::string notice;                               ///< what was done, for the status bar
    std::vector<core::base::Error> complaints;        ///< what did not stop it
  };

  using Run = core::base::Result<core::session::SnapshotPtr> (*)(
      const core::session::SnapshotPtr&, const core::session::ReplayRequest&,
      const core::base::WorkContext&);

  void run_code(state::AppState& state, std::string title, Run run);
  static void add_remarks(Outcome& outcome);
  static void add_reading(Outcome& outcome, core::session::SnapshotPtr snapshot,
                          const std::string& history);
  void apply_reading(state::AppState& state, Outcome& outcome);
  void apply(state::AppState& state, core::base::Result<Outcome> result);
  void apply_file(state::AppState& state, Outcome outcome);
  void apply_error(state::AppState& state, core::base::Error error);
  void apply_focus(state::AppState& state);
  /// A document with the rows that the window lists.
  struct Opened {
    std::shared_ptr<core::session::Document> document;
    state::InstanceRowsPtr rows;
  };
  static core::base::Result<Outcome> open_order(const OpenOrder& order,
                                                const core::base::WorkContext& work);
  static core::base::Result<Outcome> load_first(const Opened& opened, const OpenOrder& order,
                                                std::size_t instance,
                                                const core::base::WorkContext& work);
  static core::base::Result<Outcome> load(const Opened& opened, const OpenOrder& order,
                                          std::size_t instance,
                                          const core::base::WorkContext& work);

  jobs::JobSlot<Outcome> slot_;
  std::shared_ptr<core::session::Document> document_;
  OpenOrder order_;  // of the job under way
};

}  // namespace app::commands
