#include "app/commands/command_table.h"
#include "app/commands/document_jobs.h"
#include "app/commands/rows.h"
#include "app/state/locator.h"
#include "core/base/text.h"

namespace app::commands {

namespace {

using state::AppState;
using state::Dialog;

const std::string& text_of(const Argument& argument) {
  return std::get<TextArgument>(argument).text;
}

void open_box(CommandContext& context, const Argument&) {
  context.state.dialog = Dialog::open_file;
}

void open_folder_box(CommandContext& context, const Argument&) {
  context.state.dialog = Dialog::open_folder;
}

void open_all(CommandContext& context, std::vector<std::string> paths) {
  OpenOrder order;
  order.paths = std::move(paths);
  context.state.dialog = Dialog::none;
  context.jobs.open(context.state, std::move(order));
}

void open_path(CommandContext& context, const Argument& argument) {
  std::string path(core::base::trim(text_of(argument)));
  context.state.dialog = Dialog::none;
  if (!path.empty()) open_all(context, {std::move(path)});
}

void open_paths(CommandContext& context, const Argument& argument) {
  const std::vector<std::string>& paths = std::get<PathsArgument>(argument).paths;
  if (!paths.empty()) open_all(context, paths);
}

void payloads_box(CommandContext& context, const Argument&) {
  context.state.dialog = Dialog::payload_folder;
}

/// Opens the same files once more, with the folder beside them, at the instance that is shown.
void open_with_payloads(CommandContext& context, const Argument& argument) {
  const state::AppState& state = context.state;
  OpenOrder order;
  order.paths = state.file->opened;
  const core::session::InstanceRow& shown = (*state.file->instances)[state.file->instance];
  // Generations share their id.
  order.instance = shown.execution_id.empty() ? shown.id : shown.execution_id;
  order.beside = state.file->beside;
  order.beside.payloads = std::string(core::base::trim(text_of(argument)));
  order.request = state.request;
  order.keeps_code = state.is_code_found;
  order.focus = state::locator_text(state);
  context.state.dialog = Dialog::none;
  context.jobs.open(context.state, std::move(order));
}

/// Empty where a document is open; a trace of ours keeps its values itself.
std::string needs_document(const AppState& state) {
  const bool is_open = state.reading && state.file && !state.file->opened.empty() &&
                       state.file->instance < state.file->instances->size();
  return is_open ? "" : "Open a history first";
}

void open_instance(CommandContext& context, const Argument& argument) {
  context.jobs.open_instance(context.state, std::get<NumberArgument>(argument).number);
}

void attach_box(CommandContext& context, const Argument&) {
  context.state.dialog = Dialog::attach_orchestrator;
}

void attach_target(CommandContext& context, const Argument& argument) {
  std::string target(core::base::trim(text_of(argument)));
  context.state.dialog = Dialog::none;
  context.state.choice.reset();
  if (target.empty()) return;
  context.state.request.target = std::move(target);
  context.state.is_code_found = false;
  context.jobs.replay(context.state);
}

std::string can_run_found(const AppState& state) {
  if (std::string reason = needs_replayable(state); !reason.empty()) return reason;
  if (!state.file || !state.file->found_target) {
    return "No orchestrator with that name stands beside the history";
  }
  return "";
}

/// Asks, because it runs code that nobody named.
void run_found(CommandContext& context, const Argument&) {
  context.state.consent = state::question_of(*context.state.file);
  context.state.dialog = Dialog::consent;
}

std::string needs_question(const AppState& state) {
  return state.consent ? "" : "Nothing was asked";
}

void accept_consent(CommandContext& context, const Argument&) {
  context.state.request.target = context.state.consent->target;
  context.state.is_code_found = true;
  context.state.consent.reset();
  context.state.dialog = Dialog::none;
  context.jobs.replay(context.state);
}

/// Passes that exist and were left out; empty when every pass was run.
std::string has_passes_left(const AppState& state) {
  if (!state.reading) return needs_file(state);
  const auto* trace = state.reading->trace();
  if (trace == nullptr || state.request.target.empty()) return "No code was run in this window";
  std::size_t run = 0;
  for (const auto& pass : state.reading->stops.passes) run += pass.is_confirming ? 0 : 1;
  return run < state.reading->history().episodes().size() ? "" : "Every pass was run";
}

void run_all_passes(CommandContext& context, const Argument&) {
  context.state.request.passes = "all";
  context.jobs.replay(context.state);
}

std::string can_remember(const AppState& state) {
  if (!state.consent) return "Nothing was asked";
  if (state.consent->memory) return "";
  return "What would be run is more than one file that could be remembered";
}

/// Yes, also for the next time, as long as the file stays as it is.
void remember_consent(CommandContext& context, const Argument& argument) {
  state::remember(context.state, *context.state.consent->memory);
  accept_consent(context, argument);
}

std::string has_memory(const AppState& state) {
  return state.preferences.consents.empty() ? "No answer was remembered" : "";
}

void forget_consents(CommandContext& context, const Argument&) {
  context.state.preferences.consents.clear();
  context.state.notice = "Every orchestrator that is found will be asked about again";
}

void decline_consent(CommandContext& context, const Argument&) {
  context.state.consent.reset();
  context.state.dialog = Dialog::none;
}

std::string can_stub(const AppState& state) {
  return state.request.stubs_missing ? "Stand-ins are in use already" : needs_target(state);
}

/// Runs the code once more, with stand-ins for packages that the interpreter does not have.
void rerun_with_stubs(CommandContext& context, const Argument&) {
  context.state.request.stubs_missing = true;
  context.state.lacking.reset();
  context.state.dialog = Dialog::none;
  context.jobs.replay(context.state);
}

void rerun(CommandContext& context, const Argument&) { context.jobs.replay(context.state); }

std::string needs_job(const AppState& state) { return state.job ? "" : "Nothing is running"; }

void cancel_job(CommandContext& context, const Argument&) { context.jobs.cancel(context.state); }

void quit(CommandContext& context, const Argument&) { context.state.wants_to_quit = true; }

}  // namespace

std::vector<Command> file_commands() {
  return {
      {.id = "file.open", .title = "Open…",
       .description = "Opens a history or a trace; the path can be typed or pasted.",
       .menu = "File", .chords = chords({"Ctrl+O"}), .search = "load history trace file",
       .enabled = always, .run = open_box},
      {.id = "file.open_folder", .title = "Open folder…",
       .description = "Opens every history in a folder and below it as one list.",
       .menu = "File", .chords = chords({"Ctrl+K"}), .search = "directory corpus many load",
       .enabled = always, .run = open_folder_box},
      {.id = "file.open_path", .title = "Open this path",
       .description = "Opens the file, the folder or the pattern that was typed, chosen or "
                      "dropped.",
       .takes = Takes::text, .enabled = always, .run = open_path},
      {.id = "file.open_paths", .title = "Open these files",
       .description = "Opens files and folders that were given together as one list.",
       .takes = Takes::paths, .enabled = always, .run = open_paths},
      {.id = "file.open_instance", .title = "Open this instance",
       .description = "Shows another instance of the list; of a file that could not be read, why.",
       .takes = Takes::number, .enabled = needs_file, .run = open_instance},
      {.id = "file.payloads", .title = "Choose folder with payloads…",
       .description = "Names the folder that holds the values which the history keeps elsewhere, "
                      "and opens it again with them.",
       .menu = "File", .search = "blob offloaded large message values", .enabled = needs_document,
       .run = payloads_box},
      {.id = "file.open_with_payloads", .title = "Open with these payloads",
       .description = "Opens the same history again with the values from the folder typed.",
       .takes = Takes::text, .enabled = needs_document, .run = open_with_payloads},
      {.id = "file.attach", .title = "Attach orchestrator…",
       .description = "Names the code to run over this history: file.py:function or native:NAME.",
       .menu = "File", .chords = chords({"Ctrl+Shift+O"}), .search = "code python target function",
       .begins_group = true, .enabled = needs_replayable, .run = attach_box},
      {.id = "file.attach_target", .title = "Run this orchestrator",
       .description = "Runs the code whose target was typed over the open history.",
       .takes = Takes::text, .enabled = needs_replayable, .run = attach_target},
      {.id = "file.run_found", .title = "Run the orchestrator found beside…",
       .description = "Asks whether the code found beside the history by its name may be run.",
       .menu = "File", .search = "code consent beside found", .enabled = can_run_found,
       .run = run_found},
      {.id = "file.accept_consent", .title = "Run it",
       .description = "Runs the orchestrator that was found.", .takes = Takes::nothing,
       .enabled = needs_question, .run = accept_consent},
      {.id = "file.remember_consent", .title = "Always run it",
       .description = "Runs the orchestrator now, and later without a question while its file "
                      "stays as it is.",
       .takes = Takes::nothing, .enabled = can_remember, .run = remember_consent},
      {.id = "file.decline_consent", .title = "Do not run it",
       .description = "Shows the history alone; no code is run.", .takes = Takes::nothing,
       .enabled = needs_question, .run = decline_consent},
      {.id = "file.run_all_passes", .title = "Run every pass",
       .description = "Runs the passes that were left out because there are many; this may take "
                      "long.",
       .menu = "File", .search = "passes auto all sampled", .enabled = has_passes_left,
       .run = run_all_passes},
      {.id = "file.forget_consents", .title = "Forget remembered answers",
       .description = "Asks again before any orchestrator found beside a history is run.",
       .menu = "File", .search = "consent always reset privacy", .enabled = has_memory,
       .run = forget_consents},
      {.id = "file.rerun", .title = "Run again",
       .description = "Reads the code anew and replays it over the same history.",
       .menu = "File", .chords = chords({"Ctrl+F5"}), .search = "reload replay re-run",
       .enabled = needs_target, .run = rerun},
      {.id = "file.rerun_with_stubs", .title = "Run with stand-ins for missing packages",
       .description = "Imports an empty stand-in for each package that is not installed.",
       .menu = "File", .search = "stub missing module import", .enabled = can_stub,
       .run = rerun_with_stubs},
      {.id = "file.cancel_job", .title = "Cancel the running job",
       .description = "Stops what is being read or replayed; what is on screen stays.",
       .menu = "File", .chords = chords({"Ctrl+."}), .search = "stop abort progress",
       .enabled = needs_job, .run = cancel_job},
      {.id = "file.quit", .title = "Quit", .description = "Closes the window.", .menu = "File",
       .chords = chords({"Ctrl+Q"}), .search = "exit close", .begins_group = true,
       .enabled = always, .run = quit},
  };
}

}  // namespace app::commands
