#include "app/commands/document_jobs.h"

#include <filesystem>
#include <utility>

#include "app/state/locator.h"
#include "core/base/text.h"
#include "core/session/prove.h"

namespace app::commands {

namespace {

using state::AppState;

/// Instances that are tried when the first of a document cannot be read.
constexpr std::size_t kMostTried = 8;

/// The last part of a path, also of a folder that ends with a slash.
std::string file_name(const std::string& path) {
  const std::filesystem::path whole(path);
  return (whole.has_filename() ? whole : whole.parent_path()).filename().string();
}

/// "big.json, 200 MB", "3 files and folders".
std::string words_of(const std::vector<std::string>& paths) {
  if (paths.size() > 1) return std::to_string(paths.size()) + " files and folders";
  std::string words = core::base::printable(file_name(paths.front()));
  std::error_code failed;
  const auto size = std::filesystem::file_size(paths.front(), failed);
  constexpr std::uintmax_t kMega = 1'000'000;
  if (!failed && size >= kMega) words += ", " + std::to_string(size / kMega) + " MB";
  return words;
}

/// The orchestrators of the target, read from its files; empty when the error is another one.
std::optional<state::OrchestratorChoice> choice_of(const std::string& target,
                                                   const core::base::Error& error) {
  if (error.code != "target.several_orchestrators") return std::nullopt;
  state::OrchestratorChoice choice{error, core::session::survey(target)};
  core::session::keep_marked(choice.found);
  if (choice.found.size() < 2) return std::nullopt;
  return choice;
}

/// The code that would be run for this file, and the consent that it needs. What the settings name
/// comes first. A yes is remembered for the code alone, not for another interpreter or more rights.
void find_code(state::OpenFile& file, const std::string& orchestrator) {
  const auto& settings = file.settings;
  file.found_target = core::session::find_orchestrator_beside(file.path, orchestrator);
  if (settings && !settings->target.empty()) file.found_target = settings->target;
  const bool is_shaped = settings && (!settings->python.empty() ||
                                      !settings->allowances.value_or(std::vector<std::string>{})
                                           .empty());
  if (file.found_target && !is_shaped) {
    file.found_consent = core::session::consent_of(*file.found_target);
  }
}

}  // namespace

void DocumentJobs::open(AppState& state, OpenOrder order) {
  order_ = order;
  slot_.start("Opening " + words_of(order_.paths),
              [order = std::move(order)](const core::base::WorkContext& work) {
                return open_order(order, work);
              });
  poll(state);
}

core::base::Result<DocumentJobs::Outcome> DocumentJobs::open_order(
    const OpenOrder& order, const core::base::WorkContext& work) {
  auto document = core::session::open_documents(order.paths, work, order.beside);
  if (!document) return std::move(document).error();
  auto instance = core::session::find_instance(**document, order.instance);
  if (!instance) return std::move(instance).error();
  auto rows =
      std::make_shared<const state::InstanceRows>(core::session::instances(**document));
  return load_first({std::move(*document), std::move(rows)}, order, *instance, work);
}

/// That one instance cannot be read must not hide the others: the next ones are tried, unless this
/// one was asked for.
core::base::Result<DocumentJobs::Outcome> DocumentJobs::load_first(
    const Opened& opened, const OpenOrder& order, std::size_t instance,
    const core::base::WorkContext& work) {
  auto outcome = load(opened, order, instance, work);
  if (outcome || !order.instance.empty()) return outcome;
  std::vector<core::base::Error> complaints{outcome.error()};
  for (std::size_t row = 0; row < opened.rows->size() && complaints.size() < kMostTried; ++row) {
    if (row == instance || (*opened.rows)[row].problem || work.stop.stop_requested()) continue;
    auto next = load(opened, order, row, work);
    if (!next) {
      complaints.push_back(std::move(next).error());
      continue;
    }
    next->complaints.insert(next->complaints.begin(), complaints.begin(), complaints.end());
    return next;
  }
  return outcome;
}

void DocumentJobs::open_instance(AppState& state, std::size_t instance) {
  if (!document_ || !state.file || instance >= state.file->instances->size()) return;
  const core::session::InstanceRow& row = (*state.file->instances)[instance];
  state.instances.cursor = instance;
  if (row.problem) return state::add_message(state, *row.problem);
  order_ = OpenOrder{};
  order_.paths = state.file->opened;
  order_.beside = state.file->beside;
  order_.instance = row.id;
  order_.request = state.request;
  order_.keeps_code = state.is_code_found;
  slot_.start("Loading " + core::base::printable(row.id),
              [opened = Opened{document_, state.file->instances}, order = order_, instance](
                  const core::base::WorkContext& work) -> core::base::Result<Outcome> {
                return load(opened, order, instance, work);
              });
  poll(state);
}

core::base::Result<DocumentJobs::Outcome> DocumentJobs::load(
    const Opened& opened, const OpenOrder& order, std::size_t instance,
    const core::base::WorkContext& work) {
  auto snapshot = core::session::load(*opened.document, instance, work);
  if (!snapshot) return std::move(snapshot).error();
  const std::string& path = (*snapshot)->file;
  Outcome outcome;
  auto settings = settings_for("", path);
  if (settings) {
    outcome.settings = std::move(settings).value();
    add_remarks(outcome);
  } else {
    outcome.complaints.push_back(std::move(settings).error());
  }
  outcome.file.emplace();
  state::OpenFile& file = *outcome.file;
  file.path = path;
  file.opened = order.paths;
  file.beside = order.beside;
  file.instances = opened.rows;
  file.instance = static_cast<std::uint32_t>(instance);
  file.settings = outcome.settings;
  find_code(file, (*snapshot)->history->envelope().name);
  add_reading(outcome, std::move(*snapshot), file.path);
  outcome.document = opened.document;
  return outcome;
}

/// Members of the settings that are none: said, and passed over.
void DocumentJobs::add_remarks(Outcome& outcome) {
  if (!outcome.settings) return;
  for (const core::model::Remark& remark : outcome.settings->remarks) {
    outcome.complaints.push_back({remark.code, remark.message, remark.where, ""});
  }
}

void DocumentJobs::add_reading(Outcome& outcome, core::session::SnapshotPtr snapshot,
                               const std::string& history) {
  outcome.reading = state::build_reading(std::move(snapshot));
  auto accepted =
      read_acceptances(*outcome.reading, history, baseline_file(outcome.settings, history));
  if (accepted) {
    outcome.accepted = std::move(accepted).value();
  } else {
    outcome.complaints.push_back(std::move(accepted).error());
  }
}

void DocumentJobs::run_code(AppState& state, std::string title, Run run) {
  if (!state.reading) return;
  const std::string history = state.file ? state.file->path : "";
  const auto agreed = state.file ? state.file->settings : std::nullopt;
  slot_.start(std::move(title),
              [snapshot = state.reading->snapshot, request = state.request, history, agreed,
               is_found = state.is_code_found,
               run](const core::base::WorkContext& work) -> core::base::Result<Outcome> {
                Outcome outcome;
                outcome.settings = agreed;
                if (!is_found) {
                  auto settings = settings_for(request.target, history);
                  if (!settings) return std::move(settings).error();
                  outcome.settings = std::move(settings).value();
                }
                auto made = run(snapshot, filled(request, outcome.settings), work);
                if (!made) {
                  outcome.choice = choice_of(request.target, made.error());
                  if (!outcome.choice) return std::move(made).error();
                  return outcome;
                }
                add_reading(outcome, std::move(*made), history);
                return outcome;
              });
  poll(state);
}

void DocumentJobs::replay(AppState& state) {
  run_code(state, "Replaying " + file_name(state.request.target), &core::session::replay);
}

void DocumentJobs::prove(AppState& state) {
  run_code(state, "Proving the cause", &core::session::prove);
}

void DocumentJobs::accept(AppState& state, std::size_t finding,
                          std::optional<std::string> reason) {
  const std::string history = state.file ? state.file->path : "";
  const std::filesystem::path baseline = baseline_file(state.project, history);
  slot_.start("Writing " + baseline.filename().string(),
              [reading = state.reading, history, baseline, finding, reason = std::move(reason)](
                  const core::base::WorkContext&) -> core::base::Result<Outcome> {
                auto changed = change_acceptance(*reading, history, baseline, finding, reason);
                if (!changed) return std::move(changed).error();
                Outcome outcome;
                outcome.accepted = std::move(changed).value();
                outcome.notice = (reason ? "Accepted " : "Took back the acceptance of ") +
                                 reading->findings[finding].id + " in " + baseline.string();
                return outcome;
              });
  poll(state);
}

void DocumentJobs::copy_issue(AppState& state, std::size_t finding,
                              core::session::IssueValues values) {
  slot_.start("Writing the issue",
              [reading = state.reading, finding, values](
                  const core::base::WorkContext&) -> core::base::Result<Outcome> {
                Outcome outcome;
                outcome.copied = core::session::issue_text(*reading->snapshot,
                                                           reading->findings[finding], values);
                const bool is_redacted = values == core::session::IssueValues::redacted;
                outcome.notice = is_redacted ? "Copied as an issue, without values"
                                             : "Copied as an issue, with its values";
                return outcome;
              });
  poll(state);
}

void DocumentJobs::cancel(AppState& state) {
  slot_.cancel();
  poll(state);
}

bool DocumentJobs::poll(AppState& state) {
  bool has_changed = false;
  if (auto result = slot_.poll()) {
    apply(state, std::move(*result));
    has_changed = true;
  }
  const auto* job = slot_.job();
  has_changed = has_changed || state.job.has_value() != (job != nullptr);
  if (job == nullptr) {
    state.job.reset();
    return has_changed;
  }
  state::JobStatus status{job->title(), job->progress().done(), job->progress().total(),
                          job->is_cancelled(),
                          static_cast<std::uint64_t>(job->elapsed().count())};
  // How far it is changes all the time: the shell draws running work now and then without being
  // told, and leaves the cores to the work.
  has_changed = has_changed || !state.job || status.title != state.job->title ||
                status.is_cancelling != state.job->is_cancelling;
  state.job = std::move(status);
  return has_changed;
}

void DocumentJobs::finish(AppState& state) {
  while (auto result = slot_.wait()) apply(state, std::move(*result));
  state.job.reset();
}

void DocumentJobs::apply(AppState& state, core::base::Result<Outcome> result) {
  if (!result) return apply_error(state, std::move(result).error());
  if (result->choice) {
    state.choice = std::move(result->choice);
    state.dialog = state::Dialog::choose_orchestrator;
    return;
  }
  for (core::base::Error& complaint : result->complaints) {
    state::add_message(state, std::move(complaint), core::model::Severity::warning);
  }
  if (result->file) {
    apply_file(state, std::move(*result));
  } else if (result->reading) {
    apply_reading(state, *result);
    apply_focus(state);
  } else if (result->accepted) {
    state.accepted = std::move(*result->accepted);
    ++state.accepted_version;
  }
  if (result->copied) state.clipboard = std::move(result->copied);
  if (!result->notice.empty()) state.notice = std::move(result->notice);
}

void DocumentJobs::apply_reading(AppState& state, Outcome& outcome) {
  state::set_reading(state, std::move(outcome.reading));
  state.project = std::move(outcome.settings);
  if (outcome.accepted) state.accepted = std::move(*outcome.accepted);
}

void DocumentJobs::apply_error(AppState& state, core::base::Error error) {
  if (error.code == "cancelled") {
    state.notice = "Cancelled; what was on screen stays";
    return;
  }
  // The loader's own advice says when a stand-in could help.
  const bool lacks_package = error.code == "orchestrator.import" &&
                             error.hint.find("--stub-missing") != std::string::npos;
  if (lacks_package && !state.request.stubs_missing) {
    state.lacking = std::move(error);
    state.dialog = state::Dialog::stub_missing;
    return;
  }
  state::add_message(state, std::move(error));
}

/// A file came. Its code runs only when the person named it or said yes; else the state asks.
void DocumentJobs::apply_file(AppState& state, Outcome outcome) {
  document_ = std::move(outcome.document);
  // Another instance: the settings that were agreed to, not what they may have become.
  if (order_.keeps_code && state.file) outcome.file->settings = state.file->settings;
  // Another document: another list, of which nothing is folded away or filtered yet.
  if (!state.file || state.file->instances != outcome.file->instances) {
    state::forget_list(state.instances);
  }
  state.file = std::move(outcome.file);
  state.request = order_.request;
  state.is_code_found = order_.keeps_code;
  state.consent.reset();
  if (state.file->opened.size() == 1) state::add_recent_file(state, state.file->opened.front());
  apply_reading(state, outcome);
  const auto& found = state.file->found_target;
  const bool may_run_found =
      found && state.reading->trace() == nullptr && state.reading->no_run.empty();
  const bool is_remembered = state::is_remembered(state, state.file->found_consent);
  if (state.request.target.empty() && may_run_found && (order_.runs_found || is_remembered)) {
    state.request.target = *found;
    state.is_code_found = true;
  }
  if (!state.request.target.empty()) {
    replay(state);
    return;
  }
  apply_focus(state);
  if (may_run_found) {
    state.consent = state::question_of(*state.file);
    state.dialog = state::Dialog::consent;
  }
}

/// Stands where the order said, once; the locator is dropped afterwards.
void DocumentJobs::apply_focus(AppState& state) {
  const std::string text = std::exchange(order_.focus, {});
  if (text.empty()) return;
  auto locator = state::parse_locator(text);
  if (!locator) return state::add_message(state, std::move(locator).error());
  auto focus =
      state::resolve(state.reading->stops, *locator, state.file ? state.file->instance : 0);
  if (!focus) return state::add_message(state, std::move(focus).error());
  state::set_focus(state, std::move(*focus));
}

}  // namespace app::commands
