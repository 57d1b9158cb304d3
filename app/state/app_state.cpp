#include "app/state/app_state.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "app/state/locator.h"

namespace app::state {

namespace {

void refresh_derived(AppState& state) {
  state.derived = {};
  if (!state.reading) return;
  const model::Ledger none;
  state.derived = derive(*state.reading, state.ledger ? *state.ledger : none, state.focus);
}

void refresh_ledger(AppState& state) {
  state.ledger = nullptr;
  if (trace_of(state) == nullptr || !state.reading->stops.has(state.focus.pass)) return;
  state.ledger = std::make_shared<const model::Ledger>(
      core::session::ledger(*state.reading->snapshot, state.focus.pass));
}

}  // namespace

void set_focus(AppState& state, Focus focus) {
  const bool is_other_pass = focus.pass != state.focus.pass;
  state.focus = std::move(focus);
  if (is_other_pass || state.ledger == nullptr) refresh_ledger(state);
  refresh_derived(state);
  state.notice.clear();
  ++state.focus_version;
}

void jump_to(AppState& state, Focus focus) {
  if (focus != state.focus) state.trail.leave(state.focus);
  set_focus(state, std::move(focus));
}

namespace {

/// The finding that was selected, in what another run of the same history found.
std::optional<std::size_t> same_finding(const std::vector<model::Finding>& findings,
                                        const model::Finding& wanted) {
  std::optional<std::size_t> same_id;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (findings[i].id != wanted.id) continue;
    if (findings[i].place == wanted.place) return i;
    if (!same_id) same_id = i;
  }
  return same_id;
}

}  // namespace

void set_reading(AppState& state, ReadingPtr reading) {
  const bool is_same_history =
      state.reading && state.reading->snapshot->history == reading->snapshot->history;
  const std::uint32_t instance = state.file ? state.file->instance : 0;
  if (!is_same_history) {
    state.trail.clear();
    state.has_moved = false;
  }
  std::optional<std::size_t> finding;
  if (is_same_history && state.finding && *state.finding < state.reading->findings.size()) {
    finding = same_finding(reading->findings, state.reading->findings[*state.finding]);
  }
  state.reading = std::move(reading);
  state.finding = finding;
  state.accepted = {};
  ++state.accepted_version;
  if (state.file) remember_seen(state.seen, state.file->path, *state.reading);
  state.ledger = nullptr;
  const Stops& stops = state.reading->stops;
  set_focus(state, state.has_moved ? nearest(stops, state.focus) : first_focus(stops, instance));
}

ConsentQuestion question_of(const OpenFile& file) {
  ConsentQuestion question{*file.found_target, file.path, file.found_consent, "", ""};
  question.words = question.target;
  if (file.settings) {
    core::session::ProjectSettings run = *file.settings;
    run.target = question.target;
    question.settings = run.file.string();
    question.words = core::session::describe_target(run);
  }
  return question;
}

void add_message(AppState& state, core::base::Error error, model::Severity severity) {
  const auto is_same = [&](const Message& shown) { return shown.error == error; };
  if (std::any_of(state.messages.begin(), state.messages.end(), is_same)) return;
  state.messages.push_back({state.next_message_id++, severity, std::move(error)});
}

void dismiss_message(AppState& state, std::uint64_t id) {
  std::erase_if(state.messages, [id](const Message& message) { return message.id == id; });
}

void add_recent_file(AppState& state, const std::string& path) {
  std::erase(state.recent_files, path);
  state.recent_files.insert(state.recent_files.begin(), path);
  if (state.recent_files.size() > kMaxRecentFiles) state.recent_files.resize(kMaxRecentFiles);
}

void set_scale(AppState& state, float scale) {
  state.preferences.scale = std::clamp(scale, kMinScale, kMaxScale);
}

bool is_remembered(const AppState& state, const std::optional<core::session::Consent>& consent) {
  const auto& known = state.preferences.consents;
  return consent && std::find(known.begin(), known.end(), *consent) != known.end();
}

void remember(AppState& state, core::session::Consent consent) {
  auto& known = state.preferences.consents;
  std::erase_if(known, [&](const core::session::Consent& old) {
    return old.folder == consent.folder && old.file == consent.file;
  });
  known.insert(known.begin(), std::move(consent));
  if (known.size() > kMaxConsents) known.resize(kMaxConsents);
}

const model::Trace* trace_of(const AppState& state) {
  return state.reading ? state.reading->trace() : nullptr;
}

std::optional<std::size_t> shown_finding(const AppState& state) {
  if (!state.reading || state.reading->findings.empty()) return std::nullopt;
  if (state.finding && *state.finding < state.reading->findings.size()) return state.finding;
  return 0;
}

std::string locator_text(const AppState& state) {
  return state.reading ? locator_of(state.reading->stops, state.focus) : std::string();
}

}  // namespace app::state
