#include "app/shell/application.h"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "app/shell/glyphs.h"
#include "app/shell/keyboard.h"
#include "app/shell/picture.h"
#include "app/shell/preferences_file.h"
#include "app/shell/ui_map_file.h"
#include "core/base/file.h"

namespace app::shell {
namespace {

constexpr int kExitDone = 0;
constexpr int kExitUnusable = 2;
/// ImGui needs a second frame for what the first one laid out, and a third for what hovers it.
constexpr int kSettleFrames = 3;
constexpr int kMaxPictureSide = 16384;
/// How often a running job's progress is looked at, and the text cursor blinks, in seconds.
constexpr double kJobInterval = 0.1;
constexpr double kCaretInterval = 0.4;
/// So that a wait for a moment ends after it, not just before.
constexpr double kTimerSlack = 0.002;

int report(const core::base::Error& error, int code) {
  std::fprintf(stderr, "%s\n", core::base::to_text(error).c_str());
  return code;
}

}  // namespace

Application::Application(const cli::OpenRequest& request)
    : request_(request), jobs_([] { GlWindow::wake(); }) {
  // A picture is the same on every desk.
  if (request.screenshot.empty()) load_preferences();
  if (!request.theme.empty()) {
    state_.preferences.theme = request.theme == "light" ? state::Theme::light : state::Theme::dark;
  }
  if (!request.ui_map.empty()) ui_.map.turn_on();
}

int Application::run() {
  if (const auto opened = open_window(); !opened.ok()) return report(opened.error(), kExitUnusable);
  font_files_ = widgets::find_font_files(folders_beside_program("fonts"));
  const auto traces = folders_beside_program("traces");
  frame_ = std::make_unique<MainFrame>(ui_, table_, find_samples(traces));
  open_requested_file();
  const int code = request_.screenshot.empty() ? run_window() : take_picture();
  frame_.reset();
  return code;
}

core::base::Status Application::open_window() {
  WindowOptions options;
  const bool is_picture = !request_.screenshot.empty();
  if (request_.width > 0) options.width = std::min(request_.width, kMaxPictureSide);
  if (request_.height > 0) options.height = std::min(request_.height, kMaxPictureSide);
  options.is_hidden = is_picture;
  auto window = GlWindow::open(options);
  if (!window.ok()) return std::move(window).error();
  window_ = std::move(window).value();
  base_scale_ = request_.scale > 0 ? request_.scale : is_picture ? 1.f : window_->content_scale();
  return core::base::success();
}

void Application::open_requested_file() {
  if (request_.files.empty()) return;
  commands::OpenOrder order;
  order.paths = request_.files;
  order.instance = request_.instance;
  order.request = request_.code;
  order.beside = request_.beside;
  order.runs_found = request_.consent;
  order.focus = request_.focus;
  jobs_.open(state_, std::move(order));
}

void Application::refresh_look() {
  const widgets::Theme& look = state_.preferences.theme == state::Theme::light
                                   ? widgets::light_theme()
                                   : widgets::dark_theme();
  const float scale = std::clamp(base_scale_ * state_.preferences.scale, 0.5f, 5.f);
  const std::uint64_t version = state_.reading ? state_.reading->version() : 0;
  bool needs_fonts = scale != ui_.scale || ui_.fonts.text == nullptr;
  if (version != glyph_version_ || state_.messages.size() != glyph_messages_) {
    glyph_version_ = version;
    glyph_messages_ = state_.messages.size();
    needs_fonts |= collect_glyphs(state_, glyphs_);
  }
  if (needs_fonts || ui_.look != &look) {
    ui_.look = &look;
    ui_.scale = scale;
    widgets::apply_style(look, scale);
  }
  if (!needs_fonts) return;
  ui_.fonts = widgets::build_fonts(font_files_, scale, glyphs_);
  ImGui::GetIO().FontDefault = ui_.fonts.text;
  window_->reload_fonts();
}

void Application::refresh_title() {
  std::string title = "Yieldscope";
  if (state_.file)
    title = std::filesystem::path(state_.file->path).filename().string() + " - " + title;
  if (title == title_) return;
  title_ = title;
  window_->set_title(title);
}

void Application::draw_frame(ImVec2 size) {
  refresh_look();
  window_->begin_frame();
  if (size.x > 0) widgets::compat::set_display(size, 1.f / 60);
  ImGui::NewFrame();
  frame_->draw(state_, queue_);
  ImGui::Render();
  ++frames_;
}

void Application::run_chord(const commands::Chord& chord, bool is_repeat) {
  const commands::Command* command = table_.find(chord);
  if (command == nullptr || (is_repeat && !command->repeats)) return;
  const bool is_typing = ImGui::GetIO().WantTextInput;
  const bool is_closing = command->id == "view.back_out";
  const bool closes_sheet = state_.dialog == state::Dialog::key_sheet && command->id == "help.keys";
  if (closes_sheet) return queue_.push("view.close_dialog");
  if (state_.dialog != state::Dialog::none && !is_closing) return;
  if (is_typing && !is_closing && !chord.ctrl) return;
  // Leaving a text box is reason enough for Escape.
  if (is_typing && is_closing && !table_.refusal(*command, state_).empty()) return;
  // Ctrl with an arrow or a letter edits the text; commands with Ctrl that edit nothing go through.
  const bool edits_text = chord.key == commands::Key::a || chord.key == commands::Key::c ||
                          chord.key == commands::Key::v || chord.key == commands::Key::x ||
                          chord.key == commands::Key::z || chord.key == commands::Key::left ||
                          chord.key == commands::Key::right;
  if (is_typing && edits_text) return;
  queue_.push(command->id);
}

void Application::handle_key(const KeyEvent& event) {
  if (event.action == GLFW_RELEASE) return;
  const auto chord = event.character != 0 ? chord_of_character(event.character)
                                          : chord_of_key(event.key, event.scancode, event.mods);
  if (chord) run_chord(*chord, event.action == GLFW_REPEAT);
}

bool Application::step() {
  if (jobs_.poll(state_) || window_->had_activity()) frames_due_ = kSettleFrames;
  if (auto text = std::exchange(state_.clipboard, std::nullopt)) GlWindow::copy_text(*text);
  taken_keys_.clear();
  if (window_->feed_keys(taken_keys_)) frames_due_ = kSettleFrames;
  for (const KeyEvent& event : taken_keys_) handle_key(event);
  if (auto dropped = window_->take_dropped_files(); !dropped.empty()) {
    queue_.push("file.open_paths", commands::PathsArgument{std::move(dropped)});
  }
  if (frames_due_ == 0 && state_.job) frames_due_ = 1;
  if (frames_due_ == 0 && ImGui::GetIO().WantTextInput) frames_due_ = 1;
  if (frames_due_ == 0 && ui_.tips.is_pending()) frames_due_ = kSettleFrames;
  if (frames_due_ == 0 && queue_.empty()) return false;
  draw_frame({});
  window_->show_frame(ui_.theme().window);
  if (!queue_.empty()) {
    commands::CommandContext context{state_, jobs_, &GlWindow::copy_text};
    table_.run(queue_, context);
    frames_due_ = kSettleFrames;
  } else {
    frames_due_ = frame_->wants_frame() ? kSettleFrames : std::max(frames_due_ - 1, 0);
  }
  refresh_title();
  if (frames_due_ == 0) {
    save_preferences();
    write_ui_map();
  }
  return frames_due_ > 0;
}

double Application::sleep_time() const {
  if (state_.job) return kJobInterval;
  if (ui_.tips.is_pending()) return ui_.tips.seconds_left() + kTimerSlack;
  return ImGui::GetIO().WantTextInput ? kCaretInterval : 0;
}

int Application::run_window() {
  bool is_due = true;
  while (!window_->should_close() && !state_.wants_to_quit) {
    window_->take_events(!is_due, sleep_time());
    is_due = step();
  }
  return kExitDone;
}

int Application::take_picture() {
  jobs_.finish(state_);
  if (state_.consent) {
    std::fprintf(stderr,
                 "%s was found beside the history and not run; add --yes or --orchestrator.\n",
                 state_.consent->target.c_str());
    state_.consent.reset();
    state_.dialog = state::Dialog::none;
  }
  if (state_.choice || state_.lacking) queue_.push("view.close_dialog");
  commands::CommandContext context{state_, jobs_, nullptr};
  table_.run(queue_, context);
  for (const state::Message& message : state_.messages) {
    std::fprintf(stderr, "%s\n", core::base::to_text(message.error).c_str());
  }
  const ImVec2 size{
      static_cast<float>(request_.width > 0 ? std::min(request_.width, kMaxPictureSide) : 1280),
      static_cast<float>(request_.height > 0 ? std::min(request_.height, kMaxPictureSide) : 800)};
  for (int i = 0; i < kSettleFrames + 1 || frame_->wants_frame(); ++i) draw_frame(size);
  const auto picture =
      render_picture(static_cast<int>(size.x), static_cast<int>(size.y), ui_.theme().window);
  if (!picture.ok()) return report(picture.error(), kExitUnusable);
  const auto written = write_png(request_.screenshot, picture.value());
  if (!written.ok()) return report(written.error(), kExitUnusable);
  write_ui_map();
  const bool has_failed = std::any_of(
      state_.messages.begin(), state_.messages.end(),
      [](const auto& message) { return message.severity == core::model::Severity::error; });
  return has_failed && !state_.reading ? kExitUnusable : kExitDone;
}

void Application::load_preferences() {
  const auto path = preferences_path();
  std::error_code failed;
  if (!path || !std::filesystem::is_regular_file(*path, failed)) return;
  const auto json = core::base::read_file(*path);
  if (json.ok()) apply_preferences(json.value(), state_);
  saved_preferences_ = preferences_json(state_);
}

void Application::save_preferences() {
  const auto path = preferences_path();
  state_.preferences.arrangement = frame_->arrangement();
  std::string json = preferences_json(state_);
  if (!path || json == saved_preferences_) return;
  std::error_code failed;
  std::filesystem::create_directories(path->parent_path(), failed);
  // A read-only home costs the memory of the window, not the window.
  if (core::base::write_file(*path, json).ok()) saved_preferences_ = std::move(json);
}

void Application::write_ui_map() {
  if (request_.ui_map.empty()) return;
  std::string map = ui_map_json(ui_, state_, frames_);
  const auto written = core::base::write_file(request_.ui_map, map);
  if (!written.ok()) report(written.error(), kExitUnusable);
}

}  // namespace app::shell
