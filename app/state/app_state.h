// Everything the window shows that is not a pixel: one AppState, owned by the shell, changed only
// by commands and by finished jobs between frames, read as const by every panel. UI thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/state/acceptances.h"
#include "app/state/arrangement.h"
#include "app/state/focus_history.h"
#include "app/state/instance_list.h"
#include "app/state/links.h"
#include "app/state/reading.h"
#include "app/state/seen_readings.h"
#include "app/state/steps.h"
#include "core/base/result.h"
#include "core/model/ledger.h"
#include "core/session/consent.h"
#include "core/session/settings.h"
#include "core/session/survey.h"

namespace app::state {

enum class Theme : std::uint8_t { dark, light };

struct Preferences {
  Theme theme = Theme::dark;
  float scale = 1.0F;  ///< of the UI, on top of the monitor's; kMinScale to kMaxScale
  Arrangement arrangement;
  /// Found code that may run without a question, newest first; at most kMaxConsents.
  std::vector<core::session::Consent> consents;
};
inline constexpr float kMinScale = 0.75F;
inline constexpr float kMaxScale = 2.5F;
inline constexpr std::size_t kMaxConsents = 200;

/// What may be typed or chosen before the panels; at most one is open.
enum class Dialog : std::uint8_t {
  none,
  open_file,            ///< a path box; Enter runs file.open_path with its text
  attach_orchestrator,  ///< a TARGET box; Enter runs file.attach_target with its text
  key_sheet,            ///< the command table's chords
  consent,              ///< `consent` is asked: file.accept_consent, file.decline_consent
  choose_orchestrator,  ///< `choice` lists those of a target: file.attach_target with one
  stub_missing,         ///< `lacking` says what is not installed: file.rerun_with_stubs
  rules,                ///< the list of rules, with `rule` explained
  compare,              ///< both sides of the shown finding, whole
  accept_finding,       ///< a box for the reason; Enter runs finding.accept with its text
  open_folder,          ///< a path box; Enter runs file.open_path with its folder
  payload_folder,       ///< a path box; Enter runs file.open_with_payloads with its folder
};

/// An orchestrator was found beside the history, or the project's settings name it; running it
/// needs a yes.
struct ConsentQuestion {
  std::string target;    ///< TARGET that would be run
  std::string file;      ///< the history file it was found beside
  /// What "always" would remember; empty: it cannot be remembered.
  std::optional<core::session::Consent> memory = {};
  std::string settings = {};  ///< the settings file that names or shapes it; empty: none
  std::string words = {};     ///< what running it means, with interpreter and allowances
};

/// A target that holds several orchestrators, none of them called as the history is.
struct OrchestratorChoice {
  core::base::Error reason;
  std::vector<core::session::FoundOrchestrator> found;  ///< not empty
};

/// An error or remark to be shown once, until dismissed.
struct Message {
  std::uint64_t id = 0;
  model::Severity severity = model::Severity::error;
  core::base::Error error;
};

/// What a background job is doing, for the progress bar.
struct JobStatus {
  std::string title;          ///< "Replaying order.py"
  std::uint64_t done = 0;
  std::uint64_t total = 0;    ///< 0: not known
  bool is_cancelling = false;
  std::uint64_t milliseconds = 0;  ///< since it began

