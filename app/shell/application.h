// The window program: owns the state, the jobs, the window and the frame, and turns the loop. One
// frame: take events, take over finished work, turn keys into commands, draw, run what was queued.
// Nothing is drawn while nothing happens.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/cli/window_entry.h"
#include "app/commands/command_table.h"
#include "app/commands/document_jobs.h"
#include "app/shell/gl_window.h"
#include "app/shell/imgui_owner.h"
#include "app/shell/main_frame.h"

namespace app::shell {

class Application {
 public:
  explicit Application(const cli::OpenRequest& request);

  /// Exit code as DESIGN 9.
  int run();

 private:
  core::base::Status open_window();
  void open_requested_file();
  int run_window();
  int take_picture();
  /// False when nothing is due and the loop may sleep.
  bool step();
  void draw_frame(ImVec2 size);
  void handle_key(const KeyEvent& event);
  void run_chord(const commands::Chord& chord, bool is_repeat);
  void refresh_look();
  void refresh_title();
  void write_ui_map();
  void load_preferences();
  void save_preferences();
  double sleep_time() const;

  cli::OpenRequest request_;
  state::AppState state_;
  commands::CommandTable table_;
  commands::CommandQueue queue_;
  ImguiOwner imgui_;  // before what draws, so that it goes last
  widgets::Ui ui_;
  std::unique_ptr<GlWindow> window_;
  commands::DocumentJobs jobs_;
  std::unique_ptr<MainFrame> frame_;
  widgets::FontFiles font_files_;
  std::vector<ImWchar> glyphs_;
  std::vector<KeyEvent> taken_keys_;
  std::string title_, saved_preferences_;
  std::uint64_t frames_ = 0, glyph_version_ = 0;
  std::size_t glyph_messages_ = 0;
  float base_scale_ = 1;
  int frames_due_ = 3;
};

}  // namespace app::shell
