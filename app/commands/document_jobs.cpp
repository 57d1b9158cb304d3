#include "app/commands/document_jobs.h"

#include <filesystem>
#include <utility>

#include "app/state/locator.h"

namespace app::commands {

namespace {

using state::AppState;

std::string file_name(const std::string& path) {
  return std::filesystem::path(path).filename().string();
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

}  // namespace

void DocumentJobs::open(AppState& state, OpenOrder order) {
  order_ = order;
  slot_.start("Opening " + file_name(order.path),
              [order = std::move(order)](const core::base::WorkContext& work)
                  -> core::base::Result<Outcome> {
                auto document = core::session::open_document(order.path, work);
                if (!document) return std::move(document).error();
                auto instance = core::session::find_instance(**document, order.instance);
                if (!instance) return std::move(instance).error();
                return load(*document, order.path, *instance, work);
              });
  poll(state);
}

void DocumentJobs::open_instance(AppState& state, std::size_t instance) {
  if (!document_ || !state.file || instance >= state.file->instances.size()) return;
  order_ = OpenOrder{};
  order_.path = state.file->path;
  order_.instance = state.file->instances[instance].id;
  order_.request = state.request;
  slot_.start("Loading " + order_.instance,
              [document = document_, path = order_.path, instance](
                  const core::base::WorkContext& work) -> core::base::Result<Outcome> {
                return load(document, path, instance, work);
              });
  poll(state);
}

core::base::Result<DocumentJobs::Outcome> DocumentJobs::load(
    std::shared_ptr<core::session::Document> document, const std::string& path,
    std::size_t instance, const core::base::WorkContext& work) {
  auto snapshot = core::session::load(*document, instance, work);
  if (!snapshot) return std::move(snapshot).error();
  Outcome outcome;
  outcome.file.emplace();
  outcome.file->path = path;
  outcome.file->instances = core::session::instances(*document);
  outcome.file->instance = static_cast<std::uint32_t>(instance);
  outcome.file->found_target =
      core::session::find_orchestrator_beside(path, (*snapshot)->history->envelope().name);
  if (outcome.file->found_target) {
    outcome.file->found_consent = core::session::consent_of(*outcome.file->found_target);
  }
  outcome.reading = state::build_reading(std::move(*snapshot));
  outcome.document = std::move(document);
  return outcome;
}

void DocumentJobs::replay(AppState& state) {
  if (!state.reading) return;
  slot_.start("Replaying " + file_name(state.request.target),
              [snapshot = state.reading->snapshot, request = state.request](
                  const core::base::WorkContext& work) -> core::base::Result<Outcome> {
                auto replayed = core::session::replay(snapshot, request, work);
                Outcome outcome;
                if (!replayed) {
                  outcome.choice = choice_of(request.target, replayed.error());
                  if (!outcome.choice) return std::move(replayed).error();
                  return outcome;
                }
                outcome.reading = state::build_reading(std::move(*replayed));
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
                          job->is_cancelled()};
  has_changed = has_changed || !state.job || status != *state.job;
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
  if (result->file) {
    apply_file(state, std::move(*result));
  } else {
    state::set_reading(state, std::move(result->reading));
    apply_focus(state);
  }
}

void DocumentJobs::apply_error(AppState& state, core::base::Error error) {
  if (error.code == "cancelled") {
    state.notice = "Cancelled";
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
  state.file = std::move(outcome.file);
  state.request = order_.request;
  state.consent.reset();
  state::add_recent_file(state, state.file->path);
  state::set_reading(state, std::move(outcome.reading));
  const auto& found = state.file->found_target;
  const bool may_run_found = found && state.reading->trace() == nullptr;
  const bool is_remembered = state::is_remembered(state, state.file->found_consent);
  if (state.request.target.empty() && may_run_found && (order_.runs_found || is_remembered)) {
    state.request.target = *found;
  }
  if (!state.request.target.empty()) {
    replay(state);
    return;
  }
  apply_focus(state);
  if (may_run_found) {
    state.consent = {*found, state.file->path, state.file->found_consent};
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