  friend bool operator==(const JobStatus&, const JobStatus&) = default;
};

/// Nothing is hidden silently: every filter shows a chip with the count and a way to undo it.
struct Filters {
  std::string history;              ///< substring of type, name or payload; empty: all
  std::uint64_t history_typing = 0; ///< grows when it shall be typed
  bool history_came_last = false;   ///< it was changed after the filter of the instances
  bool hides_replayed_log = false;  ///< log lines that an earlier pass had already written
};

/// The document on screen and the instance that is shown of it.
struct OpenFile {
  std::string path;                  ///< of the history that is shown
  std::vector<std::string> opened;   ///< the files, folders and patterns that were asked for
  core::session::OpenOptions beside; ///< what belongs to them
  InstanceRowsPtr instances = std::make_shared<const InstanceRows>();  ///< never null
  std::uint32_t instance = 0;
  /// TARGET found beside the history, run or not.
  std::optional<std::string> found_target;
  /// The consent that running it needs; empty when it cannot be remembered.
  std::optional<core::session::Consent> found_consent;
  /// .yieldscope.json of the history, as it was when the file was opened.
  std::optional<core::session::ProjectSettings> settings;
};

struct AppState {
  std::optional<OpenFile> file;
  ReadingPtr reading;                 ///< null until a file was opened
  /// How the code was run, for re-run; empty target: no code named yet. The project's settings fill
  /// in what it leaves open.
  core::session::ReplayRequest request;
  /// The target was found and agreed to, not named: the settings that count are those of the open
  /// file, as they were agreed to.
  bool is_code_found = false;
  /// The settings that count for what is on screen.
  std::optional<core::session::ProjectSettings> project;
  Acceptances accepted;
  std::uint64_t accepted_version = 0;
  /// What was replayed in this window, for "which others break the same way".
  std::vector<SeenReading> seen;

  Focus focus;
  Derived derived;                                ///< event and line of the focus
  std::shared_ptr<const model::Ledger> ledger;    ///< of the focused pass; null without a trace
  FocusHistory trail;
  bool has_moved = false;                         ///< the person moved since the file came
  /// Grows with every change of focus: panels scroll to it when they see a new value.
  std::uint64_t focus_version = 0;
  /// Finding selected in the list; empty when none.
  std::optional<std::size_t> finding;
  /// Id of the rule that the list of rules explains; empty: none was picked yet.
  std::string rule;

  Dialog dialog = Dialog::none;
  std::optional<ConsentQuestion> consent;
  std::optional<OrchestratorChoice> choice;
  /// The import that failed for want of a package; stand-ins are offered.
  std::optional<core::base::Error> lacking;
  std::vector<Message> messages;
  /// Text that a job made to be copied; the shell puts it onto the clipboard.
  std::optional<std::string> clipboard;
  /// Why the last step or command was refused; cleared by the next that works. Status bar.
  std::string notice;
  std::optional<JobStatus> job;
  Filters filters;
  InstanceList instances;         ///< where the person is in the list of the open file
  Preferences preferences;
  /// Grows when the arrangement in the preferences shall be taken over by the panels.
  std::uint64_t arrangement_version = 1;
  std::vector<std::string> recent_files;  ///< newest first, at most kMaxRecentFiles
  bool wants_to_quit = false;
  std::uint64_t next_message_id = 1;
};
inline constexpr std::size_t kMaxRecentFiles = 12;

/// Moves the focus and brings derived, ledger and focus_version up to date.
void set_focus(AppState& state, Focus focus);
/// As set_focus, and Alt+Left leads back here.
void jump_to(AppState& state, Focus focus);
/// What the box asks when the found code of the open file shall be run. REQUIRES: there is one.
ConsentQuestion question_of(const OpenFile& file);
/// A new snapshot came. Keeps the place when it is the same file and the person has moved.
void set_reading(AppState& state, ReadingPtr reading);
void add_message(AppState& state, core::base::Error error,
                 model::Severity severity = model::Severity::error);
void dismiss_message(AppState& state, std::uint64_t id);
void add_recent_file(AppState& state, const std::string& path);
void set_scale(AppState& state, float scale);
/// Whether the person said that this code may always run.
bool is_remembered(const AppState& state, const std::optional<core::session::Consent>& consent);
/// Another content of the same file takes the place of the one remembered before.
void remember(AppState& state, core::session::Consent consent);

/// The trace on screen, or null.
const model::Trace* trace_of(const AppState& state);
/// Position of the finding whose card is shown: the selected one, else the worst; empty for none.
std::optional<std::size_t> shown_finding(const AppState& state);
/// "p5.y4", or "" without a file.
std::string locator_text(const AppState& state);

}  // namespace app::state
